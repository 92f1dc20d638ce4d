"""Many rows at once: the preview that says what changes and what not, the start, the results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.platform import clock, undo
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import start_run
from kundenwerk.platform.states import ChunkState, RunState
from kundenwerk.staff import bulk
from kundenwerk.staff import bulk_actions as known_actions  # noqa: F401 - registers the actions
from kundenwerk.staff import bulk_dunning as dunning_actions  # noqa: F401 - registers the actions
from kundenwerk.staff import bulk_leads as lead_actions  # noqa: F401 - registers the actions
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.bulk import Action, BulkForm, Preview
from kundenwerk.staff.lists import LISTINGS
from kundenwerk.staff.pages import runs
from kundenwerk.ui.lists import Asked, Listing, read

CHANGED = "Seit der Vorschau hat sich etwas geändert. Bitte prüfen Sie neu."
UNDO_WINDOW: Final = timedelta(minutes=10)
SHOWN = 100
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows somebody picked: named one by one, or everything a list shows."""

    asked: Asked
    query: str
    is_all: bool
    ids: tuple[int, ...]

    def rows(self) -> list[Any]:
        """The rows in the order of the list, at most one more than allowed."""
        found = self.asked.rows(clock.today())
        return list(found[: bulk.MOST + 1] if self.is_all else found.filter(pk__in=self.ids))


def _chosen(request: HttpRequest, listing: Listing) -> Chosen:
    query = request.POST.get("frage", "")[:2000]
    ids = [word for word in request.POST.getlist("zeile") if word.isdecimal() and word.isascii()]
    known = tuple(dict.fromkeys(int(word) for word in ids if len(word) < 19))
    is_all = bool(request.POST.get("alle"))
    asked = read(listing, QueryDict(query), viewer=request.user.get_username())
    # Rows named one by one are found whatever the list is narrowed by meanwhile.
    whole = asked if is_all else read(listing, QueryDict(""))
    return Chosen(whole, asked.query(), is_all, () if is_all else known)


def _listing(list_key: str) -> Listing:
    if list_key not in LISTINGS:
        raise Http404
    return LISTINGS[list_key]


@page(Permission.START, methods=("POST",))
def change(request: HttpRequest, list_key: str) -> HttpResponse:
    """Show what would happen to the chosen rows; with ``schritt=start`` let it happen."""
    listing = _listing(list_key)
    action = bulk.action_of(request.POST.get("was", ""))
    if action is None or action.list_key != list_key:
        raise Http404
    if not (may(request.user, action.permission) and may(request.user, listing.permission)):
        return render(request, "staff/forbidden.html", status=403)
    chosen = _chosen(request, listing)
    rows = chosen.rows()
    back = f"{reverse(listing.url_name)}?{chosen.query or 'seite=1'}"
    if not rows or len(rows) > bulk.MOST:
        most = format_decimal(bulk.MOST)
        messages.warning(
            request,
            f"Das sind zu viele Zeilen. Bitte grenzen Sie auf höchstens {most} ein."
            if rows
            else "Bitte wählen Sie zuerst Zeilen aus.",
        )
        return redirect(back)
    return _preview(request, action, chosen, rows, back)


def _preview(
    request: HttpRequest, action: Action, chosen: Chosen, rows: list[Any], back: str
) -> HttpResponse:
    step = request.POST.get("schritt", "")
    form = action.form(request.POST) if step or not action.asks else action.form()
    found, status = None, 200
    if step and not form.is_valid():
        status = 422
    elif step or not action.asks:
        params = _params(form)
        found = bulk.preview(action, rows, params, clock.today())
        if step == "start" and form.is_valid():
            if request.POST.get("stand") == found.digest(params) and found.changed:
                return redirect("staff:run", _start(request, action, found, form))
            messages.warning(request, CHANGED)
            status = 409
    shown = {
        "action": action,
        "listing": chosen.asked.listing,
        "chosen": chosen,
        "count": len(rows),
        "form": form if form.is_bound and action.asks else action.form(),
        "back": back,
        "start_key": BulkForm().initial["key"],
        **_drawn(action, chosen, rows, found, form),
    }
    return render(request, "staff/bulk/preview.html", shown, status=status)


def _params(form: BulkForm) -> dict[str, Any]:
    """The answers; an action that asks nothing has none, whatever its form says."""
    return form.params() if form.is_valid() else {}


def _drawn(
    action: Action, chosen: Chosen, rows: list[Any], found: Preview | None, form: BulkForm
) -> dict[str, Any]:
    if found is None:
        return {"preview": None}
    title = chosen.asked.listing.row_title
    by_id = {one.pk: one for one in rows}
    return {
        "preview": found,
        "stand": found.digest(_params(form)),
        "answers": form.cleaned_data if action.asks else {},
        "changed": [title(by_id[pk]) for pk in found.changed[:SHOWN]],
        "more": max(0, len(found.changed) - SHOWN),
        "refused": [(title(by_id[pk]), why) for pk, why in list(found.refused.items())[:SHOWN]],
    }


