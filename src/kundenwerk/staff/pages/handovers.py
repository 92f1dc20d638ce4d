"""Hand-overs from sales to contract management: list, check list, take or return."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.contracts.rules import SITUATION_LABELS
from kundenwerk.debtors.rules import PAYMENT_LABELS
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.kernel.text import UnusableText
from kundenwerk.market.rules.vocabulary import CONCESSION_CLASS_LABELS
from kundenwerk.platform.clock import today
from kundenwerk.sales import commands
from kundenwerk.sales.models import Handover
from kundenwerk.sales.queries import handovers as queries
from kundenwerk.sales.rules.handover import HandoverState, checklist
from kundenwerk.staff import listing, tiles
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import HANDOVERS
from kundenwerk.ui.forms import CommandForm, TextField

_WORDS: dict[str, str] = {
    str(code): label
    for labels in (CONCESSION_CLASS_LABELS, SITUATION_LABELS, PAYMENT_LABELS)
    for code, label in labels.items()
}


class ReturnForm(CommandForm):
    """What is missing."""

    note = TextField(label="Was fehlt?", max_length=300)


@page(Permission.CONTRACTS_READ)
def handovers(request: HttpRequest) -> HttpResponse:
    """All hand-overs."""
    return listing.show(request, HANDOVERS)


@page(Permission.CONTRACTS_READ)
def handover(request: HttpRequest, handover_id: int) -> HttpResponse:
    """One hand-over with what is known and what is missing."""
    return _page(request, _found(handover_id), ReturnForm())


def _page(request: HttpRequest, one: Handover, form: ReturnForm) -> HttpResponse:
    found = checklist(queries.facts_of_handover(one, day=today()))
    points = [replace(point, value=_WORDS.get(point.value, point.value)) for point in found]
    shown = {
        "handover": one,
        "form": form,
        "points": points,
        "missing": [point for point in points if point.is_missing],
        "may_decide": one.state == HandoverState.OPEN
        and may(request.user, Permission.CONTRACTS_WRITE),
        "may_submit": one.state == HandoverState.RETURNED
        and may(request.user, Permission.QUOTES_WRITE),
    }
    status = 422 if form.errors else 200
    return render(request, "staff/handovers/handover.html", shown, status=status)


@page(Permission.CONTRACTS_WRITE, ("POST",))
def take(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Contract management takes it over."""
    one, form = _found(handover_id), CommandForm(request.POST)
    if form.is_valid():
        try:
            commands.take_handover(
                form.call(request.user.get_username()), handover_id=one.pk, day=today()
            )
        except commands.HandoverIncomplete as refusal:
            names = ", ".join(point.label for point in refusal.points)
            messages.error(request, f"Noch nicht vollständig, es fehlt: {names}.")
        except TransitionNotAllowed:
            messages.info(request, "Über diese Übergabe ist schon entschieden.")
        else:
            messages.success(request, "Die Übergabe ist übernommen.")
    return redirect("staff:handover", handover_id)


@page(Permission.CONTRACTS_WRITE, ("POST",))
def give_back(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Contract management gives it back with a word why."""
    one, form = _found(handover_id), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    try:
        commands.return_handover(
            form.call(request.user.get_username()),
            handover_id=one.pk,
            note=form.cleaned_data["note"],
            day=today(),
        )
    except (commands.ReasonMissing, UnusableText):
        messages.error(request, "Bitte schreiben Sie, was fehlt.")
    except TransitionNotAllowed:
        messages.info(request, "Über diese Übergabe ist schon entschieden.")
    else:
        messages.success(request, "Die Übergabe liegt wieder beim Vertrieb.")
    return redirect("staff:handover", handover_id)


@page(Permission.QUOTES_WRITE, ("POST",))
def submit(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Sales hands it over again."""
    one, form = _found(handover_id), CommandForm(request.POST)
    if form.is_valid():
        try:
            commands.submit_handover(form.call(request.user.get_username()), handover_id=one.pk)
        except TransitionNotAllowed:
            messages.info(request, "Diese Übergabe wurde nicht zurückgegeben.")
        else:
            messages.success(request, "Die Übergabe ist wieder bei der Vertragsabteilung.")
    return redirect("staff:handover", handover_id)


def _found(handover_id: int) -> Handover:
    try:
        return queries.handover(handover_id)
    except (Handover.DoesNotExist, OverflowError):
        raise Http404 from None


tiles.register(
    tiles.Tile(
        "Übergaben offen",
        "staff:handovers",
        "?status=offen",
        Permission.CONTRACTS_WRITE,
        lambda _: queries.counts()[HandoverState.OPEN.value],
        "angenommene Angebote",
        is_work=True,
    )
)

urlpatterns = [
    path("uebergaben/", handovers, name="handovers"),
    path("uebergaben/<int:handover_id>/", handover, name="handover"),
    path("uebergaben/<int:handover_id>/uebernehmen/", take, name="handover_take"),
    path("uebergaben/<int:handover_id>/zurueckgeben/", give_back, name="handover_return"),
    path("uebergaben/<int:handover_id>/erneut/", submit, name="handover_submit"),
]
