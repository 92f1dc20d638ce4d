"""What must hold for every bill, whatever the prices."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.money import Money, round_cents, total
from kundenwerk.kernel.period import Period, tile
from kundenwerk.tariffs.rules.breakdown import breakdown
from kundenwerk.tariffs.rules.profiles import EVEN, TooFine, split
from kundenwerk.tariffs.rules.rating import LineKind, Rated, Usage, UsageGap, rate
from kundenwerk.tariffs.rules.trace import canonical, digest, plain, trace_of
from kundenwerk.tariffs.rules.verify import faults
from tests.tariffs.prices import YEAR, segment, terms, vat_19
from tests.tariffs.strategies import bills, closed_periods, profiles


@given(bills())
@settings(max_examples=60, deadline=None)
def test_the_energy_of_a_bill_is_the_energy_that_was_counted(rated: Rated) -> None:
    charged = sum(line.quantity for line in rated.lines if line.unit == "kWh")

    assert charged == sum(usage.kwh for usage in rated.usages)


@pytest.mark.row("R24")
@given(st.integers(0, 10**12), closed_periods(), st.data())
def test_the_parts_of_a_split_add_up_to_the_watt_hour(
    wh: int, period: Period, data: st.DataObject
) -> None:
    assert period.end is not None
    cuts = data.draw(st.lists(st.dates(period.start, period.end), max_size=5))
    parts = list(period.split_at(cuts))

    shares = split(wh, parts, data.draw(profiles()))

    assert sum(shares) == wh
    assert min(shares) >= 0


@given(bills())
@settings(max_examples=60, deadline=None)
def test_vat_is_computed_on_the_sum_of_each_rate(rated: Rated) -> None:
    for amount in rated.vat:
        lines = [line for line in rated.lines if line.vat_percent == amount.percent]

        assert amount.net == total(line.net for line in lines)
        assert amount.vat == round_cents(amount.net.euros * amount.percent / 100)

    assert rated.gross == rated.net + rated.vat_total


@pytest.mark.row("R10", "CD-30")
@given(bills())
@settings(max_examples=60, deadline=None)
def test_the_shares_of_a_bill_add_up_to_its_lines(rated: Rated) -> None:
    charged = total(line.net for line in rated.lines if line.kind != LineKind.BONUS)

    assert total(share.net for share in breakdown(rated)) == charged


@given(bills())
@settings(max_examples=60, deadline=None)
def test_price_segments_tile_the_bill(rated: Rated) -> None:
    assert tile([part.period for part in rated.segments], rated.period)


@pytest.mark.row("D-1")
@given(bills())
@settings(max_examples=60, deadline=None)
def test_every_trace_can_be_recomputed_after_a_journey_as_text(rated: Rated) -> None:
    trace = trace_of(rated)
    travelled = json.loads(canonical(trace))

    assert digest(travelled) == digest(trace)
    assert faults(travelled) == []
    assert not _floats(travelled)


@pytest.mark.row("D-1")
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("lines", 0, "net_cents"), 1),
        (("lines", 0, "unit_price"), "31"),
        (("usages", 0, "kwh"), "3651"),
        (("vat", 0, "vat_cents"), 1),
        (("gross_cents",), 1),
        (("prices", 0, "energy_ct", "value"), "29"),
        (("breakdown", 0, "net_cents"), 0),
        (("schema",), "anders"),
    ],
)
def test_a_changed_trace_is_found_out(path: tuple[Any, ...], value: object) -> None:
    rated = rate(YEAR, [Usage(RegisterKind.TOTAL, YEAR, Decimal(3650))], [segment("30", "120")])
    trace = json.loads(canonical(trace_of(rated)))
    place = trace
    for step in path[:-1]:
        place = place[step]

    place[path[-1]] = value

    assert faults(trace) != []


def _floats(value: object) -> bool:
    if isinstance(value, dict):
        return any(_floats(item) for item in value.values())
    if isinstance(value, list):
        return any(_floats(item) for item in value)
    return isinstance(value, float)


def test_equal_numbers_have_one_spelling_in_a_trace() -> None:
    spellings = {plain(Decimal(text)) for text in ("19", "19.000000", "1.9E+1")}

    assert spellings == {"19"}
    assert plain(Decimal("-0.00")) == "0"


def test_a_line_tells_its_computation_in_german() -> None:
    cut = date(2026, 7, 1)
    parts = [segment("30", "120", YEAR.start, cut), segment("40", "120", cut, YEAR.end)]
    usage = Usage(RegisterKind.TOTAL, YEAR, Decimal(3650), "Zähler 4711")

    trace = trace_of(rate(YEAR, [usage], parts))

    first, base, *_ = trace["lines"]
    assert first["formula"] == "1.810\u00a0kWh × 30\u00a0ct/kWh = 543,00 €"
    assert base["formula"] == "120\u00a0€/Jahr × 181 Tage ÷ 365 = 59,51 €"
    assert first["explanation"] == [
        (
            "1.810\u00a0kWh von 3.650\u00a0kWh (Zähler 4711) entfallen auf "
            "01.01.2026 bis 30.06.2026: 181 von 365 Tagen"
        )
    ]


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [Period(YEAR.start, date(2026, 12, 31))],
        [Period(YEAR.start, date(2026, 7, 1)), Period(date(2026, 7, 2), YEAR.end)],
        [Period(YEAR.start, date(2026, 7, 2)), Period(date(2026, 7, 1), YEAR.end)],
    ],
)
def test_usage_with_a_missing_or_double_day_is_not_billed(spans: list[Period]) -> None:
    usages = [Usage(RegisterKind.TOTAL, span, Decimal(100)) for span in spans]

    with pytest.raises(UsageGap, match="nicht lückenlos"):
        rate(YEAR, usages, [segment("30", "120")])


def test_prices_that_do_not_cover_the_bill_are_refused() -> None:
    usage = Usage(RegisterKind.TOTAL, YEAR, Decimal(100))

    with pytest.raises(ValueError, match="tile"):
        rate(YEAR, [usage], [segment("30", "120", YEAR.start, date(2026, 12, 1))])


@pytest.mark.parametrize(("kwh", "error"), [("1.0001", TooFine), ("-1", ValueError)])
def test_energy_below_a_watt_hour_or_below_zero_is_refused(
    kwh: str, error: type[Exception]
) -> None:
    usage = Usage(RegisterKind.TOTAL, YEAR, Decimal(kwh))

    with pytest.raises(error):
        rate(YEAR, [usage], [segment("30", "120")])


@pytest.mark.parametrize("kwh", ["0", "1", "1000000000"])
def test_one_kilowatt_hour_and_a_thousand_million_are_both_priced(kwh: str) -> None:
    usage = Usage(RegisterKind.TOTAL, YEAR, Decimal(kwh))

    rated = rate(YEAR, [usage], [segment("30", "0")])

    assert rated.net == Money(30 * int(kwh))


def test_no_profile_weighs_every_day_alike() -> None:
    assert EVEN.weight(YEAR) == 365
    assert terms("1", "1").valid == YEAR
    assert vat_19().value == 19
