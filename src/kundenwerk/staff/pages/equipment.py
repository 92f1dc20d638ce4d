"""How energy is counted at a supply point and what lowers its grid fee (§ 14a EnWG), by days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.billing.models import Invoice
from kundenwerk.billing.rules.vocabulary import InvoiceState
from kundenwerk.kernel.numbers import NotReadable, format_day, parse_day
from kundenwerk.market.rules.vocabulary import (
    CONTROL_MODULE_LABELS,
    DEVICE_LABELS,
    METERING_CLASS_LABELS,
    ControllableDevice,
    ControlModule,
    MeteringClass,
)
from kundenwerk.platform import clock
from kundenwerk.staff.access import Permission, page
from kundenwerk.supply import queries as supply
from kundenwerk.supply.commands import ChangeGone, change_metering, withdraw_metering_change
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.rules import UnusableSupplyPoint
from kundenwerk.ui.forms import CommandForm, DayField, TextField


class EquipmentForm(CommandForm):
    """What holds from a day on."""

    since = DayField(label="Gültig ab", help_text="Der erste Tag, an dem es so ist.")
    metering_class = forms.ChoiceField(
        label="Messung",
        choices=[(one.value, label) for one, label in METERING_CLASS_LABELS.items()],
    )
    control_module = forms.ChoiceField(
        label="Netzentgelt § 14a",
        choices=[
            (one.value, "kein Modul" if one is ControlModule.NONE else label)
            for one, label in CONTROL_MODULE_LABELS.items()
        ],
    )
    device = forms.ChoiceField(
        label="Steuerbare Verbrauchseinrichtung",
        required=False,
        choices=[("", "keine"), *((one.value, label) for one, label in DEVICE_LABELS.items())],
    )
    source = TextField(
        label="Quelle", max_length=120, help_text="Zum Beispiel: Mitteilung des Netzbetreibers."
    )


@page(Permission.METERING_WRITE, methods=("GET", "POST"))
def equipment(request: HttpRequest, supply_point_id: int) -> HttpResponse:
    """What held and holds at a supply point; enter a change."""
    place = _place(supply_point_id)
    form = EquipmentForm(request.POST or None, initial=_present(place))
    if request.method == "POST" and form.is_valid() and _change(request, place, form):
        return redirect("staff:equipment", supply_point_id)
    changes = supply.changes_at([place.pk])
    shown = {"place": place, "form": form, "changes": changes[::-1], "plain": CommandForm()}
    return render(request, "staff/places/equipment.html", shown, status=422 if form.errors else 200)


def _place(supply_point_id: int) -> SupplyPoint:
    try:
        return supply.supply_point(supply_point_id)
    except (SupplyPoint.DoesNotExist, OverflowError):
        raise Http404 from None


def _present(place: SupplyPoint) -> dict[str, Any]:
    held = supply.equipment_on(place, clock.today())
    return {
        "since": clock.today(),
        "metering_class": held.metering_class.value,
        "control_module": held.control_module.value,
        "device": held.device.value if held.device else "",
    }


def _change(request: HttpRequest, place: SupplyPoint, form: EquipmentForm) -> bool:
    entered = form.cleaned_data
    try:
        change_metering(
            form.call(request.user.get_username()),
            supply_point_id=place.pk,
            since=entered["since"],
            metering_class=MeteringClass(entered["metering_class"]),
            control_module=ControlModule(entered["control_module"]),
            device=ControllableDevice(entered["device"]) if entered["device"] else None,
            source=entered["source"],
        )
    except UnusableSupplyPoint as refusal:
        for field, reason in refusal.errors.items():
            form.add_error(field, reason)
        return False
    messages.success(
        request, f"Messung und § 14a ab dem {format_day(entered['since'])} gespeichert."
    )
    _warn(request, place, entered["since"])
    return True


def _warn(request: HttpRequest, place: SupplyPoint, since: date) -> None:
    """Bills that were made before the change stay as they are until somebody corrects them."""
    billed = Invoice.objects.filter(
        contract__supply_point=place,
        state=InvoiceState.ISSUED.value,
        reverses__isnull=True,
        period__endswith__gt=since,
    )
    numbers = list(billed.order_by("period").values_list("number", flat=True)[:3])
    if numbers:
        messages.warning(
            request,
            f"Für Tage ab dem {format_day(since)} gibt es schon Rechnungen: {', '.join(numbers)}. "
            "Bitte prüfen Sie, ob sie neu zu erstellen sind.",
        )


@page(Permission.METERING_WRITE, methods=("POST",))
def withdraw(request: HttpRequest, supply_point_id: int) -> HttpResponse:
    """Take an entry back."""
    place, form = _place(supply_point_id), CommandForm(request.POST)
    try:
        since = parse_day(request.POST.get("since", ""), today=clock.today())
        if form.is_valid():
            call = form.call(request.user.get_username())
            withdraw_metering_change(call, supply_point_id=place.pk, since=since)
            messages.success(request, f"Der Eintrag ab dem {format_day(since)} gilt nicht mehr.")
            _warn(request, place, since)
    except (NotReadable, ChangeGone):
        messages.error(request, "Diesen Eintrag gibt es nicht mehr.")
    return redirect("staff:equipment", supply_point_id)


urlpatterns: list[URLPattern] = [
    path("lieferstellen/<int:supply_point_id>/messung/", equipment, name="equipment"),
    path(
        "lieferstellen/<int:supply_point_id>/messung/zuruecknehmen/",
        withdraw,
        name="equipment_withdraw",
    ),
]
