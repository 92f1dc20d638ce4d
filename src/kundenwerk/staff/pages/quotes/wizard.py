"""The guided way to a quote: one address per step, one draft behind all of them."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kundenwerk.sales.commands import DraftClosed, StaleDraft
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import STEP_LABELS, Step
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.quotes import (
    basis,
    check,
    conditions,
    grid_block,
    parties,
    saving,
    tariff,
)
from kundenwerk.staff.pages.quotes.frame import Frame, open_frame, step_url

Show = Callable[[Frame], HttpResponse]
_SHOW: Mapping[Step, Show] = {
    Step.BASIS: basis.show,
    Step.TARIFF: tariff.show,
    Step.CONDITIONS: conditions.show,
    Step.PARTIES: parties.show,
    Step.CHECK: check.show,
}
_SUBMIT: Mapping[Step, Show] = {
    Step.BASIS: basis.submit,
    Step.TARIFF: tariff.submit,
    Step.CONDITIONS: conditions.submit,
    Step.PARTIES: parties.submit,
    Step.CHECK: check.submit,
}


@page(Permission.QUOTES_WRITE)
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft; it is stored with the first keystroke."""
    url = step_url(uuid.uuid4(), Step.BASIS)
    query = request.GET.urlencode()
    return redirect(f"{url}?{query}" if query else url)


@page(Permission.QUOTES_WRITE, ("GET", "POST"))
def step(request: HttpRequest, draft_id: UUID, step_name: str) -> HttpResponse:
    """One step: show it, or take it over and go on."""
    frame = open_frame(request, draft_id, _step(step_name))
    if frame.is_over:
        return _over(frame)
    progress = frame.progress
    if not progress.reaches(frame.step):
        first = progress.first_open
        messages.info(request, _("Hier geht es weiter: %s.") % STEP_LABELS[first])
        return redirect(step_url(draft_id, first))
    if frame.step in progress.skipped:
        return redirect(step_url(draft_id, progress.first_open))
    if request.method != "POST":
        return _SHOW[frame.step](frame)
    return _guarded(frame, _SUBMIT[frame.step])


@page(Permission.QUOTES_WRITE, ("POST",))
def autosave(request: HttpRequest, draft_id: UUID, step_name: str) -> HttpResponse:
    """Keep what is being typed; answers with the line that says so."""
    frame = open_frame(request, draft_id, _step(step_name))
    if frame.is_over or frame.step is Step.CHECK:
        return render(request, "staff/quotes/_saved.html", {"over": True}, status=409)
    values = frame.posted()
    try:
        frame.save(tariff.kept_values(values) if frame.step is Step.TARIFF else values)
    except Incomplete as wrong:
        return render(request, "staff/quotes/_saved.html", {"wrong": wrong.errors}, status=422)
    except StaleDraft as stale:
        return saving.not_saved(frame, stale)
    except DraftClosed:
        return render(request, "staff/quotes/_saved.html", {"over": True}, status=409)
    return saving.state(frame)


@page(Permission.QUOTES_WRITE, ("POST",))
def renew(request: HttpRequest, draft_id: UUID, step_name: str) -> HttpResponse:
    """Keep the step and give its fields back with what follows from them."""
    frame = open_frame(request, draft_id, _step(step_name))
    if frame.is_over:
        return _over(frame)
    values = frame.posted()
    answer = {Step.BASIS: basis.renew, Step.PARTIES: parties.renew}.get(frame.step)
    if answer is None:
        raise Http404
    try:
        frame.save(values)
    except Incomplete:
        return answer(frame, values)
    except DraftClosed:
        return _over(open_frame(request, draft_id, frame.step))
    except StaleDraft as stale:
        told = saving.not_saved(frame, stale)
        told["HX-Retarget"], told["HX-Reswap"] = "#save-state", "innerHTML"
        return told
    return answer(open_frame(request, draft_id, frame.step), values)


@page(Permission.QUOTES_WRITE, ("POST",))
def grid(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask services about address and grid while the clerk goes on; the part of the page anew."""
    frame = open_frame(request, draft_id, Step.BASIS)
    if frame.is_over:
        return _over(frame)
    values = frame.posted()
    with contextlib.suppress(Incomplete, StaleDraft, DraftClosed):
        frame.save(values)
        frame = open_frame(request, draft_id, Step.BASIS)
        values = grid_block.settle(frame, values, again="again" in request.GET)
    return grid_block.answer(frame, values, template="staff/quotes/_grid.html")


@page(Permission.QUOTES_WRITE, ("POST",))
def default_supply(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask for the default-supply tariff in the background (AP-048)."""
    frame = open_frame(request, draft_id, Step.TARIFF)
    if frame.is_over or not frame.progress.reaches(frame.step):
        return _over(frame) if frame.is_over else redirect(step_url(draft_id, Step.BASIS))
    return tariff.default_supply(frame)


@page(Permission.QUOTES_WRITE, ("POST",))
def operators(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The grid operators that fit what was typed into the search (AP-043)."""
    frame = open_frame(request, draft_id, Step.BASIS)
    values = grid_block.remembered(frame, frame.posted())
    return grid_block.answer(frame, values, template="staff/quotes/_operators.html")


@page(Permission.QUOTES_WRITE, ("POST",))
def look_alikes(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Business partners that may be the one being typed."""
    return parties.look_alikes(open_frame(request, draft_id, Step.PARTIES))


@page(Permission.QUOTES_WRITE, ("POST",))
def who(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Business partners that may be the one looked for before a quote begins."""
    return basis.who(open_frame(request, draft_id, Step.BASIS))


@page(Permission.QUOTES_WRITE, ("POST",))
def find_business_partner(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Business partners a search field of the fourth step speaks of."""
    return parties.found(open_frame(request, draft_id, Step.PARTIES))


def _guarded(frame: Frame, submit: Show) -> HttpResponse:
    """Run a step's submit; what can go wrong in every step is answered here."""
    try:
        return submit(frame)
    except StaleDraft as stale:
        return saving.conflict(frame, stale)
    except DraftClosed:
        return _over(open_frame(frame.request, frame.draft_id, frame.step))


def _over(frame: Frame) -> HttpResponse:
    quote_id = frame.draft.quote_id if frame.draft else None
    if quote_id is not None:
        messages.info(frame.request, _("Aus diesem Entwurf ist schon ein Angebot geworden."))
        return redirect("staff:quote", quote_id)
    messages.info(frame.request, _("Dieser Entwurf wurde abgelehnt."))
    return redirect("staff:quote_drafts")


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise Http404 from None
