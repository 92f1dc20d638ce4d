from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.mako.formats import interchange, mscons, utilmd_writer
from kundenwerk.mako.formats.mscons import Quality, Report
from kundenwerk_simulator import metering
from kundenwerk_simulator.market import Market
from kundenwerk_simulator.postbox import Refused, Reply
from tests.mako import letters


@pytest.fixture
def market() -> Market:
    """A market with one household registered from 1 December."""
    market = Market()
    message = utilmd_writer.registration(letters.TO_GRID, letters.registration())
    market.receive("a.edi", letters.wrap(letters.TO_GRID, message))
    return market


def sent(market: Market, day: str = "2026-12-01", **told: object) -> list[Reply]:
    return market.receive("ABLESUNG-1", json.dumps({"day": day, **told}).encode())


def report(reply: Reply) -> Report:
    received = interchange.read(reply.content)
    return mscons.read(received, received.messages[0])


@pytest.mark.row("DEC-12")
def test_the_metering_operator_reports_what_the_meter_shows(market: Market) -> None:
    [reply] = sent(market, meters={letters.MALO: "1EMH0012345678"})

    [shown] = report(reply).shown
    assert (shown.meter_number, shown.day) == ("1EMH0012345678", date(2026, 12, 1))
    assert letters.objections(reply.content, date(2026, 12, 1)) == []


def test_the_same_errand_finds_the_same_values_and_time_counts_on(market: Market) -> None:
    first, again, later = (
        sent(market, day)[0] for day in ("2026-12-01", "2026-12-01", "2027-12-01")
    )

    assert first.content == again.content
    assert report(later).shown[0].value - report(first).shown[0].value == 3_500


def test_another_errand_for_the_same_day_is_another_message(market: Market) -> None:
    [first] = sent(market)

    [second] = market.receive("ABLESUNG-2", b'{"day": "2026-12-01"}')

    assert first.name != second.name
    assert report(first).document != report(second).document
    assert report(first).shown == report(second).shown


def test_where_nobody_is_let_in_the_value_is_a_substitute(market: Market) -> None:
    [reply] = sent(market, substitute=True)

    assert report(reply).shown[0].quality is Quality.SUBSTITUTE
    assert letters.objections(reply.content, date(2026, 12, 1)) == []


def test_only_places_supplied_by_then_and_asked_for_are_read(market: Market) -> None:
    assert sent(market, "2026-11-30") == []
    assert sent(market, meters={"41234567896": "1"}) == []
    assert len(sent(market)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"day": 7}',
        b'{"day": "1.12.2026"}',
        b'{"day": "2026-12-01", "meters": 1}',
        b'{"day": "2026-12-01", "meters": {"51238696012": ""}}',
    ],
)
def test_an_errand_nobody_understands_is_refused(market: Market, content: bytes) -> None:
    with pytest.raises(Refused):
        market.receive("ABLESUNG-1", content)


def told(market: Market, day: str, **more: object) -> list[tuple[date, str]]:
    content = json.dumps({"day": day, **more}).encode()
    shown = [report(one).shown[0] for one in market.receive(f"KALENDER-{day}", content)]
    return [(one.day, one.meter_number) for one in shown]


@pytest.mark.row("DEC-12")
def test_meters_are_read_at_the_start_and_every_year_without_being_asked(market: Market) -> None:
    meters = {letters.MALO: "1EMH0012345678"}
    assert told(market, "2026-11-30", meters=meters) == []
    assert told(market, "2026-12-02", meters={"41234567896": "1"}) == []

    first = told(market, "2026-12-03", meters=meters)
    again = told(market, "2026-12-04", meters=meters)
    year = told(market, "2027-12-05", meters=meters)

    assert first == [(date(2026, 12, 1), "1EMH0012345678")]
    assert again == []
    assert year == [(date(2027, 12, 1), "1EMH0012345678")]


def test_days_that_were_leapt_over_are_read_all_the_same(market: Market) -> None:
    assert [day for day, _ in told(market, "2027-12-05")] == [date(2026, 12, 1), date(2027, 12, 1)]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
def test_the_last_date_due_is_never_missed(start: date, passed: int) -> None:
    until = start + timedelta(days=passed)

    due = list(metering._days_due(start, until))

    assert due == sorted(set(due))
    assert all(start <= day <= until for day in due)
    assert (until - due[-1]).days < 367
