"""A reading nobody took is estimated and marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from kundenwerk.kernel.period import Period
from kundenwerk.metering import commands, queries
from kundenwerk.metering.models import Reading
from kundenwerk.platform.commands import Call
from tests.factories import reading
from tests.metering.samples import NEW_YEAR, TODAY, YEAR, register

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Even:
    """Every day counts the same."""

    name: str = "even"

    def weight(self, period: Period) -> int:
        return period.days


@pytest.mark.row("KM-036")
def test_an_estimate_is_marked_with_its_reason(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")

    commands.estimate_reading(
        call,
        register_id=one.pk,
        day=date(2027, 1, 1),
        reason="kein Zugang zum Zähler",
        profile=Even(),
        today=TODAY,
    )

    (usage,) = queries.usage(one.meter.supply_point_id, YEAR)
    assert (usage.kwh, usage.is_estimated, usage.end.reason) == (
        3500,
        True,
        "kein Zugang zum Zähler",
    )


def test_an_estimate_follows_the_last_consumption_rather_than_the_forecast(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")
    reading(one, date(2027, 1, 1), "3000")

    commands.estimate_reading(
        call,
        register_id=one.pk,
        day=date(2028, 1, 1),
        reason="kein Zugang",
        profile=Even(),
        today=date(2028, 1, 2),
    )

    assert Reading.objects.get(day=date(2028, 1, 1)).value == 5000


def test_no_estimate_takes_the_place_of_a_reading(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")

    with pytest.raises(commands.AlreadyRead):
        commands.estimate_reading(
            call, register_id=one.pk, day=NEW_YEAR, reason="?", profile=Even(), today=TODAY
        )


def test_a_new_connection_without_forecast_cannot_be_estimated(call: Call) -> None:
    one = register(forecast_annual_kwh=None)
    reading(one, NEW_YEAR, "1000")

    with pytest.raises(LookupError):
        commands.estimate_reading(
            call, register_id=one.pk, day=TODAY, reason="?", profile=Even(), today=TODAY
        )
