"""Long runs: the list, one run with progress, cancel and the repetition of what failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import (
    NothingFailed,
    cancel_run,
    progress,
    remaining_seconds,
    repeat_problems,
    restart_failed,
)
from kundenwerk.platform.states import RunState
from kundenwerk.staff import listing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import RUNS
from kundenwerk.ui.forms import CommandForm

MAX_PROBLEMS = 100

Detail = Callable[[HttpRequest, Run], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class WayBack:
    """How many rows of a run can be taken back, or the run that did it."""

    count: int
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What the page of one kind of run shows beside the progress.

    Args:
        chunk_size: for kinds whose problems can be done again one by one.
        way_back: for kinds that can be taken back as a whole.
    """

    template: str
    detail: Detail
    chunk_size: int = 0
    way_back: Callable[[HttpRequest, Run], WayBack] | None = None


_views: dict[str, View] = {}


def describe(kind: str, view: View) -> None:
    """Let a kind of run show its own results."""
    _views[kind] = view


@page(Permission.BILLING_READ)
def runs(request: HttpRequest) -> HttpResponse:
    """All runs, the newest first."""
    return listing.show(request, RUNS)


@page(Permission.START)
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run; htmx fetches the progress again and again while it works."""
    one = _run(request, run_id, Permission.BILLING_READ)
    view = _views.get(one.kind)
    shown: dict[str, Any] = {"run": one, "form": CommandForm(), **_progress(one)}
    shown["may_write"] = _is_own(request, one) or may(request.user, Permission.BILLING_WRITE)
    shown["way_back"] = view.way_back(request, one) if view and view.way_back else None
    shown["repeats_rows"] = bool(view and view.chunk_size and shown["problems"])
    if getattr(request, "htmx", False):
        answer = render(request, "staff/runs/_progress.html", shown)
        if view and not shown["is_running"]:
            answer["HX-Refresh"] = "true"  # what became of the rows stands beside the progress
        return answer
    if view:
        shown |= {"detail_template": view.template, **view.detail(request, one)}
    return render(request, "staff/runs/run.html", shown)


@page(Permission.START, methods=("POST",))
def cancel(request: HttpRequest, run_id: int) -> HttpResponse:
    """Stop after the parts that are being worked on."""
    form = CommandForm(request.POST)
    _run(request, run_id, Permission.BILLING_WRITE)
    if form.is_valid():
        cancel_run(form.call(request.user.get_username()), run_id=run_id)
        messages.success(request, "Der Lauf ist angehalten. Was fertig ist, bleibt.")
    return redirect("staff:run", run_id)


@page(Permission.START, methods=("POST",))
def repeat(request: HttpRequest, run_id: int) -> HttpResponse:
    """Do the failed parts again, or begin a run over the rows that were refused."""
    form = CommandForm(request.POST)
    one = _run(request, run_id, Permission.BILLING_WRITE)
    view = _views.get(one.kind)
    if form.is_valid() and request.POST.get("was") == "zeilen" and view and view.chunk_size:
        call = form.call(request.user.get_username())
        try:
            again = repeat_problems(call, run_id=run_id, chunk_size=view.chunk_size)
        except NothingFailed:
            messages.info(request, "Hier ist nichts zu wiederholen.")
        else:
            return redirect("staff:run", again)
    elif form.is_valid():
        count = restart_failed(form.call(request.user.get_username()), run_id=run_id)
        messages.success(request, f"{count} Teile werden wiederholt.")
    return redirect("staff:run", run_id)


def _run(request: HttpRequest, run_id: int, needed: Permission) -> Run:
    """The run, for who started it or may see all of them; nobody else learns of it."""
    found = Run.objects.filter(pk=run_id).first()
    if found is None or not (_is_own(request, found) or may(request.user, needed)):
        raise Http404
    return found


def _is_own(request: HttpRequest, run: Run) -> bool:
    return run.actor == request.user.get_username()


def _progress(one: Run) -> dict[str, Any]:
    measured = progress(one)
    # How long it took is a matter of the real clock, not of the played business day.
    now = timezone.now()  # noqa: TID251
    finished = measured.done + measured.problems
    spent = max(((one.finished_at or now) - one.started_at).total_seconds(), 0.001)
    problems = [
        problem
        for found in one.chunks.exclude(problems=[]).values_list("problems", flat=True)
        for problem in found
    ]
    return {
        "measured": measured,
        "finished": finished,
        "is_running": one.state == RunState.RUNNING,
        "rate": Decimal(f"{finished / spent:.1f}"),
        "remaining": _in_words(remaining_seconds(one, measured, now)),
        "problems": problems[:MAX_PROBLEMS],
        "failures": one.chunks.exclude(error="").order_by("position")[:20],
    }


def _in_words(seconds: int | None) -> str:
    if seconds is None:
        return ""
    if seconds < 60:
        return f"noch etwa {seconds} Sekunden" if seconds > 1 else "gleich fertig"
    return f"noch etwa {round(seconds / 60)} Minuten"


urlpatterns: list[URLPattern] = [
    path("laeufe/", runs, name="runs"),
    path("laeufe/<int:run_id>/", run, name="run"),
    path("laeufe/<int:run_id>/abbrechen/", cancel, name="run_cancel"),
    path("laeufe/<int:run_id>/wiederholen/", repeat, name="run_repeat"),
]
