"""Without consent nobody is remembered; without need nobody stays remembered."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform import search, undo
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import AuditRow, SearchEntry
from kundenwerk.sales import commands
from kundenwerk.sales.commands import LeadErased
from kundenwerk.sales.models import Lead, LeadEntry, Quote, QuoteDraft, Rejection, SalesSettings
from kundenwerk.sales.rules.leads import PERSONAL
from kundenwerk.sales.rules.stages import LeadAction, LeadStage, LossReason, NextStep
from kundenwerk.sales.rules.vocabulary import RejectionReason
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.work.models import Task
from tests.factories import leads as given
from tests.factories import parties, sales
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

pytestmark = pytest.mark.django_db
RETURN = date(2027, 2, 1)


@pytest.fixture
def version() -> TariffVersion:
    sales.small_market()
    return sales.tariff("PLUS", "12.5")


def decline(quote: Quote) -> None:
    commands.decline_quote(
        fresh_call("vera"), quote_id=quote.pk, reason=RejectionReason.PRICE, note="", day=DAY
    )


def fresh(lead: Lead) -> Lead:
    return Lead.objects.get(pk=lead.pk)


# ---- rejecting with and without consent


def rejected(
    draft_id: uuid.UUID, wish: commands.LeadWish | None = None, call_on: date | None = RETURN
) -> Call:
    call = fresh_call("vera")
    commands.reject_draft(
        call,
        draft_id=draft_id,
        reason=RejectionReason.LATER,
        note="",
        day=DAY,
        shown=("PLUS",),
        commodity="ELECTRICITY",
        wish=wish,
        call_on=call_on,
    )
    return call


def wish() -> commands.LeadWish:
    return commands.LeadWish(data=given.data(), consent=given.consent())


@pytest.mark.row("S8", "DEC-07", "AP-071")
def test_without_consent_nothing_personal_is_stored(version: TariffVersion) -> None:
    rejected(sales.draft(version))

    assert not Lead.objects.exists()
    assert not BusinessPartner.objects.exists()
    assert QuoteDraft.objects.get().data == {}
    found = Rejection.objects.get()
    assert (found.reason, found.shown, found.is_customer) == ("LATER", ["PLUS"], False)


@pytest.mark.row("S8", "DEC-07")
def test_with_consent_a_lead_keeps_reason_and_day_of_return(version: TariffVersion) -> None:
    rejected(sales.draft(version), wish())

    lead = Lead.objects.get()
    assert (lead.stage, lead.reason) == (LeadStage.CONTACTED, LossReason.LATER)
    assert (lead.next_step, lead.due_on) == (NextStep.FOLLOW_UP, RETURN)
    assert Task.objects.get().due_on == RETURN
    assert Rejection.objects.count() == 1


@pytest.mark.row("S8", "V8")
def test_a_rejection_taken_back_takes_the_lead_with_it(version: TariffVersion) -> None:
    call = rejected(sales.draft(version), wish())
    offer = undo.offer_of(call)
    assert offer

    undo.take_back(offer.pk, actor="vera")

    assert not Lead.objects.exists()
    assert not Rejection.objects.exists()
    assert not search.find("Sommer", kinds=["lead"])
    assert Task.objects.get().state == "DROPPED"
    assert QuoteDraft.objects.get().state == "OPEN"


def test_rejecting_the_quote_of_a_lead_closes_that_lead() -> None:
    lead = given.lead()
    draft_id = uuid.UUID(
        commands.draft_of_lead(fresh_call(), lead_id=lead.pk, draft_id=uuid.uuid4())
    )

    rejected(draft_id, call_on=None)

    assert (fresh(lead).stage, fresh(lead).reason) == (LeadStage.LOST, LossReason.LATER)
    assert Lead.objects.count() == 1


@pytest.mark.row("S8")
def test_a_customer_who_rejects_is_called_again_on_the_chosen_day(version: TariffVersion) -> None:
    known = parties.business_partner()
    rejected(sales.draft(version, basis={"business_partner": str(known.pk)}))

    task = Task.objects.get()
    assert (task.business_partner_id, task.due_on, task.detail) == (
        known.pk, RETURN, "möchte später entscheiden",
    )  # fmt: skip
    assert not Lead.objects.exists()


# ---- forgetting


def assert_forgotten(lead: Lead) -> None:
    lead = fresh(lead)
    assert [getattr(lead, name) for name in PERSONAL] == [""] * len(PERSONAL)
    assert (lead.phone_key, lead.sort_key, lead.next_note, lead.owner) == ("", "", "", "")
    assert not LeadEntry.objects.filter(lead=lead).exists()
    assert not SearchEntry.objects.filter(kind="lead", object_id=lead.pk).exists()
    traces = " ".join(str(row.old) for row in AuditRow.objects.all())
    assert "Sommer" not in traces
    assert "petra@example.org" not in traces


@pytest.mark.row("KM-011", "R-71")
def test_who_withdraws_is_forgotten_at_once() -> None:
    lead = given.lead()
    commands.plan_lead(
        fresh_call(), lead_id=lead.pk, step=NextStep.CALL, note="Petra anrufen", due_on=DAY, day=DAY
    )
    commands.draft_of_lead(fresh_call(), lead_id=lead.pk, draft_id=uuid.uuid4())

    assert commands.withdraw_consent(fresh_call(), lead_id=lead.pk, day=DAY)

    assert_forgotten(lead)
    assert not QuoteDraft.objects.exists()
    assert (fresh(lead).stage, fresh(lead).reason) == (LeadStage.LOST, LossReason.NO_CONSENT)
    with pytest.raises(LeadErased):
        commands.withdraw_consent(fresh_call(), lead_id=lead.pk, day=DAY)


def test_an_open_quote_is_answered_before_its_lead_is_forgotten(version: TariffVersion) -> None:
    quote = given.quote_of(lead := given.lead(contract_end=None), version)

    assert not commands.withdraw_consent(fresh_call(), lead_id=lead.pk, day=DAY)
    assert not fresh(lead).allows_email
    assert commands.forget_leads(fresh_call(), day=DAY) == 0
    decline(quote)
    assert commands.forget_leads(fresh_call(), day=DAY) == 1

    lead = fresh(lead)
    assert (lead.last_name, lead.erased_on) == ("", DAY)


@pytest.mark.row("KM-011", "R-71")
def test_leads_that_stand_still_are_forgotten_after_the_days_of_the_settings() -> None:
    SalesSettings.objects.create(lead_retention_days=60)
    still = given.lead()
    moved = given.lead(last_name="Winter")
    later = DAY + timedelta(days=30)
    commands.move_lead(fresh_call(), lead_id=moved.pk, action=LeadAction.CONTACT, day=later)

    assert commands.forget_leads(fresh_call(), day=DAY + timedelta(days=60)) == 0
    assert commands.forget_leads(fresh_call(), day=DAY + timedelta(days=61)) == 1

    assert_forgotten(still)
    assert fresh(still).source == "EVENT"
    assert fresh(moved).last_name == "Winter"
