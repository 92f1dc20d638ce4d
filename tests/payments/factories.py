"""Customers with claims, our account at the bank, made by the product's own commands."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from stdnum.iban import calc_check_digits

from kundenwerk.debtors.commands import open_account
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger import queries as books
from kundenwerk.parties.commands.bank import add_bank_account
from kundenwerk.parties.commands.business_partners import create_business_partner
from kundenwerk.parties.rules import BusinessPartnerData, Salutation
from kundenwerk.payments import commands, queries
from kundenwerk.payments.models import CollectionItem
from kundenwerk.platform.commands import Call, command
from tests.ledger.factories import invoice_entry
from tests.payments.bank_files import IBAN

BILLED = date(2026, 11, 2)
COLLECT = date(2026, 12, 1)  # a Tuesday
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # a Friday morning
_numbers = itertools.count(1)


def call() -> Call:
    """A fresh caller."""
    return Call("test", uuid.uuid4())


def iban(number: int) -> str:
    """A valid German IBAN of its own."""
    account = f"37040044{number:010d}"
    return f"DE{calc_check_digits('DE00' + account)}{account}"


@dataclass(frozen=True)
class Customer:
    """A customer with one contract account."""

    account_id: int
    ledger_id: int
    iban: str
    mandate: str


@command
def _open(*, number: int, method: PaymentMethod) -> int:
    data = BusinessPartnerData(
        salutation=Salutation.NEUTRAL,
        first_name="Käthe",
        last_name="Weiß",
        street="Am Markt",
        house_number="7",
        postcode="53757",
        town="Sankt Augustin",
        state="NW",
    )
    business_partner = create_business_partner(data, day=date(2026, 1, 1))
    bank = add_bank_account(business_partner.pk, iban(number), "Käthe Weiß")
    return open_account(business_partner.pk, method, bank.pk, date(2026, 1, 1)).pk


def customer(method: PaymentMethod = PaymentMethod.DIRECT_DEBIT) -> Customer:
    """A customer who pays by direct debit, if nothing else is said."""
    number = next(_numbers)
    account_id = _open(call(), number=number, method=method)
    account = ContractAccount.objects.select_related("mandate", "ledger_account").get(pk=account_id)
    reference = account.mandate.reference if account.mandate else ""
    return Customer(account.pk, account.ledger_account_id, iban(number), reference)


@dataclass(frozen=True)
class _Account:
    pk: int


def claim(
    of: Customer,
    cents: int = 5_000,
    *,
    reference: str = "",
    due_on: date = COLLECT,
    booked_on: date = BILLED,
) -> str:
    """Bill an amount; returns the number of the bill."""
    number = next(_numbers)
    reference = reference or f"R-2026-{number:06d}"
    entry = invoice_entry(
        _Account(of.ledger_id),  # type: ignore[arg-type]
        cents,
        f"bill:{reference}",
        due_on=due_on,
        reference=reference,
        booked_on=booked_on,
    )
    ledger.post_entry(call(), entry=entry)
    return reference


def house_bank() -> int:
    """Our account, collecting with one banking day of lead until 10:30."""
    data = commands.BankData(
        name="Hausbank",
        holder="Stadtwerke Sankt Augustin",
        iban=IBAN,
        creditor_id="DE98ZZZ09999999999",
        valid=Period(date(2026, 1, 1)),
        cut_off=time(10, 30),
        lead_days=1,
        most_days=14,
        notice_days=5,
        source="Vereinbarung vom 01.01.2026",
        bic="BYLADEM1001",
    )
    return commands.set_up_house_bank(call(), data=data)


def collect(bank_id: int, at: datetime = NOW) -> int:
    """Make the file for the first of December."""
    return commands.create_collection(
        call(), house_bank_id=bank_id, collect_on=COLLECT, created_at=at
    )


def take_in(content: bytes, name: str = "auszug.xml", day: date = COLLECT) -> int:
    """Import and match a file of the bank."""
    file_id = commands.import_statement(call(), content=content, name=name)
    commands.match_file(call(), bank_file_id=file_id, day=day)
    return file_id


def sound() -> bool:
    """Whether the books and the payments hold."""
    return books.violations() == [] and queries.violations() == []


def collected(cents: int = 5_000) -> tuple[Customer, CollectionItem]:
    """A customer whose only claim is on its way to the bank."""
    bank = house_bank()
    of = customer()
    claim(of, cents)
    collect(bank)
    return of, CollectionItem.objects.get(account=of.account_id)
