"""The proposal in SQL says of every account what the readable rule says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kundenwerk.debtors.commands import AccountData, open_accounts
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger import queries as books
from kundenwerk.ledger.models import OpenItem
from kundenwerk.ledger.rules import Entry
from kundenwerk.parties.commands import BankEntry, add_bank_accounts, create_business_partners
from kundenwerk.parties.models import Address, BankAccount, BusinessPartner, ContactPoint
from kundenwerk.payments.models import CollectionItem
from kundenwerk.receivables import commands, queries
from kundenwerk.receivables.queries import Judged, ProposalFilter
from kundenwerk.receivables.queries.proposal import verdicts
from kundenwerk.receivables.rules.position import Due
from kundenwerk.receivables.rules.vocabulary import BlockReason, Reason
from tests.factories.calls import running
from tests.factories.parties import person
from tests.ledger.factories import invoice_entry
from tests.payments.factories import call, collect, customer, house_bank, iban
from tests.receivables.late import DAY, dun, late, told, unclear_payment

pytestmark = pytest.mark.django_db

ACCOUNTS = 30
BILLED = date(2026, 9, 1)
METHODS = [PaymentMethod.TRANSFER, PaymentMethod.TRANSFER, PaymentMethod.DIRECT_DEBIT]
DAYS = [DAY + timedelta(days=days) for days in (-1, 0, 8, 17, 33, 49)]
Told = tuple[str, int, int | None]


def readable(one: Judged) -> Told:
    if isinstance(one.verdict, Due):
        return "", one.verdict.level.number, one.verdict.owed.cents
    return one.verdict.reason.value, 0, None


@pytest.mark.row("D-6", "KM-060")
def test_sql_and_the_readable_rule_agree_on_a_random_book() -> None:
    chance = random.Random(5)  # noqa: S311  data for a test
    _book(chance)
    _collected(chance)
    met: Counter[str] = Counter()
    for day in DAYS:
        ids = list(ContractAccount.objects.values_list("pk", flat=True))
        wanted = {
            pk: readable(one) for pk, one in queries.judged(ids, day).items() if one.position.claims
        }

        found = {
            pk: (reason, 0, None) if reason else ("", level, net)
            for pk, (reason, level, net) in verdicts(day).items()
        }

        assert found == wanted, day
        met.update(reason for reason, _, _ in found.values())
        _dun_some(chance, found, day)
    assert set(met) == {"", *(one.value for one in Reason)} - {
        Reason.NOTHING_OPEN.value,
        Reason.NO_PROCEDURE.value,
    }


def _book(chance: random.Random) -> None:
    """Customers of both kinds and ways to pay, with claims, credits, blocks and loose money."""
    with running():
        people = create_business_partners([person() for _ in range(ACCOUNTS)], day=BILLED)
        banks = add_bank_accounts([BankEntry(one.pk, iban(9_000 + one.pk)) for one in people])
        accounts = open_accounts(
            [
                AccountData(
                    business_partner_id=bank.business_partner_id,
                    payment_method=chance.choice(METHODS),
                    bank_account_id=bank.pk,
                    signed_on=BILLED,
                )
                for bank in banks
            ],
            day=BILLED,
        )
        ledger.post([entry for one in accounts for entry in _entries(chance, one)])
    for account in accounts:
        _spoiled(chance, account)
        _blocked(chance, account)
        _unclear(chance, account)


def _entries(chance: random.Random, account: ContractAccount) -> Iterator[Entry]:
    for number in range(chance.choice([0, 1, 1, 2, 3])):
        due_on = DAY + timedelta(days=chance.randrange(-40, 9))
        cents = chance.choice([300, 800, 2_000, 5_000, 9_000])
        yield invoice_entry(
            account.ledger_account, cents, f"{account.number}/{number}", due_on=due_on
        )
    if chance.random() < 0.25:
        cents = -chance.choice([500, 9_000])
        yield invoice_entry(account.ledger_account, cents, account.number, due_on=DAY)


def _spoiled(chance: random.Random, account: ContractAccount) -> None:
    owner = account.business_partner_id
    if chance.random() < 0.2:
        named = {"kind": "ORGANISATION", "organisation_name": "Weiß GmbH"}
        BusinessPartner.objects.filter(pk=owner).update(**named)
    if chance.random() < 0.2:
        Address.objects.filter(business_partner=owner).delete()
        ContactPoint.objects.filter(business_partner=owner).delete()


def _blocked(chance: random.Random, account: ContractAccount) -> None:
    if chance.random() < 0.75:
        return
    item = books.open_items(account.ledger_account_id).filter(open_amount__gt=ZERO).first()
    places = [{"account_id": account.pk}, {"business_partner_id": account.business_partner_id}]
    places += [{"open_item_id": item.pk}] * 2 if item else []
    until = chance.choice([None, DAY + timedelta(days=chance.randrange(20))])
    start = DAY - timedelta(days=chance.randrange(12))
    reason, place = chance.choice(list(BlockReason)), chance.choice(places)
    commands.block_dunning(call(), reason=reason, day=start, until=until, **place)


def _unclear(chance: random.Random, account: ContractAccount) -> None:
    kind = chance.random()
    item = books.open_items(account.ledger_account_id).filter(open_amount__gt=ZERO).first()
    own = BankAccount.objects.filter(business_partner=account.business_partner_id).first()
    if kind < 0.12 and item:
        unclear_payment(chance.choice([1_000, 9_000]), item_id=item.pk)
    elif kind < 0.18:
        unclear_payment(9_000, remittance=f"Konto {account.number}")
    elif kind < 0.24 and own:
        unclear_payment(chance.choice([1_000, 9_000]), iban_index=own.iban_index)


def _collected(chance: random.Random) -> None:
    """Some debits are under way, some came back."""
    collect(house_bank())
    for debit in CollectionItem.objects.order_by("pk"):
        if chance.random() < 0.5:
            debit.state = "RETURNED"
            debit.save(update_fields=["state"])


def _dun_some(
    chance: random.Random, found: dict[int, tuple[str, int, int | None]], day: date
) -> None:
    for pk, (reason, _, _) in sorted(found.items()):
        if not reason and chance.random() < 0.6:
            commands.dun_account(call(), account_id=pk, day=day)


@pytest.mark.row("D-6")
def test_the_figures_count_letters_and_reasons() -> None:
    late()
    dun(late(7_000))
    late(300)
    customer(PaymentMethod.TRANSFER)

    found = queries.figures(DAY)

    assert (found.letters, found.owed, found.levels) == (1, Money(5_000), {1: 1})
    assert found.reasons == {"TERM_RUNNING": 1, "TOO_SMALL": 1}
    assert found.skipped == 2


def test_the_list_is_narrowed_by_reason_level_and_words() -> None:
    due, small = late(), late(300)
    account = told(small).account

    def found(**asked: object) -> set[int]:
        rows = queries.proposal_rows(ProposalFilter(**asked), DAY)  # type: ignore[arg-type]
        return set(rows.values_list("pk", flat=True))

    assert found(dunned=True) == found(level=1) == {due.account_id}
    assert found(dunned=False) == found(reason="TOO_SMALL") == {small.account_id}
    assert found(text=account.number) == {small.account_id}
    assert found(text="weiß") == {due.account_id, small.account_id}
    assert queries.accounts_due(DAY) == [due.account_id]
    assert OpenItem.objects.count() == 2
