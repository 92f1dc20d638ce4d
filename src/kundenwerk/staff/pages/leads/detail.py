"""One lead: what is known, what was agreed, what happened, what comes next."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.rules.person import UnusableData
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.sales import commands
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries import leads as queries
from kundenwerk.sales.rules.stages import (
    BY_HAND,
    ENDED,
    LEAD_LIFE_CYCLE,
    LeadAction,
    LeadStage,
    LossReason,
    NextStep,
)
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff import recent, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists.leads import TAGS
from kundenwerk.staff.pages.leads.forms import DoneForm, LeadNote, LossForm, PlanForm
from kundenwerk.staff.pages.leads.texts import REFUSALS, sentence
from kundenwerk.ui.forms import CommandForm


@page(Permission.LEADS_READ)
def show(request: HttpRequest, lead_id: int) -> HttpResponse:
    """The page of a lead."""
    return _page(request, find(lead_id))


def find(lead_id: int) -> Lead:
    """The lead of an address; one that was forgotten no longer has a page.

    Raises:
        Http404: there is none.
    """
    try:
        lead = queries.lead(lead_id)
    except (Lead.DoesNotExist, OverflowError):
        raise Http404 from None
    if lead.erased_on:
        raise Http404
    return lead


def _page(request: HttpRequest, lead: Lead, *, status: int = 200, **forms: Any) -> HttpResponse:
    recent.remember(request, f"Lead {lead}", f"/leads/{lead.pk}/")
    stage = LeadStage(lead.stage)
    can = set(LEAD_LIFE_CYCLE.actions(stage)) & BY_HAND
    plan = {"owner": lead.owner or request.user.get_username(), "due_on": None}
    shown = {
        "lead": lead,
        "tag": TAGS[lead.stage],
        "entries": queries.entries_of(lead.pk),
        "quotes": queries.quotes_of_lead(lead.pk),
        "can": {action.value for action in can},
        "is_over": stage in ENDED,
        "may_write": may(request.user, Permission.LEADS_WRITE),
        "may_quote": may(request.user, Permission.QUOTES_WRITE),
        "note": LeadNote(),
        "plan": PlanForm(initial=plan),
        "done": DoneForm(),
        "form": CommandForm(),
        **forms,
    }
    return render(request, "staff/leads/lead.html", shown, status=status)


def ran(request: HttpRequest, call: Call, work: Callable[[], object], told: str = "") -> bool:
    """Run a command and say what it did, or why not."""
    try:
        work()
    except REFUSALS as refusal:
        messages.error(request, sentence(refusal))
        return False
    undoing.tell(request, call, told)
    return True


@page(Permission.LEADS_WRITE, ("POST",))
def add_note(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Keep a note as typed."""
    lead, form = find(lead_id), LeadNote(request.POST)
    if not form.is_valid():
        return _page(request, lead, status=422, note=form)
    call = form.call(request.user.get_username())
    text = form.cleaned_data["text"]
    ran(
        request,
        call,
        lambda: commands.note_on_lead(call, lead_id=lead_id, text=text, day=clock.today()),
        "Notiz festgehalten.",
    )
    return redirect("staff:lead", lead_id)


