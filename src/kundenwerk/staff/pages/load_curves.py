"""Quarter hours from a table: first what it would do, then the days are taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.kernel.period import Period
from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.metering.commands import import_load_curves
from kundenwerk.metering.formats.load_table import read
from kundenwerk.metering.queries.load_curves import PlannedDay, plan
from kundenwerk.metering.rules.load_curves import CHANGE_LABELS, DayChange
from kundenwerk.platform import clock
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.packing import MAX_BYTES, ConfirmForm, pack
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.ui.forms import CommandForm


class UploadForm(CommandForm):
    """A table of quarter hours."""

    file = forms.FileField(label="Datei (CSV oder XLSX)", allow_empty_file=True)

    def clean_file(self) -> Any:
        """Refuse what is too large before reading it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Die Datei ist größer als 5 MB. Bitte teilen Sie sie.")
        return file


@dataclass(frozen=True, slots=True)
class Shown:
    """What a table holds for one supply point."""

    place: SupplyPoint
    span: Period
    days: int
    kwh: Decimal
    substitutes: int
    counts: Sequence[tuple[str, int]]


@page(Permission.METERING_WRITE, methods=("GET", "POST"))
def load_curves(request: HttpRequest) -> HttpResponse:
    """Take a table in and show what it would do; nothing is stored but the file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    content = form.cleaned_data["file"].read()
    try:
        planned = plan(read(content), today=clock.today())
    except TableRejected as refusal:
        return _page(request, form, faults=refusal.faults)
    does_something = any(one.change is not DayChange.UNCHANGED for one in planned)
    confirm = ConfirmForm(initial={"table": pack(content)}) if does_something else None
    return _page(request, UploadForm(), shown=_by_place(planned), confirm=confirm)


def _page(request: HttpRequest, form: forms.Form, **more: Any) -> HttpResponse:
    refused = bool(form.errors or more.get("faults"))
    shown = {"form": form} | more
    return render(request, "staff/readings/load_curves.html", shown, status=422 if refused else 200)


def _by_place(planned: Sequence[PlannedDay]) -> list[Shown]:
    places = SupplyPoint.objects.in_bulk({one.supply_point_id for one in planned})
    found: dict[int, list[PlannedDay]] = defaultdict(list)
    for one in planned:
        found[one.supply_point_id].append(one)
    return [_shown(places[pk], days) for pk, days in found.items()]


def _shown(place: SupplyPoint, days: Sequence[PlannedDay]) -> Shown:
    return Shown(
        place,
        Period.through(days[0].row.day, days[-1].row.day),
        len(days),
        Decimal(sum(sum(one.row.wh) for one in days)).scaleb(-3).normalize(),
        sum(len(one.row.substitutes) for one in days),
        [
            (label, count)
            for change, label in CHANGE_LABELS.items()
            if (count := sum(one.change is change for one in days))
        ],
    )


@page(Permission.METERING_WRITE, methods=("POST",))
def take_over(request: HttpRequest) -> HttpResponse:
    """Store the days of the table that was shown."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Die Vorschau ist unvollständig. Bitte noch einmal einlesen.")
        return redirect("staff:load_curves")
    content = form.cleaned_data["table"]
    try:
        result = import_load_curves(
            form.call(request.user.get_username()), content=content, today=clock.today()
        )
    except TableRejected as refusal:
        return _page(request, UploadForm(), faults=refusal.faults)
    words = [f"{result[change.value]} {label}" for change, label in CHANGE_LABELS.items()]
    messages.success(request, f"Tage mit Viertelstundenwerten: {', '.join(words)}.")
    return redirect("staff:load_curves")


urlpatterns: list[URLPattern] = [
    path("zaehlerstaende/lastgang/", load_curves, name="load_curves"),
    path("zaehlerstaende/lastgang/uebernehmen/", take_over, name="load_curves_take_over"),
]
