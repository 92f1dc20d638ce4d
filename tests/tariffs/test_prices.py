"""Prices of the contract and of others, joined day by day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import Commodity, RegisterKind
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue, required_components
from kundenwerk.market.rules.vocabulary import Component, Unit
from kundenwerk.tariffs.rules.prices import PriceConflict, PriceGap, segments
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests.tariffs.prices import YEAR, levy, terms, vat_19

JULY = date(2026, 7, 1)


@pytest.mark.row("CD-30")
def test_a_levy_that_changes_cuts_the_period() -> None:
    levies = [
        levy("0.446", Period(YEAR.start, JULY)),
        levy("0.5", Period(JULY, None)),
    ]

    found = segments(YEAR, [terms("20", "100")], levies, [vat_19()], required=())

    assert [str(part.energy.value) for part in found] == ["20.446", "20.5"]
    assert [part.period.start for part in found] == [YEAR.start, JULY]


def test_neighbours_without_any_difference_become_one_segment() -> None:
    levies = [levy("0.446", Period(YEAR.start, JULY)), levy("0.446", Period(JULY, None))]

    found = segments(YEAR, [terms("20", "100")], levies, [vat_19()], required=())

    assert [part.period for part in found] == [YEAR]


@pytest.mark.row("R10")
def test_an_end_price_keeps_its_height_and_shows_the_levy_inside() -> None:
    agreed = terms("28", "100", kind=PriceKind.END_PRICE)

    [found] = segments(YEAR, [agreed], [levy("0.446")], [vat_19()], required=())

    assert found.energy.value == 28
    assert [(part.component, part.value) for part in found.energy.parts] == [
        (None, Decimal("27.554")),
        (Component.KWKG_LEVY, Decimal("0.446")),
    ]


def test_a_day_without_a_levy_that_is_due_stops_the_computation() -> None:
    levies = [levy("0.446", Period(YEAR.start, JULY))]

    with pytest.raises(PriceGap) as refused:
        segments(YEAR, [terms("20", "100")], levies, [vat_19()], required={Component.KWKG_LEVY})

    assert refused.value.reason == "Für KWKG-Umlage ist am 01.07.2026 kein Wert hinterlegt."
    assert refused.value.day == JULY


def test_a_day_without_agreed_price_or_tax_stops_the_computation() -> None:
    until_july = Period(YEAR.start, JULY)

    with pytest.raises(PriceGap, match="Vertragspreis"):
        segments(YEAR, [terms("20", "100", until_july)], [], [vat_19()], required=())
    with pytest.raises(PriceGap, match="Umsatzsteuer"):
        segments(YEAR, [terms("20", "100")], [], [vat_19(until_july)], required=())


@pytest.mark.parametrize("twice", ["terms", "levy", "vat"])
def test_two_values_for_one_day_are_a_conflict(twice: str) -> None:
    agreed, levies, vat = [terms("20", "100")], [levy("1")], [vat_19()]
    {"terms": agreed, "levy": levies, "vat": vat}[twice].append(
        {"terms": terms("21", "100"), "levy": levy("2"), "vat": vat_19()}[twice]  # type: ignore[arg-type]
    )

    with pytest.raises(PriceConflict, match=r"01\.01\.2026 mehrere"):
        segments(YEAR, agreed, levies, vat, required=())


def test_prices_need_a_period_with_an_end() -> None:
    with pytest.raises(ValueError, match="end"):
        segments(Period(YEAR.start), [terms("20", "100")], [], [vat_19()], required=())


def test_the_low_load_fee_counts_for_the_off_peak_register_only() -> None:
    low = DatedValue(
        Component.CONCESSION_FEE,
        YEAR,
        Decimal("0.61"),
        Unit.CT_PER_KWH,
        "§ 2 KAV",
        RegisterKind.OFFPEAK,
    )
    fees = [levy("1.59", component=Component.CONCESSION_FEE), low]

    [found] = segments(YEAR, [terms("12", "90", offpeak_ct="9")], fees, [vat_19()], required=())

    assert found.energy_of(RegisterKind.PEAK).value == Decimal("13.59")
    assert found.energy_of(RegisterKind.OFFPEAK).value == Decimal("9.61")


def test_a_heat_pump_with_its_own_meter_pays_no_kwkg_and_no_offshore_levy() -> None:
    usual = required_components(Commodity.ELECTRICITY, levy_privilege=False)
    privileged = required_components(Commodity.ELECTRICITY, levy_privilege=True)

    assert usual - privileged == {Component.KWKG_LEVY, Component.OFFSHORE_LEVY}
    assert Component.ENERGY_TAX in required_components(Commodity.GAS, levy_privilege=False)


@pytest.mark.row("R24")
def test_a_change_of_vat_inside_the_period_splits_it() -> None:
    half = Period(date(2020, 1, 1), date(2021, 1, 1))
    vat = [
        vat_19(Period(half.start, date(2020, 7, 1))),
        DatedValue(
            Component.VAT,
            Period(date(2020, 7, 1), half.end),
            Decimal(16),
            Unit.PERCENT,
            "§ 28 UStG",
        ),
    ]

    found = segments(half, [terms("20", "100", half)], [], vat, required=())

    assert [part.vat_percent for part in found] == [19, 16]
