"""Tariffs in and out: tables and BO4E, first what a file would do, then the drafts it makes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.market.formats.tables import RowFault, TableRejected
from kundenwerk.market.queries import supplier_name
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.runs import start_run
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages import runs
from kundenwerk.tariffs.commands.exchange import (
    FileGone,
    PlanChanged,
    drop_tariff_file,
    import_tariffs,
    keep_tariff_file,
    tariff_file,
)
from kundenwerk.tariffs.formats import bo4e, tables
from kundenwerk.tariffs.formats.files import read
from kundenwerk.tariffs.jobs import IMPORT
from kundenwerk.tariffs.queries.exchange import Plan, copies, plan, versions_to_hand_out
from kundenwerk.tariffs.rules.exchange import CHANGE_LABELS, Change
from kundenwerk.ui.exports import FileKind, Sheet, content, file_response
from kundenwerk.ui.forms import CommandForm

MAX_BYTES = 20_000_000
# More versions than these are taken over in the background.
AT_ONCE = 200
_TAGS = {Change.NEW: "ok", Change.CHANGED: "warn", Change.UNCHANGED: ""}
KINDS = {
    "xlsx": "Excel (XLSX)",
    "csv": "CSV",
    "bo4e": "BO4E Tarifpreisblatt (JSON)",
    "tarifinfo": "BO4E Tarifinfo (JSON)",
}


class UploadForm(CommandForm):
    """A file with tariffs."""

    file = forms.FileField(
        label="Datei", help_text="CSV, XLSX oder BO4E (JSON).", allow_empty_file=True
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before reading it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Die Datei ist größer als 20 MB.")
        return file


class DiscardForm(CommandForm):
    """The kept file."""

    file = forms.RegexField(r"[0-9a-f]{64}", widget=forms.HiddenInput)


class ConfirmForm(DiscardForm):
    """The kept file and what it was shown to do."""

    shown = forms.RegexField(r"[0-9a-f]{64}", widget=forms.HiddenInput)


@page(Permission.TARIFFS_READ)
def exchange(request: HttpRequest) -> HttpResponse:
    """Where tariffs are read in and given out."""
    return _page(request, UploadForm())


def _page(request: HttpRequest, form: forms.Form, **more: Any) -> HttpResponse:
    may_write = may(request.user, Permission.TARIFFS_WRITE)
    shown = {"form": form if may_write else None, "kinds": KINDS.items(), "heads": tables.HEADS}
    refused = bool(form.errors or more.get("faults"))
    return render(
        request, "staff/prices/exchange.html", shown | more, status=422 if refused else 200
    )


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def preview(request: HttpRequest) -> HttpResponse:
    """What a file would do, version by version; nothing is stored but the file."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    data = file.read()
    found, faults = _planned(data)
    if found is None or faults:
        return _page(request, form, faults=faults)
    call = form.call(request.user.get_username())
    sha256 = keep_tariff_file(call, content=data, name=file.name or "tarife", day=clock.today())
    return _shown(request, found, sha256)


def _planned(data: bytes) -> tuple[Plan | None, list[RowFault]]:
    try:
        found = plan(read(data))
    except TableRejected as refusal:
        return None, refusal.faults
    return found, tables.told(found.faults)


