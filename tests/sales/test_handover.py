"""The hand-over of an accepted quote: a case with a check list, and notices to another system."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.sales import commands
from kundenwerk.sales.models import Handover, Quote
from kundenwerk.sales.queries.handovers import facts_of
from kundenwerk.sales.rules.handover import (
    HandoverFacts,
    checklist,
    missing,
)
from kundenwerk.sales.rules.vocabulary import BankAccountDuty
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.sales.accepted import LATER, accepted

FACTS = HandoverFacts(
    name="Petra Sommer",
    billing_address="Domgasse 7, 50667 Köln",
    email="",
    phone="",
    birth_date="",
    supply_address="Domgasse 7, 50667 Köln",
    grid_operator="Rheinnetz",
    metering_operator="",
    concession_class="C500",
    meter_number="",
    malo_id="",
    annual_kwh=3500,
    tariff="Stadtstrom",
    start="01.12.2026",
    situation="E01",
    previous_supplier="",
    previous_contract_number="",
    payment_method="TRANSFER",
    has_account=True,
    duty=BankAccountDuty.ALWAYS,
)


@pytest.fixture
def market(db: None) -> None:
    given.small_market()


@pytest.mark.row("AP-122", "DEC-06")
def test_only_what_billing_cannot_do_without_is_required() -> None:
    assert missing(FACTS) == ()
    optional = {point.code for point in checklist(FACTS) if not point.is_required}
    assert {"email", "phone", "birth_date", "meter_number", "malo_id"} <= optional


@pytest.mark.row("AP-122", "DEC-01")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "name"),
        ({"billing_address": ""}, "billing_address"),
        ({"grid_operator": ""}, "grid_operator"),
        ({"annual_kwh": 0}, "annual_kwh"),
        ({"situation": ""}, "situation"),
        ({"situation": SupplySituation.SWITCH.value}, "previous_supplier"),
        ({"payment_method": ""}, "payment_method"),
        ({"has_account": False}, "account"),
        (
            {
                "has_account": False,
                "payment_method": "DIRECT_DEBIT",
                "duty": BankAccountDuty.DIRECT_DEBIT_ONLY,
            },
            "account",
        ),
    ],
)
def test_each_missing_fact_is_named(change: dict[str, Any], code: str) -> None:
    assert [point.code for point in missing(dataclasses.replace(FACTS, **change))] == [code]


def test_transfers_need_no_account_where_the_supplier_says_so() -> None:
    facts = dataclasses.replace(FACTS, has_account=False, duty=BankAccountDuty.DIRECT_DEBIT_ONLY)

    assert missing(facts) == ()


@pytest.mark.row("DEC-06", "KM-014", "AP-122")
@pytest.mark.usefixtures("market")
def test_an_acceptance_hands_the_quote_over_complete() -> None:
    quote = accepted()

    case = Handover.objects.get(quote=quote)
    assert (case.state, case.opened_on, case.contract) == ("OPEN", LATER, quote.contract)
    assert missing(facts_of(quote, day=LATER)) == ()
    assert commands.take_handover(fresh_call("clara"), handover_id=case.pk, day=LATER) == case.pk
    case.refresh_from_db()
    assert (case.state, case.decided_by, case.decided_on) == ("TAKEN", "clara", LATER)
    with pytest.raises(TransitionNotAllowed):
        commands.take_handover(fresh_call("clara"), handover_id=case.pk, day=LATER)


@pytest.mark.row("DEC-06")
@pytest.mark.usefixtures("market")
def test_an_incomplete_case_is_not_taken_but_returned_with_a_word() -> None:
    case = Handover.objects.get(quote=accepted())
    Quote.objects.filter(pk=case.quote_id).update(bank_account=None)

    with pytest.raises(commands.HandoverIncomplete) as refusal:
        commands.take_handover(fresh_call(), handover_id=case.pk, day=LATER)
    assert [point.code for point in refusal.value.points] == ["account"]
    with pytest.raises(commands.ReasonMissing):
        commands.return_handover(fresh_call(), handover_id=case.pk, note="  ", day=LATER)
    commands.return_handover(fresh_call(), handover_id=case.pk, note="IBAN fehlt", day=LATER)
    case.refresh_from_db()
    assert (case.state, case.note) == ("RETURNED", "IBAN fehlt")
    commands.submit_handover(fresh_call("vera"), handover_id=case.pk)
    case.refresh_from_db()
    assert (case.state, case.decided_by) == ("OPEN", "")
