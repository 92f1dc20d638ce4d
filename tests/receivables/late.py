"""Customers who are late, made by the product's own commands."""

from __future__ import annotations

from datetime import date

from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.money import Money
from kundenwerk.payments.models import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    HouseBank,
    MatchProposal,
)
from kundenwerk.receivables import commands
from kundenwerk.receivables.queries import Judged, judged
from tests.payments.factories import Customer, call, claim, customer, house_bank

DAY = date(2026, 11, 23)  # a Monday
LONG_AGO = date(2026, 10, 1)


def late(cents: int = 5_000, *, due_on: date = LONG_AGO) -> Customer:
    """A customer who transfers and has not."""
    of = customer(PaymentMethod.TRANSFER)
    claim(of, cents, due_on=due_on, booked_on=due_on)
    return of


def dun(of: Customer, day: date = DAY) -> int:
    """Write to a customer; returns the letter."""
    return commands.dun_account(call(), account_id=of.account_id, day=day)


def told(of: Customer, day: date = DAY) -> Judged:
    """What the readable rule says about a customer."""
    return judged([of.account_id], day)[of.account_id]


def unclear_payment(
    cents: int, *, item_id: int | None = None, iban_index: str = "", remittance: str = ""
) -> BankPayment:
    """Money on our account that nobody has assigned, proposed for an item if one is named."""
    bank = HouseBank.objects.first() or HouseBank.objects.get(pk=house_bank())
    number = BankFile.objects.count() + 1
    file = BankFile.objects.create(sha256=f"{number:064}", name="auszug.xml", actor="test")
    statement = BankStatement.objects.create(
        bank_file=file,
        house_bank=bank,
        identifier=str(number),
        difference=Money(0),
        is_accepted=True,
    )
    entry = _entry(statement, cents)
    payment = BankPayment.objects.create(
        bank_entry=entry,
        position=1,
        amount=Money(cents),
        original=Money(cents),
        charges=Money(0),
        state="PROPOSED" if item_id else "OPEN",
        iban="",
        iban_index=iban_index,
        remittance=remittance,
    )
    if item_id:
        MatchProposal.objects.create(
            payment=payment, open_item_id=item_id, rule="IBAN", confidence=60
        )
    return payment


def _entry(statement: BankStatement, cents: int) -> BankEntry:
    return BankEntry.objects.create(
        statement=statement,
        house_bank=statement.house_bank,
        booked_on=DAY,
        amount=Money(cents),
        face=str(cents),
        currency="EUR",
        fingerprint=f"{statement.pk:064}",
        occurrence=1,
        line=1,
    )
