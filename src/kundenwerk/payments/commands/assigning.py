"""Turns payments into settled items, and takes that back when money returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from kundenwerk.debtors import commands as debtors
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import MandateState
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger import queries as books
from kundenwerk.ledger.rules import Entry, EntryKind, Line, Use
from kundenwerk.payments.events import DebitReturned
from kundenwerk.payments.models import BankPayment, CollectionItem, MatchProposal
from kundenwerk.payments.queries import assigned_to
from kundenwerk.payments.rules import DebitState, MatchRule, PaymentState
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.platform.events import announce

# Reasons after which a mandate must not be used again without somebody looking at it; AM04
# (no funds) and the like leave it alone. Source: ISO 20022 external return reason codes.
_SUSPENDING = frozenset({"AC01", "AC04", "AC06", "AC13", "MD01", "MD06", "MD07"})


class AlreadyAssigned(Exception):
    """Somebody assigned the payment before."""


class NotAssignable(Exception):
    """The payment is no incoming euro payment, or the item is settled."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A payment, the item it settles, and the debit it answers."""

    payment: BankPayment
    item_id: int
    ledger_account_id: int
    open_amount: Money
    rule: MatchRule
    debit_id: int | None = None


@command
def assign_payment(*, payment_id: int, open_item_id: int) -> int:
    """Let a payment settle an item by hand; what is left over stays as credit.

    Raises:
        AlreadyAssigned: somebody assigned the payment before.
        NotAssignable: it is no incoming euro payment, or the item is settled.
    """
    payment = _locked(payment_id)
    item = books.item(open_item_id)
    if item.open_amount <= ZERO:
        raise NotAssignable(open_item_id)
    assign([Assignment(payment, item.pk, item.account_id, item.open_amount, MatchRule.MANUAL)])
    _offer_return(payment, item.reference)
    return payment_id


@command
def assign_to_account(*, payment_id: int, contract_account_id: int) -> int:
    """Book a payment onto a customer's account without settling an item.

    Raises:
        AlreadyAssigned: somebody assigned the payment before.
        NotAssignable: it is no incoming euro payment.
    """
    payment = _locked(payment_id)
    account = ContractAccount.objects.get(pk=contract_account_id)
    (entry_id,) = ledger.post([_receipt(payment, account.ledger_account_id)])
    payment.credit_item_id = books.items_of_entries([entry_id])[entry_id]
    _mark([payment], MatchRule.MANUAL)
    _offer_return(payment, account.number)
    return payment_id


def _offer_return(payment: BankPayment, to: str) -> None:
    undo.offer(
        f"Zahlung zu {to} zugeordnet",
        return_assignment,
        payment_id=payment.pk,
        credit_item_id=payment.credit_item_id,
        to=to,
    )


@undo.inverse
@command
def return_assignment(*, payment_id: int, credit_item_id: int, to: str) -> int:
    """Take one's own assignment back on the day it was booked.

    Args:
        payment_id: the payment.
        credit_item_id: what the assignment made; another one means somebody assigned anew.
        to: what it was assigned to, as shown.

    Raises:
        Overtaken: it is no longer assigned that way.
    """
    payment = BankPayment.objects.select_for_update().get(pk=payment_id)
    if payment.credit_item_id != credit_item_id:
        raise undo.Overtaken([undo.Difference("Zuordnung", to, assigned_to(payment_id) or "keine")])
    _reopen(payment, payment.bank_entry.booked_on)
    return payment_id


@undo.inverse
@command
def repeat_assignment(*, payment_id: int, open_item_id: int) -> int:
    """Assign a payment again after its assignment was taken back.

    Raises:
        Overtaken: the payment is assigned already, or the item is settled.
    """
    payment = BankPayment.objects.select_for_update().get(pk=payment_id)
    item = books.item(open_item_id)
    if payment.state != PaymentState.OPEN:
        raise undo.Overtaken(
            [undo.Difference("Zuordnung", "keine", assigned_to(payment_id) or "keine")]
        )
    if item.open_amount <= ZERO:
        raise undo.Overtaken([undo.Difference(item.reference, "offen", "ausgeglichen")])
    assign([Assignment(payment, item.pk, item.account_id, item.open_amount, MatchRule.MANUAL)])
    return payment_id


@command
def undo_assignment(*, payment_id: int, day: date) -> int:
    """Take an assignment back; the item is open again and the payment unclear.

    Raises:
        NotAssignable: the payment is not assigned.
    """
    payment = BankPayment.objects.select_for_update().get(pk=payment_id)
    if payment.state != PaymentState.ASSIGNED or payment.credit_item_id is None:
        raise NotAssignable(payment_id)
    settled = books.settled_item(payment.credit_item_id)
    if settled:
        undo.offer(
            "Zuordnung zurückgenommen",
            repeat_assignment,
            payment_id=payment_id,
            open_item_id=settled.pk,
        )
    _reopen(payment, day)
    return payment_id


def _reopen(payment: BankPayment, day: date) -> None:
    assert payment.credit_item_id is not None  # it is assigned
    entry_id = books.entry_of_item(payment.credit_item_id)
    ledger.reverse(entry_id=entry_id, booked_on=day, text="Zuordnung zurückgenommen")
    payment.state = PaymentState.OPEN.value
    payment.rule = ""
    payment.credit_item_id = None
    payment.debit_id = None
    payment.assigned_count += 1
    payment.save(update_fields=["state", "rule", "credit_item", "debit", "assigned_count"])


