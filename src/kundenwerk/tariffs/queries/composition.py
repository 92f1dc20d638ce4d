"""What the price of a year is made of, at one place and day, each part with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kundenwerk.kernel.energy import RegisterKind, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market import queries as market
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS, Component, MeteringClass
from kundenwerk.tariffs.models import PriceTier
from kundenwerk.tariffs.queries.examples import Examples
from kundenwerk.tariffs.queries.offers import terms_of
from kundenwerk.tariffs.queries.prices import required_for, required_of
from kundenwerk.tariffs.rules.annual_cost import YearlyUse, standard_year
from kundenwerk.tariffs.rules.breakdown import Share, breakdown
from kundenwerk.tariffs.rules.conditions import ConditionData, with_conditions
from kundenwerk.tariffs.rules.prices import DatedTerms, PriceSegment, joined, others_on

_OF_GRID_OPERATOR = {Component.GRID_ENERGY, Component.GRID_BASE}
# The tables as the page of imports names them.
GRID_TABLE, COMPONENT_TABLE = "netzpreise", "preisbestandteile"


@dataclass(frozen=True, slots=True)
class OthersPrices:
    """What others ask at a place on a day.

    Args:
        examples: means of prices that change with the quarter hour.
    """

    region: PriceRegion
    day: date
    components: Sequence[DatedValue]
    vat: Sequence[DatedValue]
    examples: Examples

    def terms(self, tier: PriceTier, chosen: Sequence[ConditionData] = ()) -> DatedTerms:
        """The prices of a tier with conditions, whenever they hold, as they would be on the day.

        Raises:
            PriceGap: exchange prices of a dynamic tariff are missing.
        """
        agreed = replace(terms_of(tier), valid=Period(self.day, self.day + ONE_DAY))
        return self.examples.terms(with_conditions(agreed, chosen), self.region)

    def metered(self, metering_class: MeteringClass) -> OthersPrices:
        """The same place and day with another kind of metering."""
        if metering_class is self.region.metering_class:
            return self
        region = replace(self.region, metering_class=metering_class)
        span = Period(self.day, self.day + ONE_DAY)
        return replace(self, region=region, components=market.components(region, span))

    def segment(self, terms: DatedTerms) -> PriceSegment:
        """The prices of the day.

        Raises:
            PriceGap: a value is missing without which they would be wrong.
        """
        others = others_on(self.day, self.components, self.vat)
        required = required_for(terms.price_kind, self.region)
        return joined(terms.valid, terms, others, required=required)

    def missing(self) -> list[Missing]:
        """The components without a value, each with the table it comes from."""
        present = {value.component for value in self.components}
        gaps = [one for one in Component if one in required_of(self.region) - present]
        if not self.vat:
            gaps.append(Component.VAT)
        return [
            Missing(
                COMPONENT_LABELS[one],
                GRID_TABLE if one in _OF_GRID_OPERATOR else COMPONENT_TABLE,
            )
            for one in gaps
        ]


@dataclass(frozen=True, slots=True)
class Missing:
    """A component without a value, and the table to import."""

    label: str
    table: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the yearly price.

    Args:
        values: as published, with register where it matters; none for the own share.
        net: what a year holds of it.
    """

    label: str
    values: tuple[DatedValue, ...]
    net: Money
    is_own: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """A year's price in parts that add up.

    Args:
        vat_source: where the rate is published.
    """

    parts: list[Part]
    net: Money
    vat: Money
    gross: Money
    vat_percent: DatedValue


def others_prices(region: PriceRegion, day: date, usage: UsageType | None = None) -> OthersPrices:
    """What others ask at a place on a day, in a fixed number of statements."""
    span = Period(day, day + ONE_DAY)
    return OthersPrices(
        region,
        day,
        market.components(region, span),
        market.vat_rates(region.commodity, span),
        Examples(usage, day),
    )


def composition(
    tier: PriceTier, others: OthersPrices, use: YearlyUse, chosen: Sequence[ConditionData] = ()
) -> Composition:
    """Split the price of a year into its parts; those of others with date and source.

    Works for end prices too: the supplier's share is what remains.

    Raises:
        PriceGap: a component is missing; ``others.missing`` tells all of them.

    Source: § 40 Abs. 3 EnWG, § 41 Abs. 1 EnWG; CD-30.
    """
    rated = standard_year(use, others.segment(others.terms(tier, chosen)))
    shares = breakdown(rated)
    return Composition(
        parts=[_part(share, others, use) for share in shares],
        net=rated.net,
        vat=rated.vat_total,
        gross=rated.gross,
        vat_percent=others.vat[0],
    )


def _part(share: Share, others: OthersPrices, use: YearlyUse) -> Part:
    values = tuple(
        value
        for value in others.components
        if value.component == share.component
        and (value.register != RegisterKind.OFFPEAK or use.offpeak_kwh)
    )
    return Part(share.label, values, share.net, is_own=share.component is None)
