"""Reading quotes: the list, one with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from kundenwerk.contracts.queries import matching
from kundenwerk.sales.models import PriceCalculation, Quote
from kundenwerk.sales.rules.vocabulary import LIFE_CYCLE, QuoteAction, QuoteState

SEARCH_KIND = "quote"
EXPIRING_WITHIN = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What the list is narrowed by.

    Args:
        state: a code of ``QuoteState``; ``EXPIRING`` for open quotes whose time runs out.
        text: customer, supply point or number, as in the command palette.
    """

    state: str = ""
    text: str = ""
    business_partner_id: int | None = None


EXPIRING = "EXPIRING"


def quotes(wanted: QuoteFilter, *, day: date) -> QuerySet[Quote]:
    """Quotes for the list, the newest first."""
    found = Quote.objects.select_related(
        "business_partner", "supply_point", "calculation__tariff_version"
    )
    found = found.select_related("calculation__tariff_version__tariff")
    if wanted.business_partner_id is not None:
        found = found.filter(business_partner_id=wanted.business_partner_id)
    if wanted.state:
        found = found.filter(_state(wanted.state, day))
    if wanted.text.strip():
        found = found.filter(matching(wanted.text))
    return found.order_by("-quoted_on", "-id")


def _state(state: str, day: date) -> Q:
    if state == EXPIRING:
        return Q(state=QuoteState.OPEN, binding_until__range=(day, day + EXPIRING_WITHIN))
    return Q(state=state)


def counts(*, day: date) -> dict[str, int]:
    """How many quotes are in each state, and how many expire soon."""
    rows = Quote.objects.values_list("state").annotate(Count("pk"))
    found = dict.fromkeys(QuoteState, 0) | dict(rows)
    soon = Quote.objects.filter(_state(EXPIRING, day)).count()
    return {str(state): count for state, count in found.items()} | {EXPIRING: soon}


def quote(quote_id: int) -> Quote:
    """One quote with everybody it names and its price calculation.

    Raises:
        Quote.DoesNotExist: no such row.
    """
    return Quote.objects.select_related(
        "business_partner",
        "invoice_recipient",
        "property_owner",
        "supply_point__grid_operator",
        "previous_supplier",
        "bank_account",
        "contract_account",
        "contract",
        "document__file",
        "general_terms",
        "calculation__tariff_version__tariff",
        "calculation__price_tier",
    ).get(pk=quote_id)


def actions(one: Quote) -> list[QuoteAction]:
    """What can be done with a quote in its state."""
    return LIFE_CYCLE.actions(QuoteState(one.state))


def calculations_at(supply_point_id: int, *, limit: int = 100) -> list[PriceCalculation]:
    """Price calculations linked with a supply point, the newest first (AP-118)."""
    there = PriceCalculation.objects.filter(supply_point_id=supply_point_id)
    joined = there.select_related("quote__business_partner", "tariff_version__tariff")
    return list(joined.order_by("-quote__quoted_on", "-pk")[:limit])
