"""All accounts with open claims judged at once in SQL: the same rule as ``rules.judging``.

A test proves on random books that both give the same reason, level and amount for each account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import MandateState, PaymentMethod, mandate_expires_on
from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.ledger import queries as ledger
from kundenwerk.ledger.queries import ItemFilter
from kundenwerk.parties.models import Address, ContactPoint
from kundenwerk.payments.models import CollectionItem
from kundenwerk.payments.rules import DebitState
from kundenwerk.receivables.models import DunningNotice, DunningNoticeItem
from kundenwerk.receivables.queries import terms
from kundenwerk.receivables.queries.positions import blocks_on
from kundenwerk.receivables.queries.procedures import procedures_on
from kundenwerk.receivables.queries.unassigned import unassigned_sum
from kundenwerk.receivables.rules.vocabulary import Reason

DUE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilter:
    """What a list of the proposal is narrowed by.

    Args:
        dunned: True only accounts that get a letter, False only the others, None all.
        reason: one reason why not.
        level: the level of the letter; 0 for any.
    """

    dunned: bool | None = None
    reason: str = ""
    level: int = 0
    text: str = ""


def proposal(day: date) -> QuerySet[Any]:
    """Contract accounts with open claims, judged, in no order; nothing of it is stored.

    Each has ``reason`` (empty: gets a letter), ``level_number``, ``net`` in cents and ``oldest``.
    """
    procedures = procedures_on(day)
    found = ContractAccount.objects.filter(Exists(_claims(day)))
    found = found.annotate(
        receiver_id=Coalesce("invoice_recipient_id", "business_partner_id"),
        ripe_until=terms.ripe_until(procedures, day),
    )
    found = found.annotate(**_sums(day), **_letters())
    found = found.annotate(
        covered=F("credit_cents") + unassigned_sum(),
        level_number=Coalesce("last_level", Value(0)) + 1,
        levels=terms.number_of_levels(procedures),
        smallest=terms.smallest(procedures),
        pay_by_until=terms.pay_by_until(procedures, day),
    )
    return found.annotate(net=F("free_cents") - F("covered"), reason=_reason(day))


def proposal_rows(wanted: ProposalFilter, day: date) -> QuerySet[Any]:
    """The proposal narrowed, with business partner and ledger account, in no order."""
    found = proposal(day)
    if wanted.dunned is not None:
        found = found.filter(reason=DUE) if wanted.dunned else found.exclude(reason=DUE)
    if wanted.reason:
        found = found.filter(reason=wanted.reason)
    if wanted.level:
        found = found.filter(reason=DUE, level_number=wanted.level)
    for word in wanted.text.split():
        name = Q(ledger_account__name__icontains=word)
        found = found.filter(Q(number__istartswith=word) | name)
    return found.select_related("business_partner", "ledger_account")


def accounts_due(day: date, level: int = 0) -> list[int]:
    """The accounts that get a letter on a day; of one level only when it is named."""
    found = proposal_rows(ProposalFilter(dunned=True, level=level), day)
    return list(found.order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Figures:
    """How many letters the proposal holds, about how much; and why others get none."""

    letters: int
    owed: Money
    levels: Mapping[int, int]
    reasons: Mapping[str, int]

    @property
    def skipped(self) -> int:
        """How many accounts with open claims get no letter."""
        return sum(self.reasons.values())


def figures(day: date) -> Figures:
    """Count the proposal with one query."""
    rows = (
        proposal(day)
        .values("reason", "level_number")
        .order_by()
        .annotate(count=Count("pk"), cents=Sum("net"))
    )
    found = [(row["reason"], row["level_number"], row["count"], row["cents"]) for row in rows]
    reasons: dict[str, int] = {}
    for reason, _, count, _ in found:
        if reason:
            reasons[reason] = reasons.get(reason, 0) + count
    return Figures(
        letters=sum(count for reason, _, count, _ in found if not reason),
        owed=Money(sum(cents for reason, _, _, cents in found if not reason)),
        levels={level: count for reason, level, count, _ in found if not reason},
        reasons=reasons,
    )


# ---- claims of the account of the outer query, and what they come to


def _claims(day: date) -> QuerySet[Any]:
    found = ledger.open_item_rows(ItemFilter(claims=True), day)
    return found.filter(account=OuterRef("ledger_account_id"))


def _sums(day: date) -> dict[str, Any]:
    claims = _claims(day)
    ripe = claims.filter(due_on__lte=OuterRef("ripe_until"))
    undebited = ripe.exclude(_debited(day))
    items = ledger.open_item_rows(ItemFilter(claims=False), day)
    credits_ = items.filter(account=OuterRef("ledger_account_id"))
    return {
        "due_cents": _sum(claims.filter(due_on__lt=day)),
        "ripe_cents": _sum(ripe),
        "undebited_cents": _sum(undebited),
        "free_cents": _sum(undebited.exclude(_blocked(day))),
        "credit_cents": -_sum(credits_),
        "oldest": Subquery(
            claims.order_by().values("account").annotate(day=Min("due_on")).values("day")
        ),
    }


def _sum(items: QuerySet[Any]) -> Any:
    cents = items.order_by().values("account").annotate(cents=Sum("open_amount")).values("cents")
    return Coalesce(Subquery(cents, output_field=BigIntegerField()), Value(0))


def _debited(day: date) -> Q:
    """A claim in a live debit, or one that will be collected and has not come back before."""
    debits = CollectionItem.objects.filter(open_item=OuterRef("pk"))
    mandate = "account__contract_account__mandate"
    will_be = Q(
        account__contract_account__payment_method=PaymentMethod.DIRECT_DEBIT.value,
        **{f"{mandate}__state": MandateState.ACTIVE.value, f"{mandate}__signed_on__lte": day},
    ) & (
        Q(**{f"{mandate}__last_used_on__gt": _expired_since(day)})
        | Q(
            **{
                f"{mandate}__last_used_on__isnull": True,
                f"{mandate}__signed_on__gt": _expired_since(day),
            }
        )
    )
    returned = Exists(debits.filter(state=DebitState.RETURNED.value))
    return Q(Exists(debits.filter(state=DebitState.LIVE.value))) | (will_be & ~Q(returned))


def _expired_since(day: date) -> date:
    """The latest day a mandate may have been used last so that it is expired on ``day``."""
    since = add_months(day, -35)
    while mandate_expires_on(since, None) > day:
        since -= ONE_DAY
    return since


def _blocked(day: date) -> Q:
    in_force = blocks_on(day)
    account = "account__contract_account"
    return (
        Q(Exists(in_force.filter(open_item=OuterRef("pk"))))
        | Q(Exists(in_force.filter(account=OuterRef(account))))
        | Q(Exists(in_force.filter(business_partner=OuterRef(f"{account}__business_partner"))))
    )


def _letters() -> dict[str, Any]:
    """Level and time to pay of the latest letter, when claims of it are still open."""
    latest = DunningNotice.objects.filter(account=OuterRef("pk")).order_by("-pk")[:1]
    still_open = DunningNoticeItem.objects.filter(
        notice=OuterRef("last_id"), open_item__open_amount__gt=ZERO
    )
    known = Subquery(latest.values("pk"))
    in_force = When(Exists(still_open), then=Subquery(latest.values("level_number")))
    pay_by = When(Exists(still_open), then=Subquery(latest.values("pay_by")))
    return {
        "last_id": known,
        "last_level": Case(in_force, output_field=IntegerField()),
        "last_pay_by": Case(pay_by, output_field=DateField()),
    }


def _reason(day: date) -> Case:
    """The first reason that applies, in the order of ``rules.judging``."""
    at_home = Address.objects.filter(
        business_partner=OuterRef("receiver_id"), kind__in=["MAIN", "BILLING"], valid__contains=day
    )
    by_mail = ContactPoint.objects.filter(business_partner=OuterRef("receiver_id"), kind="EMAIL")
    steps = (
        (Reason.NOT_DUE, Q(due_cents=0)),
        (Reason.NO_PROCEDURE, Q(levels=0)),
        (Reason.GRACE, Q(ripe_cents=0)),
        (Reason.CREDIT, Q(ripe_cents__lte=F("credit_cents"))),
        (Reason.UNASSIGNED, Q(ripe_cents__lte=F("covered"))),
        (Reason.DIRECT_DEBIT, Q(undebited_cents__lte=F("covered"))),
        (Reason.BLOCKED, Q(free_cents__lte=F("covered"))),
        (Reason.TOO_SMALL, Q(net__lt=F("smallest"))),
        (Reason.TERM_RUNNING, Q(last_pay_by__gt=F("pay_by_until"))),
        (Reason.HIGHEST_LEVEL, Q(level_number__gt=F("levels"))),
        (Reason.NO_ADDRESS, ~Q(Exists(at_home)) & ~Q(Exists(by_mail))),
    )
    return Case(
        *(When(applies, then=Value(reason.value)) for reason, applies in steps),
        default=Value(DUE),
        output_field=CharField(),
    )
