"""The prices of a supply point: own terms joined with what others ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market import queries as market
from kundenwerk.market.models import DefaultSupplyTariff
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.series import required_components
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.queries.examples import Examples
from kundenwerk.tariffs.queries.settings import tariff_settings
from kundenwerk.tariffs.rules.annual_cost import AnnualCost, annual_cost_of_gross_prices
from kundenwerk.tariffs.rules.prices import (
    DatedTerms,
    PriceGap,
    PriceSegment,
    joined,
    others_on,
    segments,
)
from kundenwerk.tariffs.rules.vocabulary import PriceKind


def segments_for(
    terms: Sequence[DatedTerms], region: PriceRegion, period: Period
) -> list[PriceSegment]:
    """The prices of a closed period, as a bill needs them.

    Raises:
        PriceGap: a day without terms, VAT or a component the law wants listed.
        PriceConflict: a day with two of them.
    """
    return segments(
        period,
        terms,
        market.components(region, period),
        market.vat_rates(region.commodity, period),
        required=required_of(region),
    )


def required_of(region: PriceRegion) -> frozenset[Component]:
    """The components without which a price at a supply point would be wrong."""
    return required_components(
        region.commodity,
        levy_privilege=region.levy_privilege,
        control_module=region.control_module,
    )


def standing_segment(
    terms: DatedTerms, region: PriceRegion, day: date, usage: UsageType | None = None
) -> PriceSegment:
    """The prices of one day, as a quote or a comparison with the present tariff needs them.

    Prices that change with the quarter hour stand as their mean (see ``Examples``).

    Raises:
        PriceGap: see ``segments_for``; an end price needs VAT only.
    """
    span = Period(day, day + ONE_DAY)
    components, vat = market.components(region, span), market.vat_rates(region.commodity, span)
    agreed = Examples(usage, day).terms(terms, region)
    required = required_for(terms.price_kind, region)
    return joined(span, agreed, others_on(day, components, vat), required=required)


def required_for(kind: PriceKind, region: PriceRegion) -> frozenset[Component]:
    """The components without which an offer cannot be priced.

    An end price stands whatever others ask, so missing values do not keep it from being
    offered; the bill will need them.
    """
    return frozenset() if kind == PriceKind.END_PRICE else required_of(region)


def default_supply_cost(
    supplier_id: int | None, commodity: Commodity, kwh: Decimal, day: date
) -> tuple[DefaultSupplyTariff, AnnualCost] | None:
    """What a year costs with the default supplier; None when unknown or switched off.

    Raises:
        PriceGap: there is no VAT rate for the day.

    Source: AP-048, AP-049.
    """
    if not tariff_settings().compare_default_supply:
        return None
    tariff = market.default_supply(supplier_id, commodity, kwh, day)
    if tariff is None:
        return None
    cost = published_cost(
        commodity,
        kwh,
        energy_ct_gross=tariff.energy_ct_gross,
        base_eur_gross=tariff.base_eur_gross,
        day=day,
    )
    return tariff, cost


def published_cost(
    commodity: Commodity,
    kwh: Decimal,
    *,
    energy_ct_gross: Decimal,
    base_eur_gross: Decimal,
    day: date,
) -> AnnualCost:
    """What a year costs at published gross prices.

    Raises:
        PriceGap: there is no VAT rate for the day.
    """
    rates = market.vat_rates(commodity, Period(day, day + ONE_DAY))
    if not rates:
        raise PriceGap(Component.VAT, day)
    return annual_cost_of_gross_prices(
        kwh,
        energy_ct_gross,
        base_eur_gross,
        vat_percent=rates[0].value,
        instalment_step=tariff_settings().instalment_step,
    )
