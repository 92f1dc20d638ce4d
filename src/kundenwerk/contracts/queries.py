"""Reading supply contracts and their terms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.contracts.rules import LIFE_CYCLE, WAITING, Action, State
from kundenwerk.kernel.period import Period
from kundenwerk.platform import search

SEARCH_KIND = "contract"
_MAX_FOUND = 500


def contract(contract_id: int) -> SupplyContract:
    """One contract with customer, supply point, account, tariff and terms in order.

    Raises:
        SupplyContract.DoesNotExist: no such row.
    """
    return _loaded(SupplyContract.objects.all()).get(pk=contract_id)


def contracts(contract_ids: Collection[int]) -> list[SupplyContract]:
    """Many contracts like ``contract``; queries do not grow."""
    return list(_loaded(SupplyContract.objects.filter(pk__in=list(contract_ids))).order_by("id"))


def contracts_of(business_partner_id: int) -> list[SupplyContract]:
    """All contracts of a customer, the newest order first."""
    mine = SupplyContract.objects.filter(business_partner_id=business_partner_id)
    return list(_loaded(mine).order_by("-ordered_on", "-id"))


def contracts_at(supply_point_id: int) -> list[SupplyContract]:
    """All contracts of a supply point, the newest order first."""
    there = SupplyContract.objects.filter(supply_point_id=supply_point_id)
    return list(_loaded(there).order_by("-ordered_on", "-id"))


def _loaded(found: QuerySet[SupplyContract]) -> QuerySet[SupplyContract]:
    terms = ContractTerms.objects.select_related("tariff_version").order_by("valid")
    return found.select_related(
        "business_partner",
        "supply_point",
        "contract_account",
        "tariff",
        "previous_supplier",
        "service_provider",
    ).prefetch_related(Prefetch("terms", terms))


def actions(one: SupplyContract) -> list[Action]:
    """What can be done with a contract in its state."""
    return LIFE_CYCLE.actions(State(one.state))


def supplying(supply_point_id: int, day: date) -> SupplyContract | None:
    """The contract under which a supply point is supplied on a day."""
    return (
        SupplyContract.objects.filter(supply_point_id=supply_point_id, supply__contains=day)
        .exclude(state=State.WITHDRAWN)
        .first()
    )


def waiting(supply_point_id: int) -> SupplyContract | None:
    """The contract of a supply point that the grid operator has not confirmed yet."""
    return SupplyContract.objects.filter(supply_point_id=supply_point_id, state__in=WAITING).first()


def terms_on(contract_id: int, day: date) -> ContractTerms | None:
    """The terms that hold on a day."""
    return ContractTerms.objects.filter(contract_id=contract_id, valid__contains=day).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFilter:
    """What a list of contracts is narrowed by; empty means all."""

    states: tuple[State, ...] = ()
    text: str = ""
    tariff_id: int | None = None
    supplied_in: Period | None = None


def contract_rows(wanted: ContractFilter) -> QuerySet[SupplyContract]:
    """Contracts with what a list shows of them, in no order."""
    narrowed = Q()
    if wanted.states:
        narrowed &= Q(state__in=wanted.states)
    if wanted.tariff_id is not None:
        narrowed &= Q(tariff_id=wanted.tariff_id)
    if wanted.supplied_in:
        narrowed &= Q(supply__overlap=wanted.supplied_in) & ~Q(state=State.WITHDRAWN)
    if wanted.text.strip():
        narrowed &= matching(wanted.text)
    found = SupplyContract.objects.filter(narrowed)
    return found.select_related("business_partner", "supply_point", "tariff", "contract_account")


def matching(text: str) -> Q:
    """Rows with a number, a customer and a supply point that a text speaks of."""
    hits = search.find(text, kinds=["customer", "supply_point"], limit=_MAX_FOUND)
    ids: dict[str, list[int]] = {"customer": [], "supply_point": []}
    for hit in hits:
        ids[hit.kind].append(hit.object_id)
    return (
        Q(number__istartswith=text.strip()[:20])
        | Q(business_partner_id__in=ids["customer"])
        | Q(supply_point_id__in=ids["supply_point"])
    )
