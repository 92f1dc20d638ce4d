"""What a complete draft amounts to: prices computed anew, everybody read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kundenwerk.kernel.money import Money
from kundenwerk.sales.queries.board import PER_PAGE, Filters, board
from kundenwerk.sales.queries.grid import Grid, grid_of
from kundenwerk.sales.queries.offering import (
    Comparison,
    compared_with,
    offer_query,
    use_of,
)
from kundenwerk.sales.queries.progress import basis_of, parties_of
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.calculation import Calculated, calculate
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.parties import Parties
from kundenwerk.sales.rules.selection import is_answered, read_conditions, read_selection
from kundenwerk.tariffs.models import Condition, PriceTier, TariffVersion
from kundenwerk.tariffs.queries import (
    Offer,
    OfferQuery,
    offers,
    standing_segment,
    tariff_settings,
    why_not_version,
)
from kundenwerk.tariffs.queries.offers import bonuses, terms_of
from kundenwerk.tariffs.rules.annual_cost import AnnualCost
from kundenwerk.tariffs.rules.binding import binding_until
from kundenwerk.tariffs.rules.conditions import guaranteed_until, once, with_conditions
from kundenwerk.tariffs.rules.prices import DatedTerms
from kundenwerk.tariffs.rules.vocabulary import SupplyKind


@dataclass(frozen=True, slots=True)
class Priced:
    """The first three steps of a draft with the price that holds today.

    Args:
        offered: the conditions of the tier; ``chosen`` those the customer wants.
        terms: the agreed prices, with the chosen conditions inside.
        plain: what a year would cost without any condition.
        priced_on: the day whose prices were taken, the start of supply.
    """

    basis: Basis
    grid: Grid
    tier: PriceTier
    offered: tuple[Condition, ...]
    chosen: tuple[Condition, ...]
    terms: DatedTerms
    plain: AnnualCost
    calculated: Calculated
    guarantee_until: date | None
    comparison: Comparison | None
    priced_on: date
    binding_until: date

    @property
    def comparison_name(self) -> str:
        """What the price is compared with, in one line."""
        return self.comparison.name if self.comparison else ""

    @property
    def comparison_gross(self) -> Money | None:
        """What a year costs there."""
        return self.comparison.cost.annual_gross if self.comparison else None

    @property
    def version(self) -> TariffVersion:
        """The chosen version of the tariff."""
        return self.tier.version


def priced(data: Mapping[str, str], *, day: date, to_compare: bool = False) -> Priced:
    """Compute the price of a draft, whatever was shown before; ``to_compare`` needs no street.

    Raises:
        Incomplete: a step is incomplete, the tariff may not be offered any more, or a condition
            belongs to another.
    """
    basis = basis_of(data, day=day, to_compare=to_compare)
    grid = grid_of(basis, day=day)
    against = compared_with(basis, grid, day=day)
    query = offer_query(basis, grid, day=day, comparison=against)
    offer = _chosen(query, read_selection(data).version_id)
    settings, version = tariff_settings(), offer.version
    offered = tuple(offer.tier.conditions.all())
    chosen = _conditions(data, offer.tier, offered)
    conditions = [one.data for one in chosen]
    terms = with_conditions(terms_of(offer.tier), conditions)
    special = version.tariff.supply_kind == SupplyKind.SPECIAL
    region = replace(query.region, is_special_contract=special)
    return Priced(
        basis=basis,
        grid=grid,
        tier=offer.tier,
        offered=offered,
        chosen=chosen,
        terms=terms,
        plain=offer.cost,
        calculated=calculate(
            use_of(basis),
            standing_segment(terms, region, basis.start, query.usage),
            bonuses=[*bonuses(query, version), *once(conditions)],
            instalment_step=settings.instalment_step,
        ),
        guarantee_until=guaranteed_until(version.guarantee_until, conditions, basis.start),
        comparison=against,
        priced_on=basis.start,
        binding_until=binding_until(
            day, last_day_of_sale=version.sale.last_day, days=settings.binding_days
        ),
    )


def _conditions(
    data: Mapping[str, str], tier: PriceTier, offered: Sequence[Condition]
) -> tuple[Condition, ...]:
    ids = read_conditions(data, tier_id=tier.pk, offered=[one.pk for one in offered])
    return tuple(one for one in offered if one.pk in ids)


def _chosen(query: OfferQuery, version_id: int) -> Offer:
    """The offer of the chosen version.

    Raises:
        Incomplete: it may not be offered any more, with the reason.
    """
    found = offers(replace(query, version_id=version_id))
    for card in found.cards:
        return card
    reasons = {version.pk: gap.reason for version, gap in found.without_price}
    refusal = why_not_version(query, version_id)
    if refusal is not None:
        reasons[version_id] = refusal.reason
    reason = reasons.get(version_id, "Er passt nicht mehr zu den Angaben.")
    raise Incomplete({"tariff_version": f"Der gewählte Tarif ist nicht möglich. {reason}"})


def ready(data: Mapping[str, str], *, day: date) -> tuple[Priced, Parties]:
    """A draft that can become a quote.

    Raises:
        Incomplete: with a German sentence per field.
    """
    found = priced(data, day=day)
    if found.offered and data.get("conditions_tier") and not is_answered(data, found.tier.pk):
        raise Incomplete(
            {"conditions": "Der Tarif ist ein anderer geworden. Wählen Sie die Konditionen neu."}
        )
    return found, parties_of(data, found.basis, day=day)


def shown_tariffs(data: Mapping[str, str], *, day: date) -> tuple[str, ...]:
    """Names of the tariffs the first page showed, for the statistics of rejections."""
    try:
        basis = basis_of(data, day=day)
        grid = grid_of(basis, day=day)
    except Incomplete:
        return ()
    cards = board(basis, grid, Filters(), day=day).cards
    return tuple(card.version.tariff.code for card in cards[:PER_PAGE])
