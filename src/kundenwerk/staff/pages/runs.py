"""Long runs: the list, one run with progress, cancel and the repetition of what failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import cancel_run, progress, remaining_seconds, restart_failed
from kundenwerk.platform.states import RunState
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.forms import CommandForm

PAGE_SIZE = 40
MAX_PROBLEMS = 100

Detail = Callable[[HttpRequest, Run], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class View:
    """What the page of one kind of run shows beside the progress."""

    template: str
    detail: Detail


_views: dict[str, View] = {}


def describe(kind: str, view: View) -> None:
    """Let a kind of run show its own results."""
    _views[kind] = view


@page(Permission.BILLING_READ)
def runs(request: HttpRequest) -> HttpResponse:
    """All runs, the newest first."""
    shown = Paginator(Run.objects.order_by("-pk"), PAGE_SIZE).get_page(request.GET.get("seite"))
    return render(request, "staff/runs/page.html", {"page": shown})


@page(Permission.BILLING_READ)
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run; htmx fetches the progress again and again while it works."""
    one = _run(run_id)
    shown: dict[str, Any] = {"run": one, "form": CommandForm(), **_progress(one)}
    shown["may_write"] = may(request.user, Permission.BILLING_WRITE)
    if getattr(request, "htmx", False):
        return render(request, "staff/runs/_progress.html", shown)
    view = _views.get(one.kind)
    if view:
        shown |= {"detail_template": view.template, **view.detail(request, one)}
    return render(request, "staff/runs/run.html", shown)


@page(Permission.BILLING_WRITE, methods=("POST",))
def cancel(request: HttpRequest, run_id: int) -> HttpResponse:
    """Stop after the parts that are being worked on."""
    form = CommandForm(request.POST)
    _run(run_id)
    if form.is_valid():
        cancel_run(form.call(request.user.get_username()), run_id=run_id)
        messages.success(request, "Der Lauf ist angehalten. Was fertig ist, bleibt.")
    return redirect("staff:run", run_id)


@page(Permission.BILLING_WRITE, methods=("POST",))
def repeat(request: HttpRequest, run_id: int) -> HttpResponse:
    """Do the failed parts again."""
    form = CommandForm(request.POST)
    _run(run_id)
    if form.is_valid():
        count = restart_failed(form.call(request.user.get_username()), run_id=run_id)
        messages.success(request, f"{count} Teile werden wiederholt.")
    return redirect("staff:run", run_id)


def _run(run_id: int) -> Run:
    found = Run.objects.filter(pk=run_id).first()
    if found is None:
        raise Http404
    return found


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
        "rate": round(finished / spent, 1),
        "remaining": _in_words(remaining_seconds(one, measured, now)),
        "problems": problems[:MAX_PROBLEMS],
        "failures": one.chunks.exclude(error="").order_by("position")[:20],
    }


def _in_words(seconds: int | None) -> str:
    if seconds is None:
        return ""
    if seconds < 60:
        return f"noch etwa {max(seconds, 1)} Sekunden"
    return f"noch etwa {round(seconds / 60)} Minuten"


urlpatterns: list[URLPattern] = [
    path("laeufe/", runs, name="runs"),
    path("laeufe/<int:run_id>/", run, name="run"),
    path("laeufe/<int:run_id>/abbrechen/", cancel, name="run_cancel"),
    path("laeufe/<int:run_id>/wiederholen/", repeat, name="run_repeat"),
]
