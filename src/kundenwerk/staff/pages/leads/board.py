"""Leads as a board: a column per stage, cards that move."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from kundenwerk.platform import clock
from kundenwerk.sales import commands
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.leads import piles
from kundenwerk.sales.rules.stages import (
    ACTION_LABELS,
    BY_HAND,
    LEAD_LIFE_CYCLE,
    STAGE_LABELS,
    LeadAction,
    LeadStage,
)
from kundenwerk.staff import listing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import LEADS
from kundenwerk.staff.lists.leads import STAGES, TAGS
from kundenwerk.staff.pages.leads.detail import find, ran
from kundenwerk.ui.forms import CommandForm

MOST_CARDS = 30
_WORDS = {code: word for word, code in STAGES.items()}
_ICONS = {
    LeadAction.CONTACT: "phone",
    LeadAction.QUALIFY: "circle-check",
    LeadAction.BACK: "arrow-left",
    LeadAction.RESUME: "refresh",
    LeadAction.LOSE: "ban",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A stage a card can be moved to by hand."""

    action: str
    label: str
    icon: str
    target: str


def _ways(stage: LeadStage) -> list[Way]:
    return [
        Way(action.value, ACTION_LABELS[action], _ICONS[action], after.value)
        for action in LEAD_LIFE_CYCLE.actions(stage)
        if action in BY_HAND
        for after in (LEAD_LIFE_CYCLE.after(stage, action),)
    ]


@page(Permission.LEADS_READ)
def board(request: HttpRequest) -> HttpResponse:
    """The leads of the list by stage, narrowed by the same words of the address."""
    asked, today = listing.ask(request, LEADS), clock.today()
    query = asked.query(stufe="")
    rest = listing.without(asked, "stufe")
    shown = {
        "columns": [
            {
                "pile": pile,
                "label": STAGE_LABELS[pile.stage],
                "tag": TAGS[pile.stage.value],
                "ways": _ways(pile.stage),
                "more": f"{reverse('staff:leads')}?{asked.query(stufe=_WORDS[pile.stage.value])}",
                "hidden": pile.total - len(pile.first),
            }
            for pile in piles(rest.rows(today), most=MOST_CARDS)
        ],
        "chips": [
            listing.chips(rest, choice, today) for choice in LEADS.choices if choice.name != "stufe"
        ],
        "text": asked.words["q"],
        "kept": listing.kept_words(rest, "q"),
        "query": query,
        "list_query": asked.query(),
        "today": today,
        "form": CommandForm(),
        "may_write": may(request.user, Permission.LEADS_WRITE),
        "may_set": may(request.user, Permission.SETTINGS_READ),
    }
    return render(request, "staff/leads/board.html", shown)


@page(Permission.LEADS_WRITE, ("POST",))
def move_card(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Move a card and come back to it."""
    form, wanted = CommandForm(request.POST), request.POST.get("action", "")
    known = {action.value for action in BY_HAND - {LeadAction.LOSE}}
    if form.is_valid() and wanted in known:
        # The board has one key for all of its buttons.
        call = form.call(request.user.get_username()).derive(lead_id, wanted)
        lead: Lead = find(lead_id)
        ran(
            request,
            call,
            lambda: commands.move_lead(
                call, lead_id=lead.pk, action=LeadAction(wanted), day=clock.today()
            ),
        )
    query = listing.ask(request, LEADS).query()
    return redirect(f"{reverse('staff:lead_board')}?{query}#lead-{lead_id}")


urlpatterns = [
    path("leads/tafel/", board, name="lead_board"),
    path("leads/tafel/<int:lead_id>/", move_card, name="lead_card"),
]
