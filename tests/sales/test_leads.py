"""Leads: recorded with consent, moved on, planned, changed, undone."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.kernel.text import UnusableText
from kundenwerk.parties.rules.person import UnusableData
from kundenwerk.platform import search, undo
from kundenwerk.platform.commands import Call
from kundenwerk.sales import commands
from kundenwerk.sales.commands import LeadEnded, LeadKnown, NoStep, StaleLead
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.leads import LeadFilter, data_of, entries_of, lead_counts, leads
from kundenwerk.sales.rules.stages import (
    LeadAction,
    LeadStage,
    LossReason,
    NextStep,
)
from kundenwerk.work.models import Task
from tests.factories import leads as given
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

SOON = DAY + timedelta(days=3)


def move(lead: Lead, action: LeadAction, **more: Any) -> Lead:
    commands.move_lead(fresh_call("vera"), lead_id=lead.pk, action=action, day=DAY, **more)
    return Lead.objects.get(pk=lead.pk)


def plan(lead: Lead, step: NextStep = NextStep.CALL, due_on: date = SOON, **more: Any) -> Lead:
    commands.plan_lead(
        fresh_call("vera"), lead_id=lead.pk, step=step, due_on=due_on, day=DAY, **more
    )
    return Lead.objects.get(pk=lead.pk)


def titles(lead: Lead) -> list[str]:
    return [entry.title for entry in entries_of(lead.pk)]


# ---- recording


@pytest.mark.django_db
@pytest.mark.row("KM-011", "DEC-07")
def test_a_lead_keeps_consent_source_owner_and_can_be_found() -> None:
    lead = given.lead()

    assert (lead.consent_how, lead.consent_text) == ("PERSONAL", given.TEXT)
    assert (lead.stage, lead.owner, lead.response_code) == ("NEW", "vera", "HERBST26")
    assert lead.consent_at is not None
    assert titles(lead) == ["Lead angelegt"]
    (hit,) = search.find("Somer Petra", kinds=["lead"])
    assert hit.object_id == lead.pk
    assert list(leads(LeadFilter(text="petra@example.org"), day=DAY)) == [lead]


@pytest.mark.django_db
def test_the_same_call_makes_one_lead() -> None:
    call = fresh_call("vera")
    arguments: dict[str, Any] = {
        "data": given.data(), "consent": given.consent(), "owner": "", "day": DAY,
    }  # fmt: skip

    assert commands.create_lead(call, **arguments) == commands.create_lead(call, **arguments)
    assert Lead.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes", [{"phone": ""}, {"email": "other@example.org", "phone": "+49 221 123456"}]
)
def test_the_same_mail_or_number_is_told_before_a_second_lead(changes: dict[str, Any]) -> None:
    known = given.lead()
    agreed = given.consent(by_phone=bool(changes["phone"]))

    with pytest.raises(LeadKnown) as refused:
        commands.create_lead(
            fresh_call(), data=given.data(**changes), consent=agreed, owner="", day=DAY
        )
    assert refused.value.lead_id == known.pk
    assert Lead.objects.count() == 1


@pytest.mark.django_db
def test_without_a_text_nobody_has_consented() -> None:
    with pytest.raises(UnusableData):
        given.lead(agreed=given.consent(text=" "))
    assert not Lead.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"consent_text": ""},
        {"consent_at": None},
        {"stage": "LOST"},
        {"stage": "WON"},
        {"phone": "", "email": ""},
        {"erased_on": DAY},
        {"next_step": "CALL", "due_on": None},
    ],
)
def test_the_database_refuses_leads_that_cannot_be(columns: dict[str, Any]) -> None:
    lead = given.lead()

    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(pk=lead.pk).update(**columns)


# ---- stages and plans


@pytest.mark.django_db
@pytest.mark.row("KM-011")
def test_a_lead_goes_on_and_back_step_by_step() -> None:
    lead = move(given.lead(), LeadAction.CONTACT)
    lead = move(lead, LeadAction.QUALIFY)
    assert lead.stage == LeadStage.QUALIFIED
    lead = move(lead, LeadAction.BACK)
    assert lead.stage == LeadStage.CONTACTED
    lead = move(lead, LeadAction.LOSE, reason=LossReason.PRICE, note="0,5 ct zu teuer")
    assert (lead.stage, lead.reason) == (LeadStage.LOST, LossReason.PRICE)
    lead = move(lead, LeadAction.RESUME)
    assert (lead.stage, lead.reason) == (LeadStage.CONTACTED, "")
    assert entries_of(lead.pk)[1].detail == "zu teuer. 0,5 ct zu teuer"


@pytest.mark.django_db
def test_a_stage_that_does_not_follow_is_refused() -> None:
    with pytest.raises(TransitionNotAllowed):
        move(given.lead(), LeadAction.RESUME)


@pytest.mark.django_db
@pytest.mark.row("KM-011")
def test_a_next_step_has_a_day_and_a_task_without_a_name() -> None:
    lead = plan(given.lead(), note="nach 17 Uhr", owner="jonas")

    assert (lead.next_step, lead.due_on, lead.owner) == ("CALL", SOON, "jonas")
    task = Task.objects.get()
    assert (task.title, task.due_on, task.state) == (f"Lead {lead.pk}: anrufen", SOON, "OPEN")
    assert lead_counts(day=DAY)["DUE"] == 0
    assert lead_counts(day=SOON)["DUE"] == 1


@pytest.mark.django_db
def test_another_plan_replaces_the_task_and_the_first_one_can_come_back() -> None:
    lead = plan(plan(given.lead()), NextStep.MAIL)
    assert sorted(Task.objects.values_list("state", flat=True)) == ["DROPPED", "OPEN"]

    lead = plan(lead, NextStep.CALL)

    states = dict(Task.objects.values_list("title", "state"))
    assert states[f"Lead {lead.pk}: anrufen"] == "OPEN"
    assert states[f"Lead {lead.pk}: E-Mail schreiben"] == "DROPPED"


@pytest.mark.django_db
def test_speaking_to_somebody_new_is_a_contact() -> None:
    lead = plan(given.lead())
    commands.finish_step(fresh_call("vera"), lead_id=lead.pk, note="will Angebot", day=DAY)

    lead.refresh_from_db()
    assert (lead.stage, lead.next_step, lead.due_on) == ("CONTACTED", "", None)
    assert Task.objects.get().state == "DROPPED"
    with pytest.raises(NoStep):
        commands.finish_step(fresh_call("vera"), lead_id=lead.pk, note="", day=DAY)


@pytest.mark.django_db
def test_a_lost_lead_has_nothing_planned() -> None:
    lead = move(plan(given.lead()), LeadAction.LOSE, reason=LossReason.NOT_REACHED)

    assert (lead.next_step, Task.objects.get().state) == ("", "DROPPED")
    with pytest.raises(LeadEnded):
        plan(lead)


# ---- changed and undone


@pytest.mark.django_db
@pytest.mark.row("V8")
def test_stage_plan_and_data_can_be_taken_back() -> None:
    lead = plan(given.lead())
    loss, change, planned = fresh_call("vera"), fresh_call("vera"), fresh_call("vera")
    commands.move_lead(
        loss, lead_id=lead.pk, action=LeadAction.LOSE, reason=LossReason.PRICE, day=DAY
    )
    _take_back(loss)
    lead.refresh_from_db()
    assert (lead.stage, lead.reason, lead.next_step) == ("NEW", "", "CALL")
    assert Task.objects.get().state == "OPEN"

    commands.update_lead(
        change, lead_id=lead.pk, version=lead.version, data=given.data(town="Bonn"), day=DAY
    )
    _take_back(change)
    assert data_of(Lead.objects.get(pk=lead.pk)) == given.data()

    commands.plan_lead(planned, lead_id=lead.pk, owner="jonas", day=DAY)
    _take_back(planned)
    assert Lead.objects.get(pk=lead.pk).owner == "vera"


def _take_back(call: Call) -> None:
    offer = undo.offer_of(call)
    assert offer
    undo.take_back(offer.pk, actor=call.actor)


@pytest.mark.django_db
def test_what_a_colleague_changed_since_is_not_overwritten() -> None:
    lead = given.lead()
    call = fresh_call("vera")
    commands.move_lead(call, lead_id=lead.pk, action=LeadAction.CONTACT, day=DAY)
    move(lead, LeadAction.QUALIFY)

    with pytest.raises(undo.Overtaken):
        _take_back(call)


@pytest.mark.django_db
@pytest.mark.row("BAD-D31")
def test_an_older_form_changes_nothing() -> None:
    lead = given.lead()
    old = lead.version
    commands.update_lead(
        fresh_call(), lead_id=lead.pk, version=old, data=given.data(town="Bonn"), day=DAY
    )

    with pytest.raises(StaleLead) as stale:
        commands.update_lead(
            fresh_call(), lead_id=lead.pk, version=old, data=given.data(town="Ulm"), day=DAY
        )
    assert stale.value.current.town == "Bonn"
    assert Lead.objects.get().town == "Bonn"


@pytest.mark.django_db
@pytest.mark.row("BAD-D28")
@pytest.mark.parametrize("text", ["", " ", "x" * 2001, "a\u202eb", "Z" + "\u0300" * 50])
def test_an_unusable_note_is_refused(text: str) -> None:
    lead = given.lead()

    with pytest.raises(UnusableText):
        commands.note_on_lead(Call("vera", uuid.uuid4()), lead_id=lead.pk, text=text, day=DAY)
    assert titles(lead) == ["Lead angelegt"]
