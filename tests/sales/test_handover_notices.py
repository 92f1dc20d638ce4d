"""Telling another system of hand-overs: signed, until it is taken, never into our own network."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from kundenwerk.platform import clock
from kundenwerk.sales import commands, gateways, jobs
from kundenwerk.sales.models import Handover, HandoverEndpoint, HandoverNotice
from kundenwerk.sales.queries.handovers import message
from kundenwerk.sales.rules.handover import (
    MOST_ATTEMPTS,
    pause_after,
)
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.sales.accepted import accepted
from tests.stubs.http import Request, serving

SECRET = "ein gemeinsames Geheimnis"


@pytest.fixture
def market(db: None) -> None:
    given.small_market()


def switched_on(address: str) -> None:
    commands.save_endpoint(fresh_call(), address=address, secret=SECRET, is_on=True)


@pytest.fixture
def internal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(gateways.INTERNAL_HOSTS, "127.0.0.1")
    return iter([None])


@pytest.mark.row("DEC-06", "CD-26")
@pytest.mark.usefixtures("market", "internal")
def test_another_system_is_told_once_signed_and_without_bank_details() -> None:
    got: list[Request] = []

    def take(asked: Request) -> tuple[int, bytes]:
        got.append(asked)
        return 204, b""

    with serving(take) as address:
        switched_on(f"{address}/uebergaben")
        quote = accepted()
        assert jobs.send_notices() == 1
        assert jobs.send_notices() == 0

    (asked,) = got
    event = json.loads(asked.body)
    assert (asked.verb, asked.path) == ("POST", "/uebergaben")
    assert event["handover"]["quote"] == quote.number
    assert given.IBAN not in asked.body.decode()
    stamp, _, digest = asked.headers[gateways.SIGNATURE].partition(",v1=")
    signed = f"{stamp.removeprefix('t=')}.".encode() + asked.body
    assert digest == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    notice = HandoverNotice.objects.get()
    assert (notice.state, notice.attempts, str(notice.event_id)) == (
        "DELIVERED",
        1,
        event["event"],
    )


@pytest.mark.row("DEC-06")
@pytest.mark.usefixtures("market", "internal")
def test_a_receiver_in_trouble_is_asked_again_later_with_the_same_event() -> None:
    events: list[str] = []

    def refuse_once(asked: Request) -> tuple[int, bytes]:
        events.append(json.loads(asked.body)["event"])
        return (500, b"kaputt") if len(events) == 1 else (200, b"")

    with serving(refuse_once) as address:
        switched_on(address)
        accepted()
        assert jobs.send_notices() == 0
        notice = HandoverNotice.objects.get()
        assert (notice.state, notice.attempts) == ("WAITING", 1)
        assert notice.problem == "Der Empfänger antwortet mit 500."
        assert notice.next_at - clock.now() < timedelta(minutes=1)
        assert jobs.send_notices() == 0  # not before its time
        HandoverNotice.objects.update(next_at=clock.now())
        assert jobs.send_notices() == 1

    assert len(events) == 2
    assert len(set(events)) == 1


@pytest.mark.usefixtures("market", "internal")
def test_redirects_are_not_followed_and_silence_counts_as_a_failure() -> None:
    with serving(lambda _: (302, b"")) as address:
        switched_on(address)
        accepted()
        jobs.send_notices()
    assert HandoverNotice.objects.get().problem == "Der Empfänger antwortet mit 302."
    HandoverNotice.objects.update(next_at=clock.now())

    jobs.send_notices()

    assert HandoverNotice.objects.get().problem == "Der Empfänger ist nicht erreichbar."


@pytest.mark.usefixtures("market", "internal")
def test_after_three_days_of_silence_it_is_given_up_and_sent_again_by_hand() -> None:
    switched_on("http://127.0.0.1:9/")
    accepted()
    notice = HandoverNotice.objects.get()
    for attempt in range(MOST_ATTEMPTS):
        commands_call = fresh_call()
        jobs.note_failed(
            commands_call, notice_id=notice.pk, attempts=attempt, problem="weg", at=clock.now()
        )
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("FAILED", MOST_ATTEMPTS)

    commands.send_again(fresh_call(), notice_id=notice.pk, at=clock.now())

    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("WAITING", 0)


def test_pauses_double_and_cover_three_days() -> None:
    pauses = [pause_after(attempt) for attempt in range(1, MOST_ATTEMPTS)]

    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert sum(filter(None, pauses), timedelta()) > timedelta(days=3)
    assert pause_after(MOST_ATTEMPTS) is None


@pytest.mark.row("BAD-E14")
@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://0.0.0.0/",
        "https://127.1/",
        "https://user:pass@192.168.0.1/",
        "http://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://host:99999/",
        "gopher://127.0.0.1/",
        "https://\u0000/",
    ],
)
def test_addresses_of_our_own_network_and_strange_ones_are_refused(address: str) -> None:
    with pytest.raises(gateways.UnusableTarget):
        gateways.target(address)


@pytest.mark.django_db
def test_an_endpoint_that_is_on_needs_address_and_secret() -> None:
    with pytest.raises(commands.EndpointIncomplete):
        commands.save_endpoint(fresh_call(), address="https://erp.example/", secret="", is_on=True)
    commands.save_endpoint(fresh_call(), address="https://erp.example/", secret="x", is_on=True)
    commands.save_endpoint(fresh_call(), address="https://erp.example/neu", secret="", is_on=True)

    stored = HandoverEndpoint.objects.get()
    assert (stored.address, stored.secret) == ("https://erp.example/neu", "x")


@pytest.mark.usefixtures("market")
def test_a_message_names_prices_as_text_and_cents() -> None:
    told = message(Handover.objects.get(quote=accepted()))

    assert told["tariff"]["energy_ct"] == str(told["tariff"]["energy_ct"])
    assert isinstance(told["tariff"]["annual_gross_cents"], int)
    assert told["supply_point"]["grid_operator"] == given.OPERATOR
