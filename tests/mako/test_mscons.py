from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import interchange, mscons
from kundenwerk.mako.formats.mscons import Quality, Report, Shown
from kundenwerk.mako.formats.utilmd import Head
from kundenwerk.mako.formats.values import Unprocessable
from tests.mako import letters, measured

GAS = Head("9870999000010", "9800999000017", "1", "ABL0001", letters.SENT_AT)
METERS = st.text("ABCXYZ0123456789+:'?ÄÖÜß", min_size=1, max_size=20)
VALUES = st.decimals("0", "99999999", places=3)
DAYS = st.dates(date(2026, 4, 1), date(2030, 12, 31))


def read(data: bytes) -> Report:
    received = interchange.read(data)
    return mscons.read(received, received.messages[0])


@settings(max_examples=60, deadline=None)
@given(
    METERS,
    st.lists(
        st.tuples(
            st.sampled_from(["1-0:1.8.0", "1-0:1.8.1", "1-1:1.8.2"]),
            DAYS,
            VALUES,
            st.sampled_from(Quality),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(Commodity),
)
def test_readings_survive_the_way_to_us(
    meter: str,
    values: list[tuple[str, date, Decimal, Quality, bool]],
    commodity: Commodity,
) -> None:
    sent = tuple(Shown(letters.MELO, meter, *value) for value in values)
    head = GAS if commodity is Commodity.GAS else measured.HEAD

    report = read(measured.letter(*sent, head=head, commodity=commodity))

    assert report == Report("ABL0001", commodity, sent)


@pytest.mark.parametrize(
    "value",
    [
        measured.shown(),
        measured.shown(quality=Quality.SUBSTITUTE),
        measured.shown(by_customer=True),
    ],
)
def test_the_market_finds_no_fault_in_readings(value: Shown) -> None:
    gas = replace(value, obis="7-0:3.0.0")

    assert letters.objections(measured.letter(value)) == []
    assert letters.objections(measured.letter(gas, head=GAS, commodity=Commodity.GAS)) == []


def test_midnight_in_berlin_is_written_and_read_as_the_day_that_begins() -> None:
    summer = measured.letter(measured.shown(day=date(2026, 7, 1)))
    gas_day = measured.letter(
        measured.shown(day=date(2026, 7, 1)), head=GAS, commodity=Commodity.GAS
    )

    assert b"DTM+7:202606302200?+00:303'" in summer
    assert b"DTM+7:202607010400?+00:303'" in gas_day
    assert read(summer).shown[0].day == read(gas_day).shown[0].day == date(2026, 7, 1)


def test_the_day_a_value_holds_for_beats_the_day_it_was_read() -> None:
    data = measured.letter().replace(b"DTM+7:", b"DTM+9:202611201100?+00:303'DTM+7:")

    assert read(data.replace(b"UNT+15", b"UNT+16")).shown[0].day == measured.DAY


def test_a_message_that_takes_another_back_says_so() -> None:
    assert read(measured.letter().replace(b"ABL0001+9'", b"ABL0001+1'")).cancels


@pytest.mark.row("BAD-C24")
@pytest.mark.parametrize(
    ("given", "written", "place", "code"),
    [
        (b"LOC+172+DE", b"LOC+172+XX", "LOC+172", "Z35"),
        (b"RFF+MG:1EMH0012345678", b"RFF+MG", "RFF+MG", "Z35"),
        (b"RFF+MG:1EMH0012345678", b"RFF+ZZ:1", "RFF+MG", "Z29"),
        (b"PIA+5+1-0?:1.8.0", b"PIA+5+Strom", "PIA+5", "Z35"),
        (b"PIA+5+1-0?:1.8.0", b"FTX+5+1", "PIA+5", "Z29"),
        (b"QTY+220:12000", b"QTY+220:zw", "QTY+220", "Z35"),
        (b"QTY+220:12000", b"QTY+220:12.000.5", "QTY+220", "Z35"),
        (b"QTY+220:12000", b"QTY+999:12000", "QTY+999", "Z35"),
        (b"QTY+220:12000", b"FTX+220:12000", "QTY", "Z29"),
        (b"DTM+7:20261121", b"DTM+7:20261331", "DTM+7", "Z35"),
        (b"DTM+7:202611212300", b"DTM+7:202611211200", "DTM+7", "Z35"),
        (b"DTM+7:", b"DTM+9:", "DTM+7", "Z29"),
        (b"DTM+7:202611212300?+00:303", b"DTM+7:202611212300:102", "DTM+7", "Z35"),
        (b"BGM+7+ABL0001", b"BGM+7+", "BGM", "Z29"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_segment_and_position(
    given: bytes, written: bytes, place: str, code: str
) -> None:
    data = measured.letter()
    assert given in data

    broken = data.replace(given, written)
    with pytest.raises(Unprocessable) as caught:
        read(broken)

    assert (caught.value.place, caught.value.code) == (place, code)
    assert re.match(rb"[A-Z]{3}\+", broken[caught.value.position :])
