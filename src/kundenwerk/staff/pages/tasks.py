"""Ticking tasks off."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.forms import CommandForm
from kundenwerk.work import commands as work


@page(Permission.START, methods=("POST",))
def finish(request: HttpRequest, task_id: int) -> HttpResponse:
    """Tick a task off and stay where the clerk is."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(task_id)
        try:
            work.finish_task(call, task_id=task_id)
        except ObjectDoesNotExist:
            raise Http404 from None
        except TransitionNotAllowed:
            messages.info(request, "Diese Aufgabe ist schon erledigt.")
        else:
            undoing.tell(request, call)
    back = request.POST.get("back", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if safe else "staff:start")
