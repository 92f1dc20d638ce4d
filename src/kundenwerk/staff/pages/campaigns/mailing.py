"""Sending the mails of a campaign: who gets one, who does not and why, and the start."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.marketing import commands
from kundenwerk.marketing.models import Campaign
from kundenwerk.marketing.queries.mailing import (
    MAILING,
    MailingPlan,
    TooMany,
    mail_figures,
    mailing_plan,
    mailings,
)
from kundenwerk.marketing.rules import Channel
from kundenwerk.platform import clock
from kundenwerk.platform.models import Run
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages import runs
from kundenwerk.staff.pages.campaigns.editing import find
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import CommandForm, DecimalField

MOST_SHOWN = 100


class MailingForm(CommandForm):
    """Which code the mails name, and the number that confirms the start."""

    code = forms.ChoiceField(label="Aktionscode in der E-Mail")
    count = DecimalField(
        places=0,
        label="Zahl der Empfänger zur Bestätigung",
        max_length=9,
        help_text="So viele bekommen die E-Mail. Was versendet ist, kommt nicht zurück.",
    )

    def __init__(self, *args: Any, one: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [(row.code, f"{row.code} {row.label}".strip()) for row in one.codes.all()]
        self.fields["code"].choices = pairs  # type: ignore[attr-defined]


@page(Permission.CAMPAIGNS_WRITE, ("GET", "POST"))
def mailing(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show whom the mail would reach and whom not; POST starts the sending."""
    one = find(campaign_id)
    if one.channel != Channel.EMAIL:
        messages.info(request, commands.why_not(one))
        return redirect("staff:campaign", one.pk)
    plan, problem = _plan(one), commands.why_not(one)
    if plan is None:
        problem, plan = "Bitte grenzen Sie die Zielgruppe ein.", MailingPlan([], [])
    if "export" in request.GET:
        return _file(request, one, plan)
    form = MailingForm(request.POST or None, one=one)
    if request.method == "POST" and form.is_valid():
        try:
            run_id = commands.start_mailing(
                form.call(request.user.get_username()),
                campaign_id=one.pk,
                code=form.cleaned_data["code"],
                expected=int(form.cleaned_data["count"]),
                day=clock.today(),
            )
        except commands.MailingRefused as refusal:
            form.add_error(None, str(refusal))
        except commands.CountChanged as changed:
            form.add_error("count", f"Es sind {format_decimal(changed.count)} Empfänger.")
        else:
            return redirect("staff:run", run_id)
    shown = {
        "campaign": one,
        "plan": plan,
        "skipped": plan.skipped[:MOST_SHOWN],
        "more": max(0, len(plan.skipped) - MOST_SHOWN),
        "problem": problem,
        "figures": mail_figures(one),
        "mailings": mailings(one),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "staff/campaigns/mailing.html", shown, status=status)


def _plan(one: Campaign) -> MailingPlan | None:
    try:
        return mailing_plan(one)
    except TooMany:
        return None


def _file(request: HttpRequest, one: Campaign, plan: MailingPlan) -> HttpResponse:
    """Who is left out, and why."""
    rows = [(skipped.name, skipped.why) for skipped in plan.skipped]
    sheet = Sheet(f"ausgelassen-{one.pk}", ["Name", "Grund"], rows, clock.today())
    return sheet_response(sheet, request)


def _detail(request: HttpRequest, run: Run) -> dict[str, Any]:
    del request
    return {"campaign": Campaign.objects.filter(pk=run.params["campaign"]).first()}


# A repetition asks again who agreed: whoever is left out for a reason stays so.
runs.describe(MAILING, runs.View("staff/campaigns/_run_detail.html", _detail, 50))

urlpatterns = [path("kampagnen/<int:campaign_id>/versand/", mailing, name="campaign_mailing")]
