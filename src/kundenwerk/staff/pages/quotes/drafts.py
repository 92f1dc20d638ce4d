"""Drafts: list, discard, reject."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kundenwerk.parties.rules.person import UnusableData
from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.sales.commands import DraftClosed, discard_draft, reject_draft
from kundenwerk.sales.queries.closing import shown_tariffs
from kundenwerk.sales.queries.drafts import OpenDraft, open_drafts
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.rules.kinds import with_code
from kundenwerk.sales.rules.vocabulary import RejectionReason, Step
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.quotes.frame import Frame, open_frame, step_url
from kundenwerk.staff.pages.quotes.rejecting import Rejecting
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import CommandForm
from kundenwerk.ui.templatetags.ui import actor


@page(Permission.QUOTES_READ)
def drafts(request: HttpRequest) -> HttpResponse:
    """Open drafts of everybody, or one's own (S2)."""
    mine = request.GET.get("von") == "mir"
    owner = request.user.get_username() if mine else ""
    rows = open_drafts(owner=owner)
    if "export" in request.GET:
        return sheet_response(Sheet("entwuerfe", _HEADS, map(_cells, rows), today()), request)
    return render(
        request, "staff/quotes/drafts.html", {"rows": rows, "mine": mine, "form": CommandForm()}
    )


_HEADS = [
    "Entwurf",
    "Lieferstelle",
    "Schritt",
    "Fertig in Prozent",
    "Es fehlt noch",
    "Begonnen von",
    "Zuletzt bearbeitet von",
    "Zuletzt bearbeitet am",
]


def _cells(row: OpenDraft) -> list[Any]:
    return [
        row.title,
        row.subtitle,
        row.step_label,
        row.complete.percent,
        ", ".join(row.complete.missing),
        actor(row.owner),
        actor(row.saved_by),
        row.updated_at,
    ]


@page(Permission.QUOTES_WRITE, ("POST",))
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Delete an open draft."""
    form = CommandForm(request.POST)
    if form.is_valid():
        try:
            call = form.call(request.user.get_username()).derive(draft_id)
            discard_draft(call, draft_id=draft_id)
        except DraftClosed:
            messages.info(request, _("Der Entwurf ist schon abgeschlossen."))
        else:
            undoing.tell(request, call)
    return redirect("staff:quote_drafts")


@page(Permission.QUOTES_WRITE, ("GET", "POST"))
def reject(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """End the process because the customer wants no quote (AP-069 to AP-071, S8)."""
    frame = open_frame(request, draft_id, Step.TARIFF)
    form = Rejecting(request.POST or None, data_of_draft=frame.data)
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        try:
            _reject(call, frame, form)
        except UnusableData as refusal:
            for name, told in refusal.errors.items():
                form.add_error(name if name in form.fields else None, told)
        except DraftClosed:
            messages.info(request, _("Der Entwurf ist schon abgeschlossen."))
            return redirect("staff:quotes")
        else:
            undoing.tell(request, call, _("Die Ablehnung ist festgehalten."))
            return redirect("staff:quotes")
    more = {
        "form": form,
        "back": step_url(draft_id, Step.TARIFF),
        "is_customer": bool(frame.data.get("business_partner")),
        "is_lead": bool(frame.data.get("lead")),
        "consent_text": form.text(),
    }
    return render(request, "staff/quotes/reject.html", more, status=422 if form.errors else 200)


def _reject(call: Call, frame: Frame, form: Rejecting) -> None:
    kind = with_code(energy_kinds(), frame.data.get("energy_kind", ""))
    reject_draft(
        call,
        draft_id=frame.draft_id,
        reason=RejectionReason(form.cleaned_data["reason"]),
        note=form.cleaned_data["note"],
        day=today(),
        shown=shown_tariffs(frame.data, day=today()),
        commodity=kind.energy.commodity if kind else "",
        wish=form.wish(kind.energy.commodity if kind else None),
        call_on=form.cleaned_data["call_on"],
    )
