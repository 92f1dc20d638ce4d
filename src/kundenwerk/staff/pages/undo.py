"""Takes back the change a clerk has just made."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from kundenwerk.ledger.commands import MonthClosed
from kundenwerk.platform import undo
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page


@page(Permission.START, methods=("POST",))
def take_back(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Run the reversing command and go on where the clerk was."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    undoing.drop(request, str(offer_id))
    try:
        text = undo.take_back(offer_id, actor=request.user.get_username())
    except undo.TooLate:
        messages.error(request, "Die Minute zum Zurücknehmen ist vorbei.")
    except undo.Overtaken as taken:
        title = "Das lässt sich nicht mehr zurücknehmen"
        return undoing.conflict(request, title, taken.differences, back=back)
    except MonthClosed:
        messages.error(request, "Der Monat ist inzwischen abgeschlossen.")
    else:
        messages.success(request, f"Rückgängig gemacht: {text}")
    return redirect(back)