def _shown(request: HttpRequest, found: Plan, sha256: str, note: str = "") -> HttpResponse:
    items = [
        (one.copy, CHANGE_LABELS[one.change], _TAGS[one.change], one.version_id)
        for one in found.items
    ]
    counts = [(CHANGE_LABELS[change], found.count(change)) for change in Change]
    shown = {
        "items": items[:AT_ONCE],
        "more": max(0, len(items) - AT_ONCE),
        "counts": counts,
        "does_something": found.count(Change.UNCHANGED) < len(items),
        "confirm": ConfirmForm(initial={"file": sha256, "shown": found.digest}),
        "discarding": DiscardForm(initial={"file": sha256}),
        "note": note,
    }
    return render(request, "staff/prices/exchange_preview.html", shown, status=409 if note else 200)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def take_over(request: HttpRequest) -> HttpResponse:
    """Make the drafts that were shown; long files in the background."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _gone(request)
    call, sha256 = form.call(request.user.get_username()), form.cleaned_data["file"]
    found, faults = _kept(sha256, call.actor)
    if faults:
        return _page(request, UploadForm(), faults=faults)
    shown = form.cleaned_data["shown"]
    if found and found.digest == shown and len(found.items) > AT_ONCE:
        return redirect("staff:run", _start(call, found, sha256))
    return _at_once(request, call, found, sha256, shown)


def _at_once(
    request: HttpRequest, call: Call, found: Plan | None, sha256: str, shown: str
) -> HttpResponse:
    """Take over now; the second of two clicks finds no file, but what the first has done."""
    try:
        result = import_tariffs(call, file=sha256, shown=shown)
    except PlanChanged:
        note = "Inzwischen wurde etwas geändert. Bitte prüfen."
        return _shown(request, found, sha256, note) if found else _gone(request)
    except FileGone:
        return _gone(request)
    words = [f"{result[change.value]} {label}" for change, label in CHANGE_LABELS.items()]
    messages.success(request, f"Zeitscheiben eingelesen: {', '.join(words)}.")
    return redirect("staff:prices")


def _kept(sha256: str, actor: str) -> tuple[Plan | None, list[RowFault]]:
    try:
        return _planned(tariff_file(sha256, actor))
    except FileGone:
        return None, []


def _gone(request: HttpRequest) -> HttpResponse:
    messages.error(request, "Die Datei liegt nicht mehr vor. Bitte noch einmal einlesen.")
    return redirect("staff:tariff_exchange")


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def discard(request: HttpRequest) -> HttpResponse:
    """Remove an uploaded file that is not wanted."""
    form = DiscardForm(request.POST)
    if form.is_valid():
        drop_tariff_file(form.call(request.user.get_username()), file=form.cleaned_data["file"])
        messages.success(request, "Verworfen. Die hochgeladene Datei ist gelöscht.")
    return redirect("staff:tariff_exchange")


def _start(call: Call, found: Plan, sha256: str) -> int:
    return start_run(
        call,
        kind=IMPORT,
        title="Tarife einlesen",
        items=[one.copy.row for one in found.items],
        params={"file": sha256, "shown": found.digest},
        chunk_size=len(found.items),
    )


@page(Permission.TARIFFS_READ)
def hand_out(request: HttpRequest) -> HttpResponse:
    """The approved versions of today, or all, as a file that can be read in again."""
    day = clock.today()
    asked = request.GET.get("art", "")
    found = copies(versions_to_hand_out(None if request.GET.get("stand") == "alle" else day))
    if asked in set(FileKind):
        kind = FileKind(asked)
        sheet = Sheet("tarife", tables.HEADS, tables.rows_of(found), day)
        return file_response(content(sheet, kind), sheet.file_name(kind), kind)
    wanted = bo4e.write_infos if asked == "tarifinfo" else bo4e.write
    response = HttpResponse(wanted(found, supplier=supplier_name()), "application/json")
    name = f"{'tarifinfo' if asked == 'tarifinfo' else 'tarifpreisblatt'}-{day:%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


runs.describe(IMPORT, runs.View("staff/prices/_import_run.html", lambda _, __: {}))

urlpatterns: list[URLPattern] = [
    path("preise/austausch/", exchange, name="tariff_exchange"),
    path("preise/austausch/vorschau/", preview, name="tariff_preview"),
    path("preise/austausch/uebernehmen/", take_over, name="tariff_take_over"),
    path("preise/austausch/verwerfen/", discard, name="tariff_discard"),
    path("preise/austausch/datei/", hand_out, name="tariff_export"),
]
