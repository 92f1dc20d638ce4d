"""Payments of customers that nobody has assigned yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import queries as ledger
from kundenwerk.ledger.queries import ItemFilter
from kundenwerk.parties.models import BankAccount
from kundenwerk.payments.models import BankPayment, MatchProposal
from kundenwerk.payments.rules import PaymentState

_UNCLEAR = (PaymentState.OPEN.value, PaymentState.PROPOSED.value)


def unassigned_sum() -> Coalesce:
    """In a query of contract accounts: the cents that probably belong to each.

    A payment counts when it is proposed for an item of the account, names the account or one of
    its open claims, or came from a bank account of its business partner. It counts for each
    account it may belong to.
    """
    return Coalesce(Subquery(_sum(), output_field=BigIntegerField()), Value(0))


def unassigned_of(account_ids: Sequence[int]) -> dict[int, Money]:
    """The sums of these accounts; accounts without any are missing."""
    rows = ContractAccount.objects.filter(pk__in=account_ids).annotate(cents=unassigned_sum())
    return {pk: Money(cents) for pk, cents in rows.values_list("pk", "cents") if cents}


def _sum() -> QuerySet[Any]:
    proposed = MatchProposal.objects.filter(
        payment=OuterRef("pk"), open_item__account=OuterRef(OuterRef("ledger_account_id"))
    )
    own = BankAccount.objects.filter(
        business_partner=OuterRef(OuterRef("business_partner_id")),
        iban_index=OuterRef("iban_index"),
    )
    claims = ledger.open_item_rows(ItemFilter(claims=True), date.min)
    said = ExpressionWrapper(OuterRef("remittance"), CharField())
    named = claims.filter(account=OuterRef(OuterRef("ledger_account_id"))).annotate(said=said)
    named = named.filter(said__icontains=F("reference"))
    unclear = BankPayment.objects.filter(state__in=_UNCLEAR, amount__gt=ZERO)
    theirs = unclear.filter(
        Q(Exists(proposed))
        | Q(remittance__icontains=OuterRef("number"))
        | Q(Exists(named))
        | (~Q(iban_index="") & Q(Exists(own)))
    )
    return theirs.order_by().values(one=Value(1)).annotate(cents=Sum("amount")).values("cents")
