"""Clerks assign money; banks take debits back."""

from __future__ import annotations

import pytest

from kundenwerk.debtors.models import SepaMandate
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.money import Money
from kundenwerk.ledger import queries as books
from kundenwerk.payments import commands, queries
from kundenwerk.payments.models import BankPayment, CollectionItem
from tests.payments.bank_files import entry, returned, statement
from tests.payments.factories import (
    COLLECT,
    call,
    claim,
    collect,
    collected,
    customer,
    house_bank,
    sound,
    take_in,
)

pytestmark = pytest.mark.django_db


@pytest.mark.row("KM-049")
def test_a_clerk_assigns_and_takes_it_back() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    claim(of, 5_000)
    take_in(statement(entry(3_000, text="Teilzahlung")))
    payment = BankPayment.objects.get()
    item = books.open_items(of.ledger_id).get()

    commands.assign_payment(call(), payment_id=payment.pk, open_item_id=item.pk)

    assert books.balance(of.ledger_id) == Money(2_000)
    commands.undo_assignment(call(), payment_id=payment.pk, day=COLLECT)
    assert books.balance(of.ledger_id) == Money(5_000)
    commands.assign_payment(call(), payment_id=payment.pk, open_item_id=item.pk)
    assert books.balance(of.ledger_id) == Money(2_000)
    assert sound()


def test_a_payment_is_assigned_once() -> None:
    of, debit = collected()
    take_in(statement(entry(5_000, debit.end_to_end_id)))
    claim(of)
    item = books.open_items(of.ledger_id).get()

    with pytest.raises(commands.AlreadyAssigned):
        commands.assign_payment(
            call(), payment_id=BankPayment.objects.get().pk, open_item_id=item.pk
        )


@pytest.mark.row("KM-049")
def test_an_overpayment_stays_as_credit() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    claim(of, 5_000)
    take_in(statement(entry(6_000, text="zu viel")))

    commands.assign_payment(
        call(),
        payment_id=BankPayment.objects.get().pk,
        open_item_id=books.open_items(of.ledger_id).get().pk,
    )

    assert books.open_items(of.ledger_id).get().open_amount == Money(-1_000)
    assert sound()


def test_money_can_be_booked_on_an_account_without_a_bill() -> None:
    house_bank()
    of = customer(PaymentMethod.TRANSFER)
    take_in(statement(entry(6_000)))

    commands.assign_to_account(
        call(), payment_id=BankPayment.objects.get().pk, contract_account_id=of.account_id
    )

    assert books.balance(of.ledger_id) == Money(-6_000)
    assert sound()


@pytest.mark.row("KM-050")
def test_a_returned_debit_reopens_the_claim_and_the_fee_is_ours() -> None:
    of, debit = collected()
    take_in(statement(entry(5_000, debit.end_to_end_id)))

    take_in(statement(returned(5_000, debit.end_to_end_id, charges=300, reason="AC04")))

    item = books.open_items(of.ledger_id).get()
    fees = books.account_by_number("4970")
    assert fees is not None
    assert (item.open_amount, item.kind) == (Money(5_000), "INVOICE")
    assert books.balance(fees.pk) == Money(300)
    assert CollectionItem.objects.get().return_reason == "AC04"
    assert SepaMandate.objects.get().state == "SUSPENDED"
    assert sound()


@pytest.mark.row("KM-050")
def test_a_return_without_funds_leaves_the_mandate_alone() -> None:
    of, debit = collected()
    take_in(statement(entry(5_000, debit.end_to_end_id)))

    take_in(statement(returned(5_000, debit.end_to_end_id, reason="AM04")))

    assert SepaMandate.objects.get().state == "ACTIVE"
    assert books.balance(of.ledger_id) == Money(5_000)


def test_a_returned_claim_can_be_collected_again() -> None:
    of, debit = collected()
    take_in(statement(entry(5_000, debit.end_to_end_id)))
    take_in(statement(returned(5_000, debit.end_to_end_id, reason="AM04")))

    run = queries.collection(collect(house_bank()))

    assert run.count == 1
    assert books.balance(of.ledger_id) == Money(5_000)


@pytest.mark.row("BAD-A25")
def test_a_storno_of_the_bank_undoes_the_clearing() -> None:
    of, debit = collected()
    take_in(statement(entry(5_000, debit.end_to_end_id)))
    storno = entry(5_000, debit.end_to_end_id, credit=False, reversal=True, day="2026-12-02")

    take_in(statement(storno))

    assert books.balance(of.ledger_id) == Money(5_000)
    assert sound()
