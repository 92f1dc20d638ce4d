"""Plain prices for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import Component, Unit
from kundenwerk.tariffs.rules.prices import DatedTerms, PricePart, PriceSegment, UnitPrice
from kundenwerk.tariffs.rules.vocabulary import PriceKind

YEAR = Period.year(2026)


def unit(value: str) -> UnitPrice:
    """A price of one part."""
    return UnitPrice(Decimal(value), (PricePart(None, Decimal(value), "Test"),))


def segment(
    energy_ct: str, base_eur: str, start: date = YEAR.start, end: date | None = YEAR.end
) -> PriceSegment:
    """Standing prices with 19 % VAT."""
    price = unit(energy_ct)
    return PriceSegment(Period(start, end), price, price, unit(base_eur), Decimal(19))


def terms(
    energy_ct: str,
    base_eur: str,
    valid: Period = YEAR,
    kind: PriceKind = PriceKind.COMPONENTS,
    offpeak_ct: str | None = None,
) -> DatedTerms:
    """What a customer agreed to."""
    low = None if offpeak_ct is None else Decimal(offpeak_ct)
    return DatedTerms(valid, kind, Decimal(energy_ct), low, Decimal(base_eur), "Test")


def vat_19(valid: Period = YEAR) -> DatedValue:
    """The standard rate."""
    return DatedValue(Component.VAT, valid, Decimal(19), Unit.PERCENT, "§ 12 UStG")


def levy(
    value: str, valid: Period = YEAR, component: Component = Component.KWKG_LEVY
) -> DatedValue:
    """A levy in ct/kWh."""
    return DatedValue(component, valid, Decimal(value), Unit.CT_PER_KWH, "Test")
