from __future__ import annotations

import contextlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import (
    NBSP,
    NotReadable,
    format_age,
    format_decimal,
    format_kwh,
    parse_day,
    parse_decimal,
    parse_euro,
    parse_kwh,
)

TODAY = date(2026, 11, 22)


@pytest.mark.row("BAD-B03")
@pytest.mark.parametrize("text", ["3.000", "3000", " 3.000 kWh ", "3.000kwh"])
def test_three_thousand_with_a_dot_is_three_thousand(text: str) -> None:
    assert parse_kwh(text) == 3000


@pytest.mark.row("BAD-D12", "BAD-B04")
@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "3,5",
        "1e5",
        "1_000",
        "٣٠٠٠",
        "NaN",
        "Infinity",
        "9" * 400,
        "",
        "3.00",
        "1.2345",
        "3 000",
        "0x10",
        "+5",
    ],
)
def test_consumption_that_could_be_misread_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        parse_kwh(text)


def test_a_dot_before_two_decimals_is_a_question() -> None:
    with pytest.raises(NotReadable, match="Meinten Sie 1234,56"):
        parse_euro("1234.56")


@pytest.mark.parametrize(
    ("text", "cents"), [("1.234,56 €", 123456), ("0,5", 50), ("−12", -1200), ("12 EUR", 1200)]
)
def test_amounts_are_read_in_german(text: str, cents: int) -> None:
    assert parse_euro(text) == Money(cents)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_is_shown_is_read_back(number: Decimal) -> None:
    assert parse_decimal(format_decimal(number, places=2), places=2) == number


@given(st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    for read in (parse_kwh, parse_euro, lambda t: parse_day(t, today=TODAY)):
        with contextlib.suppress(NotReadable):
            read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.3.", date(2026, 3, 1)),
        ("010326", date(2026, 3, 1)),
        ("01.03.2026", date(2026, 3, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("heute", TODAY),
        ("+14", date(2026, 12, 6)),
    ],
)
def test_days_are_read_as_clerks_type_them(text: str, day: date) -> None:
    assert parse_day(text, today=TODAY) == day


@pytest.mark.row("BAD-B06")
@pytest.mark.parametrize(
    "text",
    ["45992", "12/31/2026", "31.02.2026", "00.00.0000", "2026-12-31T00:00:00Z", "1800-01-01"],
)
def test_days_of_other_notations_are_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        parse_day(text, today=TODAY)


def test_energy_is_shown_with_its_unit() -> None:
    assert format_kwh(Decimal(3500)) == "3.500\u00a0kWh"


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=59), "gerade eben"),
        (timedelta(seconds=-5), "gerade eben"),
        (timedelta(minutes=1), "vor 1 Minute"),
        (timedelta(minutes=59, seconds=59), "vor 59 Minuten"),
        (timedelta(hours=1), "vor 1 Stunde"),
        (timedelta(hours=47), "vor 1 Tag"),
        (timedelta(days=2), "vor 2 Tagen"),
    ],
)
def test_an_age_is_told_in_whole_units(age: timedelta, words: str) -> None:
    assert format_age(age).replace(NBSP, " ") == words
