"""Tariffs that fit a wish, priced and sorted by what they save."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from kundenwerk.kernel.energy import RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market import queries as market
from kundenwerk.market.queries import PriceRegion
from kundenwerk.tariffs.models import PriceTier, TariffSettings, TariffVersion
from kundenwerk.tariffs.queries.examples import Examples
from kundenwerk.tariffs.queries.fitting import fitting_tiers
from kundenwerk.tariffs.queries.prices import required_for
from kundenwerk.tariffs.queries.settings import tariff_settings
from kundenwerk.tariffs.rules.annual_cost import (
    AnnualCost,
    YearlyUse,
    YearSums,
    annual_cost,
    difference,
    savings,
    savings_following,
    year_sums,
)
from kundenwerk.tariffs.rules.eligibility import Wish
from kundenwerk.tariffs.rules.prices import (
    DatedTerms,
    OtherPrices,
    PriceGap,
    PriceSegment,
    joined,
    others_on,
)
from kundenwerk.tariffs.rules.rating import Deduction
from kundenwerk.tariffs.rules.vocabulary import PriceKind, SupplyKind

NEW_CUSTOMER_BONUS = "Neukundenbonus"
INSTANT_BONUS = "Sofortbonus"


@dataclass(frozen=True, slots=True)
class OfferQuery:
    """What the customer needs and what the clerk has switched on.

    Args:
        day: the day of the quote.
        start: the day supply would begin.
        kwh: forecast of a year, off-peak included.
        region: what decides the prices of others; its kind of contract follows the tariff.
        new_customer_bonus: whether this bonus counts in cost and savings (AP-067).
        comparison: the present tariff or default supply; None when there is none.
        version_id: only this version; None for all.
    """

    day: date
    start: date
    region: PriceRegion
    usage: UsageType | None
    register_count: RegisterCount | None
    kwh: Decimal
    offpeak_kwh: Decimal | None = None
    with_b2b: bool = False
    only_green: bool = False
    only_online: bool = False
    new_customer_bonus: bool = True
    instant_bonus: bool = True
    comparison: AnnualCost | None = None
    version_id: int | None = None

    @property
    def wish(self) -> Wish:
        """The same for the rules of eligibility."""
        return Wish(
            day=self.day,
            start=self.start,
            commodity=self.region.commodity,
            usage=self.usage,
            register_count=self.register_count,
            kwh=self.kwh,
            grid_operator_id=self.region.grid_operator_id,
            with_b2b=self.with_b2b,
            has_smart_meter=self.region.has_smart_meter,
        )


@dataclass(frozen=True)
class Priced:
    """What the cost of an offer is computed from."""

    use: YearlyUse
    segment: PriceSegment
    bonuses: Sequence[Deduction]
    instalment_step: Money


@dataclass(frozen=True)
class Offer:
    """One tariff card.

    Args:
        sums: what a year costs, known of every card; ``cost`` is computed when it is drawn.
        saving: of the first year, with the bonuses switched on; None when dearer or unknown.
        difference: the same, negative when dearer; None without a comparison.
        example: for a dynamic tariff, from which exchange prices the cost is worked out.
    """

    tier: PriceTier
    priced: Priced
    sums: YearSums
    saving: Money | None
    saving_following: Money | None
    difference: Money | None
    example: str = ""

    @cached_property
    def cost(self) -> AnnualCost:
        """The figures of the card."""
        one = self.priced
        return annual_cost(
            one.use, one.segment, bonuses=one.bonuses, instalment_step=one.instalment_step
        )

    @cached_property
    def version(self) -> TariffVersion:
        """The version whose prices these are."""
        return self.tier.version


@dataclass(frozen=True, slots=True)
class Offers:
    """The cards, and what the filters would show.

    Args:
        counts: offers per filter: ``all``, ``green``, ``online``, ``b2b``.
        without_price: versions that fit but lack a value of others, with the reason.
    """

    cards: list[Offer]
    counts: dict[str, int]
    without_price: list[tuple[TariffVersion, PriceGap]]


def offers(query: OfferQuery) -> Offers:
    """Tariffs that fit, the largest saving first; equal ones by code of the tariff.

    The number of SQL statements does not depend on the number of tariffs.

    Source: AP-044 to AP-068.
    """
    settings = tariff_settings()
    fitting = fitting_tiers(replace(query.wish, with_b2b=True), settings)  # counted below
    if query.version_id is not None:
        fitting = fitting.filter(version_id=query.version_id)
    tiers = list(fitting)
    visible = [tier for tier in tiers if query.with_b2b or not tier.version.tariff.is_b2b]
    counts = {
        "all": len(visible),
        "green": sum(tier.version.tariff.is_green for tier in visible),
        "online": sum(tier.version.tariff.is_online for tier in visible),
        "b2b": sum(tier.version.tariff.is_b2b for tier in tiers),
    }
    shown = [tier for tier in visible if _passes(query, tier)]
    priced = list(_priced(query, shown, settings))
    cards = [card for card in priced if isinstance(card, Offer)]
    gaps = [card for card in priced if not isinstance(card, Offer)]
    return Offers(sorted(cards, key=_rank), counts, gaps)


def _passes(query: OfferQuery, tier: PriceTier) -> bool:
    tariff = tier.version.tariff
    return (tariff.is_green or not query.only_green) and (tariff.is_online or not query.only_online)


def _rank(card: Offer) -> tuple[int, str, int]:
    """Largest saving first; without a comparison the cheapest first year."""
    if card.difference is None:
        cents = card.sums.first_year_gross.cents
    else:
        cents = -card.difference.cents
    return cents, card.version.tariff.code, card.version.pk


def _priced(
    query: OfferQuery, tiers: Sequence[PriceTier], settings: TariffSettings
) -> Iterator[Offer | tuple[TariffVersion, PriceGap]]:
    day = Period(query.start, query.start + ONE_DAY)
    vat = market.vat_rates(query.region.commodity, day) if tiers else []
    use = YearlyUse(query.kwh, query.offpeak_kwh)
    others: dict[bool, OtherPrices] = {}
    examples = Examples(query.usage, query.start)
    for tier in tiers:
        special = tier.version.tariff.supply_kind == SupplyKind.SPECIAL
        region = replace(query.region, is_special_contract=special)
        try:
            if special not in others:
                others[special] = others_on(query.start, market.components(region, day), vat)
            terms = examples.terms(terms_of(tier), region)
            required = required_for(terms.price_kind, region)
            segment = joined(day, terms, others[special], required=required)
        except PriceGap as gap:
            yield tier.version, gap
            continue
        promised = bonuses(query, tier.version)
        priced = Priced(use, segment, promised, settings.instalment_step)
        sources = [part.source for part in terms.varying if part.component is None]
        yield _card(tier, priced, query.comparison, ", ".join(sources))


def _card(tier: PriceTier, priced: Priced, current: AnnualCost | None, example: str) -> Offer:
    sums = year_sums(priced.use, priced.segment, bonuses=priced.bonuses)
    if current is None:
        return Offer(tier, priced, sums, None, None, None, example)
    return Offer(
        tier=tier,
        priced=priced,
        sums=sums,
        saving=savings(current, sums),
        saving_following=savings_following(current, sums),
        difference=difference(current, sums),
        example=example,
    )


def terms_of(tier: PriceTier) -> DatedTerms:
    """The prices of a tier as the rating reads them."""
    version = tier.version
    return DatedTerms(
        valid=version.prices,
        price_kind=PriceKind(version.price_kind),
        energy_ct=tier.energy_ct,
        energy_offpeak_ct=tier.energy_offpeak_ct,
        base_eur=tier.base_eur_per_year,
        source=f"{version.tariff.name}, {version.label}",
    )


class Switches(Protocol):
    """Which bonuses are counted."""

    @property
    def new_customer_bonus(self) -> bool:
        """Whether the one for new customers is."""

    @property
    def instant_bonus(self) -> bool:
        """Whether the one paid at once is."""


def bonuses(query: Switches, version: TariffVersion) -> list[Deduction]:
    """The bonuses of a version that are switched on (AP-067, AP-068)."""
    promised = [
        (query.new_customer_bonus, NEW_CUSTOMER_BONUS, version.new_customer_bonus),
        (query.instant_bonus, INSTANT_BONUS, version.instant_bonus),
    ]
    return [
        Deduction(label, gross) for switched_on, label, gross in promised if switched_on and gross
    ]