@page(Permission.LEADS_WRITE, ("POST",))
def move(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Move the lead to another stage."""
    form, wanted = CommandForm(request.POST), request.POST.get("action", "")
    known = {action.value for action in BY_HAND - {LeadAction.LOSE}}
    if form.is_valid() and wanted in known:
        call = form.call(request.user.get_username()).derive(wanted)
        ran(
            request,
            call,
            lambda: commands.move_lead(
                call, lead_id=find(lead_id).pk, action=LeadAction(wanted), day=clock.today()
            ),
        )
    return redirect("staff:lead", lead_id)


@page(Permission.LEADS_WRITE, ("GET", "POST"))
def lose(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Close a lead that did not become a customer, with the reason."""
    lead, form = find(lead_id), LossForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        given = form.cleaned_data
        ran(
            request,
            call,
            lambda: commands.move_lead(
                call,
                lead_id=lead_id,
                action=LeadAction.LOSE,
                reason=LossReason(given["reason"]),
                note=given["note"],
                day=clock.today(),
            ),
        )
        return redirect("staff:lead", lead_id)
    status = 422 if form.errors else 200
    return render(request, "staff/leads/lose.html", {"lead": lead, "form": form}, status=status)


@page(Permission.LEADS_WRITE, ("POST",))
def plan(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Plan the next step."""
    lead, form = find(lead_id), PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, lead, status=422, plan=form)
    call, given = form.call(request.user.get_username()), form.cleaned_data
    ran(
        request,
        call,
        lambda: commands.plan_lead(
            call,
            lead_id=lead_id,
            step=NextStep(given["step"]),
            due_on=given["due_on"],
            note=given["note"],
            owner=given["owner"],
            day=clock.today(),
        ),
    )
    return redirect("staff:lead", lead_id)


@page(Permission.LEADS_WRITE, ("POST",))
def done(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Note that the planned step was done."""
    lead, form = find(lead_id), DoneForm(request.POST)
    if not form.is_valid():
        return _page(request, lead, status=422, done=form)
    call, note = form.call(request.user.get_username()), form.cleaned_data["note"]
    ran(
        request,
        call,
        lambda: commands.finish_step(call, lead_id=lead_id, note=note, day=clock.today()),
    )
    return redirect("staff:lead", lead_id)


@page(Permission.QUOTES_WRITE, ("POST",))
def quote(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Begin a quote with everything the lead tells, or go on with the one begun."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive("draft")
        try:
            draft_id = commands.draft_of_lead(
                call, lead_id=find(lead_id).pk, draft_id=uuid.uuid5(call.key, "id")
            )
        except REFUSALS as refusal:
            messages.error(request, sentence(refusal))
        else:
            return redirect("staff:quote_step", draft_id, Step.BASIS.value)
    return redirect("staff:lead", lead_id)


@page(Permission.LEADS_WRITE, ("GET", "POST"))
def convert(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Make the lead a business partner: one that is there already, or a new one."""
    lead, form, problem = find(lead_id), CommandForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        taken = request.POST.get("business_partner", "")
        business_partner_id = int(taken) if taken.isdecimal() and len(taken) < 19 else None
        call = form.call(request.user.get_username()).derive(taken)
        try:
            found = commands.convert_lead(
                call, lead_id=lead_id, business_partner_id=business_partner_id, day=clock.today()
            )
        except UnusableData as refusal:
            problem = " ".join(refusal.errors.values())
        except BusinessPartner.DoesNotExist:
            problem = "Diesen Geschäftspartner gibt es nicht mehr. Bitte wählen Sie neu."
        except REFUSALS as refusal:
            problem = sentence(refusal)
        else:
            messages.success(request, "Der Lead ist jetzt mit dem Geschäftspartner verbunden.")
            return redirect("staff:customer", found)
    shown = {
        "lead": lead,
        "form": CommandForm(),
        "problem": problem,
        "look_alikes": queries.look_alikes_of(lead),
    }
    return render(request, "staff/leads/convert.html", shown, status=422 if problem else 200)


@page(Permission.LEADS_WRITE, ("GET", "POST"))
def withdraw(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Note that the consent was withdrawn; the data go at once, or with the open quote."""
    lead, form = find(lead_id), CommandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        gone = commands.withdraw_consent(call, lead_id=lead_id, day=clock.today())
        if gone:
            messages.success(request, "Der Widerruf ist vermerkt, die Angaben sind gelöscht.")
            return redirect("staff:leads")
        messages.success(
            request,
            "Der Widerruf ist vermerkt. Niemand spricht den Lead mehr an. Die Angaben werden "
            "gelöscht, sobald das offene Angebot beantwortet oder abgelaufen ist.",
        )
        return redirect("staff:lead", lead_id)
    shown = {"lead": lead, "form": form, "open_quotes": _open_quotes(lead)}
    return render(request, "staff/leads/withdraw.html", shown)


def _open_quotes(lead: Lead) -> int:
    return sum(one.state == "OPEN" for one in queries.quotes_of_lead(lead.pk))
