"""The tariff page: cards, filters with counts, what is withheld and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.sales.queries.grid import Grid
from kundenwerk.sales.queries.offering import Comparison, compared_with, offer_query, use_of
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.savings import Line, explained
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.queries import Offer, OfferQuery, Offers, offers, why_not
from kundenwerk.tariffs.queries.offers import bonuses

PER_PAGE = 4
MISSES_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a clerk narrows the tariffs by.

    Args:
        longest_term: most months of the first term; None for any.
        order: one of ``ORDERS``.
        most_misses: how many tariffs that are not offered are explained; none unless asked for,
            or when nothing is offered.
    """

    new_customer_bonus: bool = True
    instant_bonus: bool = True
    green: bool = False
    online: bool = False
    b2b: bool = False
    longest_term: int | None = None
    order: str = "ersparnis"
    most_misses: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A tariff that is not offered, why, and what would change it (D-6)."""

    tariff: str
    reason: str
    change: str


@dataclass(frozen=True, slots=True)
class Board:
    """All tariffs for a quote in the order asked for.

    Args:
        misses: the nearest ones, when asked for; ``missed`` counts all.
        loosen: the filter that keeps out most, when nothing is left.
    """

    cards: list[Offer]
    counts: Mapping[str, int]
    misses: list[Miss]
    missed: int
    comparison: Comparison | None
    loosen: str

    def card(self, version_id: int | None) -> Offer | None:
        """The card of a version, on whatever page."""
        return next((card for card in self.cards if card.version.pk == version_id), None)


def board(basis: Basis, grid: Grid, filters: Filters, *, day: date) -> Board:
    """Price every tariff that may be offered, filter and sort (AP-044 to AP-068)."""
    against = compared_with(basis, grid, day=day)
    query = replace(
        offer_query(basis, grid, day=day, comparison=against),
        new_customer_bonus=filters.new_customer_bonus,
        instant_bonus=filters.instant_bonus,
    )
    found = offers(query)
    tests = _tests(filters)
    cards = [card for card in found.cards if all(test(card.version) for test in tests.values())]
    loosen = "" if cards else _loosen(found.cards, tests)
    if filters.order != "ersparnis":  # else the tariffs come in this order already
        cards.sort(key=ORDERS[filters.order])
    most = filters.most_misses or (0 if found.cards else MISSES_TOLD)
    misses, missed = _misses(query, found, most) if most else ([], 0)
    return Board(cards, _counts(found.cards), misses, missed, against, loosen)


def _misses(query: OfferQuery, found: Offers, most: int) -> tuple[list[Miss], int]:
    """The tariffs that are not offered, those that lack a price first, and how many there are."""
    refused = why_not(query, most=most)
    told = [
        Miss(version.tariff.name, gap.reason, "Preisbestandteil ergänzen.")
        for version, gap in found.without_price
    ]
    told += [
        Miss(miss.version.tariff.name, miss.refusal.reason, miss.refusal.change)
        for miss in refused.nearest
    ]
    return told[:most], refused.count + len(found.without_price)


def _counts(cards: list[Offer]) -> dict[str, int]:
    """What each filter would show, the others left aside."""
    tariffs = [card.version.tariff for card in cards]
    return {
        "green": sum(tariff.is_green for tariff in tariffs),
        "online": sum(tariff.is_online for tariff in tariffs),
        "b2b": sum(tariff.is_b2b for tariff in tariffs),
    }


Test = Callable[[TariffVersion], bool]


def _tests(filters: Filters) -> dict[str, Test]:
    """The filters that are on, by the name they have on the page."""
    tests: dict[str, Test] = {}
    if filters.green:
        tests["Ökostrom"] = lambda version: version.tariff.is_green
    if filters.online:
        tests["Onlinetarif"] = lambda version: version.tariff.is_online
    if not filters.b2b:
        tests["ohne B2B-Tarife"] = lambda version: not version.tariff.is_b2b
    longest = filters.longest_term
    if longest is not None:
        tests["Mindestlaufzeit"] = lambda version: version.minimum_term_months <= longest
    return tests


def _loosen(cards: list[Offer], tests: Mapping[str, Test]) -> str:
    """The filter that keeps out most (S7)."""
    kept_out = Counter(
        {name: sum(not test(card.version) for card in cards) for name, test in tests.items()}
    )
    name, count = next(iter(kept_out.most_common(1)), ("", 0))
    return name if count else ""


ORDERS: Mapping[str, Callable[[Offer], tuple[int, str]]] = {
    "abschlag": lambda card: (card.sums.annual_gross.cents, card.version.tariff.code),
    "dauerhaft": lambda card: (card.sums.annual_gross.cents, card.version.tariff.code),
    "laufzeit": lambda card: (card.version.minimum_term_months, card.version.tariff.code),
}


def sums(
    card: Offer, found: Board, filters: Filters, basis: Basis, *, first_year: bool
) -> list[Line]:
    """How the saving of a card comes about; empty without a comparison."""
    against = found.comparison
    if against is None:
        return []
    rebates = bonuses(filters, card.version) if first_year else []
    return explained(use_of(basis), against.cost, card.cost, name=against.tariff, rebates=rebates)


def dearer_by(card: Offer) -> Money:
    """How much more than the comparison the first year costs; zero when it saves."""
    if card.difference is None or card.difference >= ZERO:
        return ZERO
    return -card.difference


def share_of(card: Offer, comparison: Comparison | None) -> int | None:
    """First year as a share of the comparison in percent."""
    if comparison is None or not comparison.cost.annual_gross:
        return None
    return round(100 * card.cost.first_year_gross.cents / comparison.cost.annual_gross.cents)
