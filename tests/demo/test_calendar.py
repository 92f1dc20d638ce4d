"""The demonstration tells the played market its day, and readings come in by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kundenwerk.demo import jobs
from kundenwerk.mako import commands
from kundenwerk.metering.models import Reading
from kundenwerk.platform import clock
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.mailbox import open_mailbox
from tests.factories import supply
from tests.factories.calls import fresh_call
from tests.mako import letters, measured, orders
from tests.simulator.test_server import ORDER, running

# What the operator answers a registration of this place with.
CONFIRMED = "DE9990001011500000000051238696012"

pytestmark = pytest.mark.django_db


@pytest.mark.row("DEC-12")
def test_a_reading_comes_in_on_the_first_day_of_supply(settings: Any) -> None:
    orders.market()
    operator = orders.participant(letters.GRID, "NB", "Netz Muster")
    point = supply.supply_point(malo_id=letters.MALO, grid_operator_id=operator.pk)
    point.melo_id = CONFIRMED
    point.save()
    supply.meter(point, measured.METER)
    with running() as server:
        settings.MARKET_MAILBOX = f"{server.url}/market"
        box = open_mailbox(settings.MARKET_MAILBOX)
        box.send("a.edi", ORDER)
        for item in box.fetch():
            box.acknowledge(item.id)

        for passed in (-1, 0, 0, 1):
            set_business_date(fresh_call(), day=letters.START + timedelta(days=passed))
            jobs.tell_the_market(0)
        (item,) = box.fetch()

    commands.receive_interchange(fresh_call(), name=item.name, content=item.content, at=clock.now())
    reading = Reading.objects.get()
    assert (reading.day, reading.origin, reading.state) == (letters.START, "GRID_OPERATOR", "VALID")


@pytest.mark.parametrize(("demo", "mailbox"), [(False, "http://127.0.0.1:9/x"), (True, "")])
def test_nobody_is_told_anything_elsewhere(
    settings: Any, caplog: pytest.LogCaptureFixture, *, demo: bool, mailbox: str
) -> None:
    settings.DEMO, settings.MARKET_MAILBOX = demo, mailbox
    supply.meter(supply.supply_point(malo_id=letters.MALO), measured.METER)

    # A letter to the first address would be a fault told in the log.
    jobs.tell_the_market(0)

    assert caplog.text == ""
    assert jobs.calendar(date(2026, 12, 1)).startswith(b'{"day": "2026-12-01"')


def test_a_market_that_is_away_is_told_later(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MARKET_MAILBOX = "http://127.0.0.1:9/market"
    supply.meter(supply.supply_point(malo_id=letters.MALO), measured.METER)

    jobs.tell_the_market(0)

    assert "the market was not told the day" in caplog.text