def _start(request: HttpRequest, action: Action, found: Preview, form: BulkForm) -> int:
    listing = LISTINGS[action.list_key]
    call = form.call(request.user.get_username())
    return start_run(
        call,
        kind=bulk.KIND,
        title=f"{action.label}: {format_decimal(len(found.changed))} × {listing.title}",
        items=list(found.changed),
        params={
            "action": action.name,
            "answers": form.params(),
            "day": clock.today().isoformat(),
            "left_out": found.reasons,
            "bundle": str(call.key),
        },
        chunk_size=bulk.CHUNK,
    )


# ---- the page of a run


def _detail(request: HttpRequest, run: Run) -> dict[str, Any]:
    """The rows of a run with what became of each, a page at a time."""
    action = bulk.action_of(run.params.get("action", ""))
    if action is None:
        return {"results": []}
    only_failed = request.GET.get("nur") == "fehler"
    done = "zurückgenommen" if run.kind == bulk.UNDO_KIND else action.done
    outcomes = [one for one in _outcomes(run, done) if not only_failed or one[1] == "bad"]
    text = request.GET.get("seite", "")
    number = int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else 1
    part = outcomes[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    listing = LISTINGS[action.list_key]
    blank = read(listing, QueryDict(""))
    found = {one.pk: one for one in blank.rows(clock.today()).filter(pk__in=[o[0] for o in part])}
    url = next((column.url for column in listing.columns if column.url), None)
    return {
        "action": action,
        "left_out": run.params.get("left_out", []),
        "only_failed": only_failed,
        "page_number": number,
        "has_more": len(outcomes) > number * PAGE_SIZE,
        "results": [
            {
                "title": listing.row_title(found[pk]) if pk in found else str(pk),
                "url": url(found[pk]) if url and pk in found else "",
                "kind": kind,
                "text": text,
            }
            for pk, kind, text in part
        ],
    }


def _outcomes(run: Run, done: str) -> list[tuple[int, str, str]]:
    waits = {
        ChunkState.OPEN.value: ("info", "wartet"),
        ChunkState.CANCELLED.value: ("warn", "nicht begonnen, Lauf angehalten"),
        ChunkState.FAILED.value: ("bad", "Teil fehlgeschlagen"),
    }
    found = []
    for chunk in run.chunks.order_by("position"):
        reasons = {problem.get("id"): problem["reason"] for problem in chunk.problems}
        for pk in chunk.items:
            usual = waits.get(chunk.state, ("ok", done))
            kind, text = ("bad", reasons[pk]) if pk in reasons else usual
            found.append((pk, kind, text))
    return found


# ---- all of it is taken back


def _way_back(request: HttpRequest, run: Run) -> runs.WayBack:
    """How many rows who started a finished run may still take back, or where that was done."""
    done = Run.objects.filter(key=_undo_call(run).derive("run").key).first()
    username = request.user.get_username()
    if done is not None or run.actor != username or not _just_finished(run):
        return runs.WayBack(0, done)
    return runs.WayBack(len(undo.bundle_items(_bundle(run), actor=username)))


def _just_finished(run: Run) -> bool:
    soon = Run.objects.filter(pk=run.pk, finished_at__gt=Now() - UNDO_WINDOW)
    return run.state != RunState.RUNNING and soon.exists()


def _bundle(run: Run) -> UUID:
    return UUID(run.params.get("bundle") or str(run.key))


def _undo_call(run: Run) -> Call:
    return Call(run.actor, run.key).derive("take back")


@page(Permission.START, methods=("POST",))
def take_back(request: HttpRequest, run_id: int) -> HttpResponse:
    """Begin the run that takes a change of many rows back; a second click leads to the first."""
    run = Run.objects.filter(pk=run_id, kind=bulk.KIND, actor=request.user.get_username()).first()
    action = bulk.action_of(run.params["action"]) if run else None
    if run is None or action is None:
        raise Http404
    if not may(request.user, action.permission):
        return render(request, "staff/forbidden.html", status=403)
    way = _way_back(request, run)
    if way.run is not None:
        return redirect("staff:run", way.run.pk)
    if not way.count:
        messages.error(request, "Hier lässt sich nichts mehr zurücknehmen.")
        return redirect("staff:run", run_id)
    items = undo.bundle_items(_bundle(run), actor=run.actor)
    params = {"action": action.name, "bundle": str(_bundle(run))}
    title = f"Zurückgenommen: {run.title}"[:200]
    call = _undo_call(run)
    begun = start_run(
        call, kind=bulk.UNDO_KIND, title=title, items=items, params=params, chunk_size=bulk.CHUNK
    )
    return redirect("staff:run", begun)


runs.describe(bulk.KIND, runs.View("staff/bulk/_run_detail.html", _detail, bulk.CHUNK, _way_back))
runs.describe(bulk.UNDO_KIND, runs.View("staff/bulk/_run_detail.html", _detail))

urlpatterns: list[URLPattern] = [
    path("listen/<slug:list_key>/aendern/", change, name="bulk"),
    path("laeufe/<int:run_id>/zuruecknehmen/", take_back, name="bulk_undo"),
]