def assign(found: Sequence[Assignment]) -> int:
    """Book and settle many payments at once (step)."""
    if not found:
        return 0
    entries = [_receipt(each.payment, each.ledger_account_id) for each in found]
    entry_ids = ledger.post(entries)
    credits_ = books.items_of_entries(entry_ids)
    matches = []
    for each, entry_id in zip(found, entry_ids, strict=True):
        credit = credits_[entry_id]
        each.payment.credit_item_id = credit
        each.payment.debit_id = each.debit_id
        amount = min(each.payment.amount, each.open_amount)
        matches.append(ledger.Match(f"receipt:{entry_id}", each.item_id, credit, amount))
    by_day: dict[date, list[ledger.Match]] = {}
    for each, match in zip(found, matches, strict=True):
        by_day.setdefault(each.payment.bank_entry.booked_on, []).append(match)
    for day, group in sorted(by_day.items()):
        ledger.clear(group, day=day)
    for rule in sorted({each.rule for each in found}):
        _mark([each.payment for each in found if each.rule is rule], rule)
    settled = [each.debit_id for each in found if each.debit_id is not None]
    CollectionItem.objects.filter(pk__in=settled).update(state=DebitState.SETTLED.value)
    return len(found)


def give_back(payment: BankPayment, receipt: BankPayment) -> None:
    """Money came back: the settled item is open again, fees are ours (step).

    Raises:
        NotAssignable: the earlier receipt settles nothing any more.
    """
    if receipt.credit_item_id is None:
        raise NotAssignable(payment.pk)
    day = payment.bank_entry.booked_on
    credit = books.item(receipt.credit_item_id)
    ledger.undo_clearings(item_id=credit.pk, day=day)
    returned = payment.original
    fee = -payment.amount - returned
    lines = [
        Line(returned, debtor_id=credit.account_id, due_on=day),
        Line(payment.amount, use=Use.BANK_UNCLEAR),
    ]
    if fee:
        lines.append(Line(fee, use=Use.BANK_FEES))
    entry = Entry(
        key=f"return:{payment.pk}",
        kind=EntryKind.RETURN,
        booked_on=day,
        text=f"Rücklastschrift {payment.return_reason}".strip(),
        reference=credit.reference,
        lines=lines,
    )
    (entry_id,) = ledger.post([entry])
    debit_item = books.items_of_entries([entry_id])[entry_id]
    settle = min(returned, -credit.amount)
    ledger.clear([ledger.Match(f"return:{payment.pk}", debit_item, credit.pk, settle)], day=day)
    payment.credit_item_id = credit.pk
    _mark([payment], MatchRule.END_TO_END)
    if receipt.debit_id is not None:
        _return_debit(receipt.debit_id, payment.return_reason, day)


def _return_debit(debit_id: int, reason: str, day: date) -> None:
    debit = CollectionItem.objects.select_for_update().select_related("mandate").get(pk=debit_id)
    debit.state = DebitState.RETURNED.value
    debit.return_reason = reason
    debit.returned_on = day
    debit.save(update_fields=["state", "return_reason", "returned_on"])
    if reason in _SUSPENDING and debit.mandate.state == MandateState.ACTIVE:
        debtors.suspend_mandate(debit.mandate_id)
    announce(DebitReturned(debit_id, reason))


def _locked(payment_id: int) -> BankPayment:
    payment = BankPayment.objects.select_for_update().get(pk=payment_id)
    if payment.state == PaymentState.ASSIGNED:
        raise AlreadyAssigned(payment_id)
    if payment.state == PaymentState.PARKED or payment.amount <= ZERO:
        raise NotAssignable(payment_id)
    return payment


def _receipt(payment: BankPayment, ledger_account_id: int) -> Entry:
    day = payment.bank_entry.booked_on
    return Entry(
        key=f"receipt:{payment.pk}:{payment.assigned_count}",
        kind=EntryKind.PAYMENT,
        booked_on=day,
        text=f"Zahlung {payment.name}".strip(),
        reference=payment.bank_entry.reference[:60] or f"Bank {payment.bank_entry_id}",
        lines=[
            Line(payment.amount, use=Use.BANK_UNCLEAR),
            Line(-payment.amount, debtor_id=ledger_account_id, due_on=day),
        ],
    )


_ASSIGNED = """
    UPDATE payments_bankpayment AS payment
    SET state = %s, rule = %s, credit_item_id = new.credit_item_id, debit_id = new.debit_id
    FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS new (id, credit_item_id, debit_id)
    WHERE payment.id = new.id
"""


def _mark(payments: Sequence[BankPayment], rule: MatchRule) -> None:
    for payment in payments:
        payment.state = PaymentState.ASSIGNED.value
        payment.rule = rule.value
    columns: list[list[Any]] = [
        [payment.pk for payment in payments],
        [payment.credit_item_id for payment in payments],
        [payment.debit_id for payment in payments],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ASSIGNED, [PaymentState.ASSIGNED.value, rule.value, *columns])
    MatchProposal.objects.filter(payment__in=[payment.pk for payment in payments]).delete()
