"""Statements of the bank: matching, replays, what is parked or refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import queries as books
from kundenwerk.payments import commands, jobs, queries
from kundenwerk.payments.formats.errors import UnreadableStatement
from kundenwerk.payments.models import BankEntry, BankFile, BankPayment, CollectionItem
from tests.payments.bank_files import entry, statement
from tests.payments.factories import (
    COLLECT,
    call,
    claim,
    collect,
    collected,
    customer,
    house_bank,
    iban,
    sound,
    take_in,
)

pytestmark = pytest.mark.django_db


def test_a_collected_debit_settles_its_claim() -> None:
    of, debit = collected()

    take_in(statement(entry(5_000, debit.end_to_end_id)))

    assert books.balance(of.ledger_id) == ZERO
    assert not books.open_items(of.ledger_id).exists()
    assert CollectionItem.objects.get().state == "SETTLED"
    assert sound()


def test_the_collective_credit_of_our_file_settles_every_debit() -> None:
    bank = house_bank()
    first, second = customer(), customer()
    claim(first, 5_000)
    claim(second, 7_000)
    run = queries.collection(collect(bank))
    batch = (
        f"<NtryDtls><Btch><PmtInfId>{run.message_id}-1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>"
        "</NtryDtls>"
    )
    booked = (
        '<Ntry><Amt Ccy="EUR">120.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<BookgDt><Dt>2026-12-01</Dt></BookgDt>{batch}</Ntry>"
    )

    take_in(statement(booked))

    assert books.balance(first.ledger_id) == ZERO
    assert books.balance(second.ledger_id) == ZERO
    assert sound()


@pytest.mark.row("KM-048")
def test_a_transfer_with_number_and_amount_settles_the_bill() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    number = claim(of, 12_345)

    take_in(statement(entry(12_345, text=f"Rechnung {number} danke", iban=of.iban)))

    assert books.balance(of.ledger_id) == ZERO
    assert BankPayment.objects.get().rule == "REFERENCE"
    assert sound()


@pytest.mark.parametrize("written", ["Re {0}.", "re:{0}", "{0}/Käthe Weiß"])
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    number = claim(of)

    take_in(statement(entry(5_000, text=written.format(number.lower()), iban=of.iban)))

    assert BankPayment.objects.get().state == "ASSIGNED"


@pytest.mark.row("BAD-A28")
def test_a_stranger_naming_the_bill_of_a_customer_is_only_proposed() -> None:
    house_bank()
    of, stranger = customer(PaymentMethod.TRANSFER), customer(PaymentMethod.TRANSFER)
    number = claim(of)

    take_in(statement(entry(5_000, text=f"RE {number}", iban=stranger.iban)))

    payment = BankPayment.objects.get()
    assert (payment.state, payment.proposals.get().confidence) == ("PROPOSED", 60)
    assert books.balance(of.ledger_id) == Money(5_000)
    assert sound()


@pytest.mark.row("KM-048")
def test_account_and_amount_alone_are_only_proposed() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    claim(of)

    take_in(statement(entry(5_000, iban=of.iban)))

    assert BankPayment.objects.get().proposals.get().rule == "IBAN"


def test_two_payments_for_one_bill_are_left_to_a_clerk() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    number = claim(of)
    twins = entry(5_000, text=number, iban=of.iban) * 2

    take_in(statement(twins))

    assert set(BankPayment.objects.values_list("state", flat=True)) == {"PROPOSED"}


@pytest.mark.row("KM-048")
def test_unknown_money_is_kept_on_the_clarification_account() -> None:
    house_bank()

    take_in(statement(entry(999, text="Spende", iban=iban(10**9))))

    unclear = books.account_by_number("1370")
    assert unclear is not None
    assert books.balance(unclear.pk) == Money(-999)
    assert queries.unclear().count() == 1
    assert sound()


@pytest.mark.row("BAD-A14")
def test_the_same_file_counts_once() -> None:
    house_bank()
    data = statement(entry(5_000, "A"))

    first, second = take_in(data), take_in(data)

    assert first == second
    assert BankEntry.objects.count() == 1


@pytest.mark.row("BAD-A16")
def test_overlapping_files_book_only_what_is_new() -> None:
    house_bank()
    monday, tuesday, wednesday = (entry(n * 100, f"D{n}", day=f"2026-11-0{n}") for n in (2, 3, 4))

    take_in(statement(monday + tuesday, message="1"))
    overlapping = take_in(statement(tuesday + wednesday, message="2"))

    file = BankFile.objects.get(pk=overlapping)
    assert (file.new_entries, file.known_entries) == (1, 1)
    assert BankEntry.objects.count() == 3
    assert sound()


@pytest.mark.row("BAD-A17")
def test_genuine_twins_are_both_booked_and_a_replay_books_none() -> None:
    house_bank()
    twins = entry(5_000) * 2

    take_in(statement(twins, message="1"))
    take_in(statement(twins, message="2"))

    assert BankEntry.objects.count() == 2


@pytest.mark.row("BAD-A19")
def test_a_closing_balance_that_does_not_fit_parks_the_statement() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    number = claim(of)
    data = statement(entry(5_000, text=number, iban=of.iban), opening="100.00", closing="149.99")

    file_id = take_in(data)

    parked = queries.statements().get(bank_file=file_id)
    assert (parked.is_accepted, parked.difference) == (False, Money(-1))
    assert books.balance(of.ledger_id) == Money(5_000)
    assert sound()


def test_a_parked_statement_is_booked_once_accepted() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    number = claim(of)
    text = entry(5_000, text=number, iban=of.iban)
    file_id = take_in(statement(text, opening="100.00", closing="149.99"))

    commands.accept_statement(call(), statement_id=queries.statements().get().pk)
    commands.match_file(call(), bank_file_id=file_id, day=COLLECT)

    assert books.balance(of.ledger_id) == ZERO
    assert sound()


@pytest.mark.row("BAD-A20")
def test_a_missing_statement_is_named_until_it_comes() -> None:
    bank = house_bank()
    take_in(statement(entry(1, "a"), number=10, message="1"))
    take_in(statement(entry(1, "b"), number=12, message="2"))
    before = queries.missing_statements(bank)

    take_in(statement(entry(1, "c"), number=11, message="3"))

    assert before == [11]
    assert queries.missing_statements(bank) == []


@pytest.mark.row("BAD-A22")
def test_foreign_currency_is_parked_and_never_booked_as_euro() -> None:
    house_bank()

    take_in(statement(entry(5_000, "X", currency="USD")))

    payment = BankPayment.objects.get()
    assert (payment.state, payment.bank_entry.face) == ("PARKED", "50.00")
    assert payment.bank_entry.entry_id is None
    assert sound()


def test_a_statement_of_a_foreign_account_is_refused_wholly() -> None:
    house_bank()

    with pytest.raises(commands.UnknownHouseBank, match="3000"):
        take_in(statement(entry(1), iban="DE89370400440532013000"))

    assert not BankFile.objects.exists()


def test_an_intraday_report_is_not_booked() -> None:
    house_bank()
    report = statement(entry(1)).replace(b"camt.053", b"camt.052")

    with pytest.raises(commands.NotBooked):
        take_in(report)


@pytest.mark.row("BAD-A11")
def test_a_broken_file_leaves_nothing_behind() -> None:
    house_bank()

    with pytest.raises(UnreadableStatement):
        take_in(statement(entry(1))[:-40])

    assert not BankFile.objects.exists()
    assert not BankEntry.objects.exists()


@pytest.mark.row("BAD-A29")
def test_a_script_in_the_payers_name_is_kept_as_text() -> None:
    house_bank()

    take_in(statement(entry(1, name="<img src=x onerror=alert(1)>")))

    assert BankPayment.objects.get().name == "<img src=x onerror=alert(1)>"


def test_statements_are_fetched_from_the_bank_and_taken_once(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.BANK_MAILBOX = str(tmp_path)  # type: ignore[attr-defined]
    house_bank()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "auszug.xml").write_bytes(statement(entry(1)))
    (tmp_path / "in" / "defekt.xml").write_bytes(b"<html/>")

    taken = [jobs.fetch_statements(), jobs.fetch_statements()]

    assert taken == [1, 0]
    assert BankEntry.objects.count() == 1
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["defekt.xml"]


def test_the_number_of_queries_does_not_grow_with_the_file(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    house_bank()
    payers = [customer(PaymentMethod.TRANSFER) for _ in range(20)]
    text = "".join(entry(5_000, text=claim(of), iban=of.iban) for of in payers)

    with django_assert_max_num_queries(75):  # type: ignore[operator]
        take_in(statement(text), day=date(2026, 12, 1))

    assert all(books.balance(of.ledger_id) == ZERO for of in payers)
