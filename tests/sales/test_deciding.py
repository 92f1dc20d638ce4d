"""Accepted, declined, expired: what becomes of a quote."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection

from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.contracts.rules import StartNotReachable, SupplySituation
from kundenwerk.correspondence.models import Dispatch
from kundenwerk.correspondence.queries import pdf
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform.jobs import run_pending
from kundenwerk.sales import commands
from kundenwerk.sales.commands import Supplement
from kundenwerk.sales.models import Quote, SalesSettings
from kundenwerk.sales.rules.binding import AcceptedTooEarly, QuoteExpired
from kundenwerk.sales.rules.vocabulary import Acceptance, RejectionReason
from kundenwerk.work.models import TimelineEntry
from tests.factories import sales as given
from tests.factories.calls import fresh_call

pytestmark = pytest.mark.django_db
LATER = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def market() -> None:
    given.small_market()


def a_quote(**changes: Any) -> Quote:
    return given.quote(given.tariff("PLUS", "12.5"), **changes)


def accept(
    quote: Quote, supplement: Supplement | None = None, *, on: date = LATER, day: date = LATER
) -> SupplyContract:
    contract_id = commands.accept_quote(
        fresh_call("vera"),
        quote_id=quote.pk,
        accepted_on=on,
        how=Acceptance.EMAIL,
        supplement=supplement or Supplement(),
        day=day,
    )
    return SupplyContract.objects.get(pk=contract_id)


def test_an_accepted_quote_becomes_a_contract_with_exactly_its_prices() -> None:
    quote = a_quote()

    contract = accept(quote)

    terms = ContractTerms.objects.get(contract=contract)
    assert terms.energy_ct == quote.calculation.energy_ct
    assert terms.base_eur_per_year == quote.calculation.base_eur_per_year
    assert terms.tariff_version == quote.calculation.tariff_version
    assert contract.planned_start == quote.requested_start
    quote.refresh_from_db()
    assert (quote.state, quote.contract, quote.decided_on) == ("ACCEPTED", contract, LATER)
    quote.business_partner.refresh_from_db()
    assert (quote.business_partner.is_customer, quote.business_partner.customer_since) == (
        True,
        LATER,
    )
    assert TimelineEntry.objects.filter(title=f"Angebot {quote.number} angenommen").exists()


def test_direct_debit_comes_with_a_contract_account_and_a_mandate() -> None:
    contract = accept(a_quote())

    account = ContractAccount.objects.get()
    assert contract.contract_account == account
    assert account.payment_method == PaymentMethod.DIRECT_DEBIT
    assert account.mandate
    assert account.mandate.signed_on == LATER
    assert account.delivery == "EMAIL"


@pytest.mark.row("AP-095")
def test_the_registration_at_the_grid_operator_is_put_on_its_way() -> None:
    contract = accept(a_quote())

    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name LIKE 'mako.%register%'")
        assert [json.loads(row[0])["contract_id"] for row in cursor.fetchall()] == [contract.pk]


@pytest.mark.row("DEC-05")
def test_after_the_binding_period_only_a_new_quote_helps() -> None:
    quote = a_quote()

    with pytest.raises(QuoteExpired):
        accept(quote, on=date(2026, 12, 3), day=date(2026, 12, 3))
    with pytest.raises(AcceptedTooEarly):
        accept(quote, on=date(2026, 11, 17))
    assert not SupplyContract.objects.exists()


def test_a_start_that_came_too_near_is_refused_and_nothing_is_stored() -> None:
    quote = a_quote()

    with pytest.raises(StartNotReachable):
        accept(quote, on=date(2026, 11, 30), day=date(2026, 11, 30))

    assert not ContractAccount.objects.exists()


def test_a_quote_is_accepted_once() -> None:
    quote = a_quote()
    accept(quote)

    with pytest.raises(TransitionNotAllowed):
        accept(quote)
    assert SupplyContract.objects.count() == 1


@pytest.mark.row("AP-081", "AP-091")
def test_what_the_quote_left_open_is_asked_at_the_acceptance() -> None:
    quote = a_quote(person={"payment_method": "", "iban": "", "situation": ""})

    with pytest.raises(commands.SituationOpen):
        accept(quote)
    with pytest.raises(commands.SupplierOpen):
        accept(quote, Supplement(situation=SupplySituation.SWITCH))
    with pytest.raises(commands.PaymentOpen):
        accept(quote, Supplement(situation=SupplySituation.MOVE_IN))
    contract = accept(
        quote,
        Supplement(
            situation=SupplySituation.SWITCH,
            previous_supplier_id=given.participant(given.SUPPLIER).pk,
            payment_method=PaymentMethod.DIRECT_DEBIT,
            iban=given.IBAN,
        ),
    )

    assert contract.situation == "E03"
    assert contract.previous_supplier == given.participant(given.SUPPLIER)


@pytest.mark.row("AP-086", "DEC-01")
def test_bank_details_are_needed_at_the_hand_over_unless_set_otherwise() -> None:
    quote = a_quote(person={"payment_method": "TRANSFER", "iban": ""})

    with pytest.raises(commands.BankAccountOpen):
        accept(quote)
    SalesSettings.objects.create(handover_requires_bank_account="DIRECT_DEBIT_ONLY")

    assert accept(quote).contract_account.payment_method == PaymentMethod.TRANSFER


@pytest.mark.row("AP-098", "AP-099")
def test_the_previous_contract_travels_into_the_contract() -> None:
    supplier = given.participant(given.SUPPLIER)
    quote = a_quote(
        person={
            "situation": "E03",
            "previous_supplier": str(supplier.pk),
            "previous_contract_number": "RS-4711",
            "previous_contract_end": "30.11.2026",
        }
    )

    contract = accept(quote)

    assert (contract.previous_supplier, contract.previous_contract_number) == (supplier, "RS-4711")
    assert quote.previous_contract_end == date(2026, 12, 1)


def test_a_declined_quote_says_why_and_cannot_be_accepted() -> None:
    quote = a_quote()

    commands.decline_quote(
        fresh_call(),
        quote_id=quote.pk,
        reason=RejectionReason.PRICE,
        note="100 € zu viel",
        day=LATER,
    )

    quote.refresh_from_db()
    assert (quote.state, quote.decline_note) == ("DECLINED", "100 € zu viel")
    with pytest.raises(TransitionNotAllowed):
        accept(quote)


@pytest.mark.row("DEC-05")
def test_open_quotes_expire_the_day_after_their_binding_period() -> None:
    quote = a_quote()

    on_the_last_day = commands.expire_quotes(fresh_call(), day=date(2026, 12, 2))
    after_it = commands.expire_quotes(fresh_call(), day=date(2026, 12, 3))

    assert (on_the_last_day, after_it) == (0, 1)
    quote.refresh_from_db()
    assert quote.state == "EXPIRED"


@pytest.mark.row("AP-109", "AP-111")
def test_the_document_is_set_once_by_a_job_and_mailed_on_demand() -> None:
    quote = a_quote()

    run_pending()
    quote.refresh_from_db()
    first = pdf(quote.document_id)
    commands.send_quote(fresh_call(), quote_id=quote.pk)

    assert first.startswith(b"%PDF")
    sent = Dispatch.objects.get()
    assert (sent.recipient, sent.document_id) == ("petra@example.org", quote.document_id)
    assert str(quote.calculation.annual_gross) in sent.subject


def test_without_a_mail_address_nothing_is_sent() -> None:
    quote = a_quote(person={"email": ""})

    with pytest.raises(commands.NoEmailAddress):
        commands.send_quote(fresh_call(), quote_id=quote.pk)
