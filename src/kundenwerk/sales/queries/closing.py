"""What a complete draft amounts to: prices computed anew, everybody read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.money import Money
from kundenwerk.sales.queries.board import PER_PAGE, Filters, board
from kundenwerk.sales.queries.grid import Grid, grid_of
from kundenwerk.sales.queries.offering import (
    compared_with,
    offer_query,
    region_of,
    use_of,
)
from kundenwerk.sales.queries.progress import basis_of, parties_of
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.calculation import Calculated, calculate
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.parties import Parties
from kundenwerk.sales.rules.selection import read_selection
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.queries import (
    Offer,
    OfferQuery,
    offers,
    standing_segment,
    tariff_settings,
    why_not_version,
)
from kundenwerk.tariffs.queries.offers import bonuses, terms_of
from kundenwerk.tariffs.rules.binding import binding_until
from kundenwerk.tariffs.rules.vocabulary import SupplyKind


@dataclass(frozen=True, slots=True)
class Priced:
    """The first three steps of a draft with the price that holds today.

    Args:
        priced_on: the day whose prices were taken, the start of supply.
    """

    basis: Basis
    grid: Grid
    version: TariffVersion
    tier: PriceTier
    calculated: Calculated
    comparison_name: str
    comparison_gross: Money | None
    priced_on: date
    binding_until: date


def priced(data: Mapping[str, str], *, day: date) -> Priced:
    """Compute the price of a draft from the tariff, whatever was shown before.

    Raises:
        Incomplete: a step is incomplete or the tariff may not be offered any more.
    """
    basis = basis_of(data, day=day)
    grid = grid_of(basis, day=day)
    against = compared_with(basis, grid, day=day)
    query = offer_query(basis, grid, day=day, comparison=against)
    offer = _chosen(query, read_selection(data).version_id)
    settings, version = tariff_settings(), offer.version
    special = version.tariff.supply_kind == SupplyKind.SPECIAL
    segment = standing_segment(
        terms_of(offer.tier), region_of(basis, grid, special=special), basis.start
    )
    calculated = calculate(
        use_of(basis),
        segment,
        bonuses=bonuses(query, version),
        instalment_step=settings.instalment_step,
    )
    return Priced(
        basis,
        grid,
        version,
        offer.tier,
        calculated,
        against.name if against else "",
        against.cost.annual_gross if against else None,
        basis.start,
        binding_until(day, last_day_of_sale=version.sale.last_day, days=settings.binding_days),
    )


def _chosen(query: OfferQuery, version_id: int) -> Offer:
    """The offer of the chosen version.

    Raises:
        Incomplete: it may not be offered any more, with the reason.
    """
    found = offers(query)
    for card in found.cards:
        if card.version.pk == version_id:
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
