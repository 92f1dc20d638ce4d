"""Campaigns: the list, planning one, its reach, its result."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.marketing import commands
from kundenwerk.marketing.queries import Result, reach, recipients, result
from kundenwerk.marketing.queries.mailing import mail_figures
from kundenwerk.marketing.rules import (
    ACTION_LABELS,
    DIRECT,
    LIFE_CYCLE,
    CampaignAction,
    CampaignState,
    Channel,
    UnusableCampaign,
    segment_of,
)
from kundenwerk.platform import clock
from kundenwerk.staff import listing, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import CAMPAIGNS
from kundenwerk.staff.lists.campaigns import TAGS
from kundenwerk.staff.pages.campaigns import editing, mailing
from kundenwerk.staff.pages.campaigns.editing import find
from kundenwerk.staff.pages.campaigns.forms import SegmentFields, SpendingForm
from kundenwerk.staff.pages.campaigns.words import SENTENCES, segment_words
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import CommandForm


@page(Permission.CAMPAIGNS_READ)
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns."""
    more = {"may_write": may(request.user, Permission.CAMPAIGNS_WRITE)}
    return listing.show(request, CAMPAIGNS, more, "staff/campaigns/list.html")


@page(Permission.CAMPAIGNS_READ)
def count(request: HttpRequest) -> HttpResponse:
    """How many a segment means and reaches, while it is typed."""
    form = SegmentFields(request.GET)
    found = (
        reach(form.segment(), Channel(form.cleaned_data["channel"])) if form.is_valid() else None
    )
    return render(request, "staff/campaigns/_reach.html", {"reach": found, "errors": form.errors})


@page(Permission.CAMPAIGNS_READ)
def show(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A campaign with its result, or the report as a file."""
    one, today = find(campaign_id), clock.today()
    report = result(one)
    if "export" in request.GET:
        return _report_file(request, report)
    state, segment, channel = (
        CampaignState(one.state),
        segment_of(one.segment),
        Channel(one.channel),
    )
    may_write = may(request.user, Permission.CAMPAIGNS_WRITE)
    shown = {
        "campaign": one,
        "tag": TAGS[one.state],
        "report": report,
        "reach": reach(segment, channel),
        "segment": segment_words(segment),
        "actions": [
            (action.value, ACTION_LABELS[action])
            for action in LIFE_CYCLE.actions(state)
            if may_write
        ],
        "may_write": may_write,
        "may_edit": may_write and state in {CampaignState.DRAFT, CampaignState.PLANNED},
        "may_address": may_write
        and channel in DIRECT
        and state in {CampaignState.PLANNED, CampaignState.RUNNING},
        "may_mail": may_write and channel is Channel.EMAIL,
        "mails": mail_figures(one),
        "form": CommandForm(),
        "spending": SpendingForm(initial={"spent": one.spent}),
        "today": today,
    }
    return render(request, "staff/campaigns/campaign.html", shown)


def _report_file(request: HttpRequest, report: Result) -> HttpResponse:
    heads = ["Code", "Leads", "Angebote", "Verträge", "Jahreswert brutto"]
    rows = [*report.by_code, report.whole]
    lines = [[one.label, one.leads, one.quotes, one.contracts, one.value] for one in rows]
    costs = [["Kosten je Vertrag", None, None, None, report.cost]] if report.cost else []
    sheet = Sheet(f"kampagne-{report.campaign.pk}", heads, [*lines, *costs], clock.today())
    return sheet_response(sheet, request)


@page(Permission.CAMPAIGNS_WRITE)
def addresses(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Everybody the channel may reach, with only what the channel needs."""
    one, today = find(campaign_id), clock.today()
    channel = Channel(one.channel)
    is_live = one.state in {CampaignState.PLANNED, CampaignState.RUNNING}
    if channel not in DIRECT or not is_live:
        raise Http404
    heads = ["Name", "E-Mail", "Telefon", "Straße", "Postleitzahl", "Ort"]
    rows = recipients(segment_of(one.segment), channel, day=today)
    return sheet_response(Sheet(f"empfaenger-{one.pk}", heads, rows, today), request)


@page(Permission.CAMPAIGNS_WRITE, ("POST",))
def move(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Approve, start, end or cancel."""
    form, wanted = CommandForm(request.POST), request.POST.get("action", "")
    if form.is_valid() and wanted in set(CampaignAction):
        call = form.call(request.user.get_username()).derive(wanted)
        one = find(campaign_id)
        try:
            commands.move_campaign(call, campaign_id=one.pk, action=CampaignAction(wanted))
        except TransitionNotAllowed:
            messages.error(request, "Die Kampagne hat inzwischen einen anderen Status.")
        except commands.CodesMissing as refusal:
            messages.error(request, SENTENCES[type(refusal)][1])
        else:
            undoing.tell(request, call)
    return redirect("staff:campaign", campaign_id)


@page(Permission.CAMPAIGNS_WRITE, ("POST",))
def spend(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Note what the campaign has cost so far."""
    form, one = SpendingForm(request.POST), find(campaign_id)
    if form.is_valid():
        call = form.call(request.user.get_username())
        try:
            commands.note_spending(call, campaign_id=one.pk, spent=form.cleaned_data["spent"])
        except UnusableCampaign as refusal:
            messages.error(request, " ".join(refusal.errors.values()))
        else:
            undoing.tell(request, call)
    else:
        messages.error(request, "Der Betrag wurde nicht gespeichert: bitte in Euro, etwa 350,00.")
    return redirect("staff:campaign", campaign_id)


urlpatterns = [
    path("kampagnen/", campaigns, name="campaigns"),
    path("kampagnen/neu/", editing.new, name="campaign_new"),
    path("kampagnen/reichweite/", count, name="campaign_count"),
    path("kampagnen/<int:campaign_id>/", show, name="campaign"),
    path("kampagnen/<int:campaign_id>/aendern/", editing.edit, name="campaign_edit"),
    path("kampagnen/<int:campaign_id>/empfaenger/", addresses, name="campaign_recipients"),
    path("kampagnen/<int:campaign_id>/status/", move, name="campaign_move"),
    path("kampagnen/<int:campaign_id>/ausgaben/", spend, name="campaign_spend"),
    *mailing.urlpatterns,
]
