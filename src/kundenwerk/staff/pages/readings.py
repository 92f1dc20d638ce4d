"""Meter readings: the inbox of doubted ones, entry at a supply point, readings from a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.kernel.text import UnusableText
from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.metering import commands, queries
from kundenwerk.metering.formats import reading_table
from kundenwerk.metering.models import Reading
from kundenwerk.metering.rules.plausibility import PLACES, ImpossibleReading
from kundenwerk.metering.rules.readings import ORIGIN_LABELS
from kundenwerk.platform import clock
from kundenwerk.platform.undo import Difference
from kundenwerk.staff import tiles, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages.readings_import import Checked, check
from kundenwerk.supply import queries as supply
from kundenwerk.supply.models import Meter, Register, SupplyPoint
from kundenwerk.supply.rules import REGISTER_LABELS
from kundenwerk.ui.forms import CommandForm, DayField, DecimalField, TextField

MAX_BYTES = 1024 * 1024
ENTERED_BY_HAND = (ReadingOrigin.CUSTOMER, ReadingOrigin.STAFF, ReadingOrigin.GRID_OPERATOR)


class ReadingForm(CommandForm):
    """A reading at a supply point; the reason appears once the value is doubted."""

    register = forms.TypedChoiceField(label="Zählwerk", coerce=int)
    day = DayField(label="Abgelesen am", help_text="Der Stand gilt für den Beginn dieses Tages.")
    value = DecimalField(label="Zählerstand", places=PLACES)
    origin = forms.ChoiceField(
        label="Herkunft",
        choices=[(origin.value, ORIGIN_LABELS[origin]) for origin in ENTERED_BY_HAND],
    )
    reason = TextField(label="Warum stimmt der Stand?", max_length=300, required=False)
    rolled_over = forms.BooleanField(label="Das Zählwerk ist übergelaufen", required=False)

    def __init__(self, *args: Any, registers: list[Register], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["register"]
        assert isinstance(field, forms.TypedChoiceField)
        labels = {kind.value: label for kind, label in REGISTER_LABELS.items()}
        field.choices = [(one.pk, f"{one.meter.number}, {labels[one.kind]}") for one in registers]


class FileForm(CommandForm):
    """A table of readings, uploaded or carried over from the preview."""

    file = forms.FileField(label="Tabelle (CSV)", required=False, allow_empty_file=True)
    content = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        """One of both must be there, and not too large."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > MAX_BYTES:
            self.add_error("file", "Die Datei ist größer als 1 MB. Bitte teilen Sie sie.")
        elif not file and not cleaned.get("content"):
            self.add_error("file", "Bitte wählen Sie eine Datei.")
        return cleaned

    def table(self) -> bytes:
        """The bytes of the table."""
        file = self.cleaned_data.get("file")
        return bytes(file.read() if file else self.cleaned_data["content"].encode())


class DecisionForm(CommandForm):
    """What a clerk decides about a doubted reading, and why."""

    reason = TextField(label="Begründung", max_length=300)
    rolled_over = forms.BooleanField(label="übergelaufen", required=False)


@page(Permission.METERING_READ)
def readings(request: HttpRequest) -> HttpResponse:
    """Readings somebody has to decide about, and the way to take in a file."""
    shown = {
        "held": queries.held(),
        "file_form": FileForm(),
        "decision": DecisionForm(),
        "may_write": may(request.user, Permission.METERING_WRITE),
    }
    return render(request, "staff/readings/page.html", shown)


@page(Permission.METERING_WRITE, methods=("GET", "POST"))
def reading_new(request: HttpRequest, supply_point_id: int) -> HttpResponse:
    """Enter a reading; plausible ones are stored at once, doubted ones ask for a reason."""
    try:
        point = supply.supply_point(supply_point_id)
    except SupplyPoint.DoesNotExist:
        raise Http404 from None
    registers = _registers(supply_point_id)
    initial = {"day": clock.today(), "origin": ReadingOrigin.CUSTOMER.value}
    form = ReadingForm(request.POST or None, initial=initial, registers=registers)
    doubt = ""
    if request.method == "POST" and form.is_valid():
        doubt = _record(request, form)
        if not doubt and not form.errors:
            call = form.call(request.user.get_username())
            undoing.tell(request, call, "Zählerstand erfasst.")
            return redirect("staff:reading_new", supply_point_id)
    shown = {
        "point": point,
        "form": form,
        "doubt": doubt,
        "registers": registers,
        "history": queries.readings_of(supply_point_id, limit=40),
    }
    return render(request, "staff/readings/entry.html", shown, status=422 if form.is_bound else 200)


def _registers(supply_point_id: int) -> list[Register]:
    meters = Meter.objects.filter(supply_point_id=supply_point_id)
    known = Register.objects.filter(meter__in=meters).select_related("meter")
    return list(known.order_by("-meter__installed", "pk"))


