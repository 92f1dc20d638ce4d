"""Who gets the bills and how can be changed and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kundenwerk.debtors import commands
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import Delivery
from kundenwerk.parties.models import ContactPoint
from kundenwerk.platform import undo
from kundenwerk.platform.commands import Call
from tests import factories
from tests.factories.parties import A_DAY

pytestmark = pytest.mark.django_db

OTHER_IBAN = "DE02120300000000202051"


def account(**more: Any) -> ContractAccount:
    return factories.contract_account(factories.business_partner(), **more)


def change(
    call: Call, one: ContractAccount, delivery: Delivery, recipient_id: int | None = None
) -> int:
    shown = {"delivery": one.delivery, "invoice_recipient_id": one.invoice_recipient_id}
    return commands.change_sending(
        call, account_id=one.pk, shown=shown, delivery=delivery, recipient_id=recipient_id
    )


def take_back(call: Call) -> None:
    found = undo.offer_of(call)
    assert found
    undo.take_back(found.pk, actor=call.actor)


def sending(one: ContractAccount) -> tuple[str, int | None]:
    one.refresh_from_db()
    return one.delivery, one.invoice_recipient_id


@pytest.mark.row("V8")
def test_recipient_and_way_are_changed_and_taken_back_together(call: Call) -> None:
    one, aunt = account(), factories.business_partner(last_name="Tante")

    for _ in range(2):  # a double click
        change(call, one, Delivery.PORTAL, aunt.pk)
    after = sending(one)
    offer = undo.offer_of(call)
    take_back(call)

    assert offer
    assert offer.text == "Versandweg und Rechnungsempfänger geändert"
    assert after == ("PORTAL", aunt.pk)
    assert sending(one) == ("LETTER", None)


@pytest.mark.row("V8")
def test_the_way_alone_is_taken_back_whoever_gets_the_bills_meanwhile(call: Call) -> None:
    one, aunt = account(), factories.business_partner(last_name="Tante")
    commands.set_delivery(call, account_id=one.pk, delivery=Delivery.EMAIL)
    ContractAccount.objects.update(invoice_recipient=aunt)

    take_back(call)

    assert sending(one) == ("LETTER", aunt.pk)


def test_what_others_changed_since_is_not_overwritten(call: Call) -> None:
    one = account()
    stale = ContractAccount.objects.get(pk=one.pk)
    change(call, one, Delivery.PORTAL)
    commands.set_delivery(factories.fresh_call(), account_id=one.pk, delivery=Delivery.EMAIL)

    with pytest.raises(undo.Overtaken) as taken:
        take_back(call)
    with pytest.raises(undo.Overtaken):
        change(factories.fresh_call(), stale, Delivery.PORTAL)

    assert taken.value.differences == [undo.Difference("Versandweg", "Kundenportal", "E-Mail")]
    assert sending(one) == ("EMAIL", None)


def test_mail_needs_an_address_of_the_recipient(call: Call) -> None:
    one, aunt = account(), factories.business_partner(last_name="Tante", email="")

    with pytest.raises(commands.MailNeeded):
        change(call, one, Delivery.EMAIL, aunt.pk)

    assert sending(one) == ("LETTER", None)


def test_a_way_back_that_needs_a_lost_address_is_refused(call: Call) -> None:
    one = account()
    change(factories.fresh_call(), one, Delivery.EMAIL)
    one.refresh_from_db()
    change(call, one, Delivery.LETTER)
    ContactPoint.objects.all().delete()

    with pytest.raises(undo.Overtaken) as taken:
        take_back(call)

    assert "E-Mail-Adresse" in str(taken.value)
    assert sending(one) == ("LETTER", None)


def test_who_pays_by_direct_debit_stays_recipient(call: Call) -> None:
    one, aunt = account(), factories.business_partner(last_name="Tante")
    change(factories.fresh_call(), one, Delivery.LETTER, aunt.pk)
    commands.change_bank_details(
        factories.fresh_call(),
        account_id=one.pk,
        bank_account_id=factories.bank_account(aunt, OTHER_IBAN).pk,
        signed_on=A_DAY,
        day=date(2026, 2, 1),
    )
    one.refresh_from_db()

    with pytest.raises(commands.PayerNeeded):
        change(call, one, Delivery.LETTER, None)

    assert sending(one) == ("LETTER", aunt.pk)


def test_the_customer_as_recipient_is_no_other_recipient(call: Call) -> None:
    one = account()

    change(call, one, Delivery.LETTER, one.business_partner_id)

    assert sending(one) == ("LETTER", None)
    assert undo.offer_of(call) is None
