"""Bookings for tests, made by the product's own commands."""

from __future__ import annotations

import itertools
import uuid
from datetime import date

from kundenwerk.kernel.money import Money
from kundenwerk.ledger import commands
from kundenwerk.ledger.models import LedgerAccount, OpenItem
from kundenwerk.ledger.rules import Entry, EntryKind, Line, Use
from kundenwerk.platform.commands import command
from tests.factories.calls import fresh_call

DAY = date(2026, 11, 16)
_numbers = itertools.count(1)


@command
def _open_debtor(*, number: str) -> int:
    return commands.open_debtor(number=number, name="Erika Muster").pk


def debtor() -> LedgerAccount:
    """A customer's account."""
    number = f"D{uuid.uuid4().hex[:12]}"
    return LedgerAccount.objects.get(pk=_open_debtor(fresh_call(), number=number))


def invoice_entry(
    account: LedgerAccount,
    cents: int,
    key: str = "",
    *,
    due_on: date = DAY,
    reference: str = "R-1",
    booked_on: date = DAY,
) -> Entry:
    """A bill with 19 % tax inside, by gross cents."""
    tax = cents * 19 // 119
    lines = [
        Line(Money(cents), debtor_id=account.pk, due_on=due_on),
        Line(Money(tax - cents), use=Use.REVENUE_ELECTRICITY, tax_code="19"),
    ]
    if tax:
        lines.append(Line(Money(-tax), use=Use.VAT_19, tax_code="19"))
    key = key or f"invoice:{next(_numbers)}:{account.pk}"
    return Entry(key, EntryKind.INVOICE, booked_on, "Rechnung", reference, lines)


def invoice(
    account: LedgerAccount, cents: int, key: str = "", *, due_on: date = DAY, reference: str = "R-1"
) -> int:
    """Book a bill; returns the entry."""
    entry = invoice_entry(account, cents, key, due_on=due_on, reference=reference)
    return commands.post_entry(fresh_call(), entry=entry)


def payment(account: LedgerAccount, cents: int) -> int:
    """Book money received; returns the entry."""
    lines = [
        Line(Money(cents), use=Use.BANK),
        Line(Money(-cents), debtor_id=account.pk, due_on=DAY),
    ]
    key = f"payment:{next(_numbers)}:{account.pk}"
    entry = Entry(key, EntryKind.PAYMENT, DAY, "Zahlung", "Auszug 1", lines)
    return commands.post_entry(fresh_call(), entry=entry)


def item(entry_id: int) -> int:
    """The open item of an entry."""
    return OpenItem.objects.get(posting__entry=entry_id).pk