def _record(request: HttpRequest, form: ReadingForm) -> str:
    """Store the reading; returns the doubt that still wants a reason."""
    entered = form.cleaned_data
    entry = commands.ReadingEntry(
        register_id=entered["register"],
        day=entered["day"],
        value=entered["value"],
        origin=ReadingOrigin(entered["origin"]),
        confirm_reason=entered["reason"],
        rolled_over=entered["rolled_over"],
    )
    today = clock.today()
    (verdict,) = commands.preview([entry], today=today)
    if isinstance(verdict, ImpossibleReading):
        form.add_error(verdict.field, verdict.reason)
        return ""
    if verdict.doubts and not entered["reason"]:
        return verdict.sentences
    try:
        commands.record_reading(
            form.call(request.user.get_username()),
            register_id=entry.register_id,
            day=entry.day,
            value=entry.value,
            origin=entry.origin,
            today=today,
            confirm_reason=entry.confirm_reason,
            rolled_over=entry.rolled_over,
        )
    except ImpossibleReading as refusal:
        form.add_error(refusal.field, refusal.reason)
    except commands.NotBetweenNeighbours as refusal:
        form.add_error("value", refusal.sentence)
    return ""


@page(Permission.METERING_WRITE, methods=("POST",))
def import_file(request: HttpRequest) -> HttpResponse:
    """Show what a table would do; store it all once the clerk has seen it."""
    form = FileForm(request.POST, request.FILES)
    shown: dict[str, Any] = {"form": form}
    if form.is_valid():
        content = form.table()
        try:
            rows = check(reading_table.read(content))
        except TableRejected as refusal:
            shown["faults"] = [str(fault) for fault in refusal.faults]
        else:
            if "confirm" in request.POST and not any(one.error for one in rows):
                return _store(request, form, rows)
            shown |= _summary(rows, content)
    refused = bool(form.errors or shown.get("faults") or shown.get("errors"))
    status = 422 if refused else 200
    return render(request, "staff/readings/import.html", shown, status=status)


def _summary(rows: list[Checked], content: bytes) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return {
        "rows": rows,
        "errors": sum(bool(one.error) for one in rows),
        "doubts": sum(bool(one.doubt) for one in rows),
        "confirm": FileForm(initial={"content": text}),
    }


def _store(request: HttpRequest, form: FileForm, rows: list[Checked]) -> HttpResponse:
    entries = tuple(one.entry for one in rows if one.entry is not None)
    call = form.call(request.user.get_username())
    made = commands.record_readings(call, entries=entries, today=clock.today())
    held = Reading.objects.filter(pk__in=made, state="HELD").count()
    messages.success(request, f"{len(made)} Zählerstände erfasst, davon {held} zu prüfen.")
    return redirect("staff:readings")


@page(Permission.METERING_WRITE, methods=("POST",))
def decide(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Release or discard a doubted reading."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte geben Sie eine Begründung an.")
        return redirect("staff:readings")
    call, reason = form.call(request.user.get_username()), form.cleaned_data["reason"]
    try:
        if "discard" in request.POST:
            commands.discard_reading(call, reading_id=reading_id, reason=reason)
        else:
            rolled_over = form.cleaned_data["rolled_over"]
            commands.release_reading(
                call, reading_id=reading_id, reason=reason, rolled_over=rolled_over
            )
    except ObjectDoesNotExist:
        raise Http404 from None
    except commands.NotHeld:
        return _decided(request, reading_id)
    except (commands.NotBetweenNeighbours, UnusableText) as refusal:
        messages.error(request, str(refusal))
    else:
        undoing.tell(request, call)
    return redirect("staff:readings")


def _decided(request: HttpRequest, reading_id: int) -> HttpResponse:
    """A colleague has decided meanwhile."""
    reading = Reading.objects.get(pk=reading_id)
    wanted = "verworfen" if "discard" in request.POST else "freigegeben"
    reason = f": {reading.reason}" if reading.reason else ""
    present = f"{reading.get_state_display()}{reason}"
    return undoing.conflict(
        request,
        "Über diesen Stand wurde schon entschieden",
        [Difference(f"Zählerstand {reading}", wanted, present)],
        back=reverse("staff:readings"),
    )


tiles.register(
    tiles.Tile(
        "Zählerstände zu prüfen",
        "staff:readings",
        "",
        Permission.METERING_READ,
        lambda _: Reading.objects.filter(state="HELD").count(),
        is_work=True,
    )
)

urlpatterns: list[URLPattern] = [
    path("zaehlerstaende/", readings, name="readings"),
    path("zaehlerstaende/einlesen/", import_file, name="readings_import"),
    path("zaehlerstaende/<int:reading_id>/entscheiden/", decide, name="reading_decide"),
    path("zaehlerstaende/lieferstelle/<int:supply_point_id>/", reading_new, name="reading_new"),
]
