"""How the supplier quotes: settings, consumption presets, purchase prices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import NotReadable, format_decimal, parse_decimal, parse_kwh
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.platform import clock
from kundenwerk.platform.constraints import choices
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import ProcurementPrice
from kundenwerk.tariffs.queries.settings import operators_elsewhere
from kundenwerk.tariffs.rules.settings import MOST_FILE_DAYS, SettingsData
from kundenwerk.tariffs.rules.vocabulary import (
    OPERATOR_LEVEL_LABELS,
    PRESET_KIND_LABELS,
    OperatorLevel,
    PresetKind,
)
from kundenwerk.ui.forms import (
    Choice,
    CommandForm,
    DayField,
    DecimalField,
    EuroField,
    ShownForm,
    TextField,
)

SPARE_ROWS = 2


class SettingsForm(ShownForm):
    """The settings of quotes; each field carries what was shown."""

    operator_level = forms.ChoiceField(
        label="Netzbetreiber stehen an", choices=choices(OPERATOR_LEVEL_LABELS), widget=Choice
    )
    binding_days = forms.IntegerField(
        label="Bindefrist in Tagen",
        min_value=1,
        max_value=365,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Höchstens bis zum letzten Verkaufstag des Tarifs.",
    )
    instalment_step = EuroField(
        label="Abschläge aufrunden auf, €", help_text="1,00 rundet auf ganze Euro auf."
    )
    compare_default_supply = forms.BooleanField(
        label="Mit der Grundversorgung vergleichen", required=False
    )
    import_file_days = forms.IntegerField(
        label="Hochgeladene Tarifdateien behalten, Tage",
        min_value=1,
        max_value=MOST_FILE_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Danach löscht sie der Tageslauf; übernommene sofort.",
    )

    def entered(self) -> SettingsData:
        """What was entered."""
        return _data(self.cleaned_data)

    def shown(self) -> SettingsData:
        """What the form was shown with.

        Raises:
            ValidationError: see ``shown_values``.
        """
        return _data(self.shown_values())


def _data(given: dict[str, Any]) -> SettingsData:
    return SettingsData(
        OperatorLevel(given["operator_level"]),
        given["binding_days"],
        given["compare_default_supply"],
        given["instalment_step"],
        given["import_file_days"],
    )


class ProcurementForm(CommandForm):
    """What a kWh costs to buy from a day on."""

    commodity = forms.ChoiceField(
        label="Sparte", choices=choices(COMMODITY_LABELS), widget=Choice, initial="ELECTRICITY"
    )
    valid_from = DayField(label="Gültig ab")
    ct_per_kwh = DecimalField(label="Beschaffung netto, ct/kWh", places=6)
    source = TextField(
        label="Quelle", max_length=300, help_text="Zum Beispiel „Beschaffungsportfolio 2027“."
    )


@page(Permission.TARIFFS_READ, methods=("GET",))
def settings(request: HttpRequest) -> HttpResponse:
    """Everything on one page, each part with its own form."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **bound: Any) -> HttpResponse:
    data = queries.settings_data()
    initial = {name: getattr(data, name) for name in SettingsForm.names()}
    initial["operator_level"] = data.operator_level.value
    shown = {
        "form": bound.get("form") or SettingsForm(initial=initial),
        "presets": [_preset_part(kind, bound) for kind in PresetKind],
        "procurement": bound.get("procurement")
        or ProcurementForm(initial={"valid_from": clock.today()}),
        "prices": ProcurementPrice.objects.order_by("commodity", "-valid_from"),
        "removal": CommandForm(),
        "elsewhere": operators_elsewhere(),
        "may_write": may(request.user, Permission.TARIFFS_WRITE),
    }
    return render(request, "staff/prices/settings.html", shown, status=status)


def _preset_part(kind: PresetKind, bound: dict[str, Any]) -> dict[str, Any]:
    typed = bound.get("presets", {}).get(kind)
    stored = [(one.count, one.kwh) for one in queries.presets(kind)]
    rows = typed or [(format_decimal(count), format_decimal(kwh), "") for count, kwh in stored]
    spare = [] if typed else [("", "", "")] * SPARE_ROWS
    return {
        "kind": kind.value,
        "label": PRESET_KIND_LABELS[kind],
        "rows": [*rows, *spare],
        "shown": _shown_word(dict(stored)),
        "key": CommandForm(),
    }


def _shown_word(presets: dict[int, int]) -> str:
    return ",".join(f"{count}={kwh}" for count, kwh in sorted(presets.items()))


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def save(request: HttpRequest) -> HttpResponse:
    """Keep the settings of quotes."""
    form = SettingsForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username())
        try:
            commands.save_settings(call, data=form.entered(), shown=form.shown())
        except commands.SettingsRefused as refusal:
            for name, reason in refusal.faults.items():
                form.add_error(name, reason)
        except commands.StaleSettings as stale:
            return _stale(request, stale)
        except forms.ValidationError:
            form.add_error(None, "Bitte laden Sie die Seite neu.")
        else:
            undoing.tell(request, call)
            return redirect("staff:tariff_settings")
    return _page(request, 422, form=form)


def _stale(request: HttpRequest, stale: commands.StaleSettings) -> HttpResponse:
    title, back = "Die Einstellungen wurden woanders geändert", reverse("staff:tariff_settings")
    return undoing.conflict(request, title, stale.differences, back=back)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def save_presets(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep the usual consumptions of one kind."""
    form = CommandForm(request.POST)
    if kind not in set(PresetKind) or not form.is_valid():
        return redirect("staff:tariff_settings")
    rows, kwh = _read_presets(request.POST)
    if not any(error for _, _, error in rows):
        call = form.call(request.user.get_username())
        try:
            commands.save_presets(
                call, kind=PresetKind(kind), kwh=kwh, shown=_read_shown(request.POST)
            )
        except commands.SettingsRefused as refusal:
            rows[0] = (*rows[0][:2], str(refusal))
        except commands.StaleSettings as stale:
            return _stale(request, stale)
        else:
            undoing.tell(request, call)
            return redirect("staff:tariff_settings")
    return _page(request, 422, presets={PresetKind(kind): rows})


def _read_presets(sent: QueryDict) -> tuple[list[tuple[str, str, str]], dict[int, int]]:
    """The rows as typed with what is wrong, and the numbers; rows left empty are dropped."""
    typed = list(zip(sent.getlist("anzahl"), sent.getlist("kwh"), strict=False))[:50]
    rows, found = [], dict[int, int]()
    for count_text, kwh_text in ((count.strip()[:20], kwh.strip()[:20]) for count, kwh in typed):
        error = ""
        if count_text or kwh_text:
            try:
                count = int(parse_decimal(count_text, places=0))
                error = f"{count} steht schon oben." if count in found else ""
                found[count] = int(parse_kwh(kwh_text))
            except NotReadable as refusal:
                error = str(refusal)
        rows.append((count_text, kwh_text, error))
    return rows or [("", "", "")], found


def _read_shown(sent: QueryDict) -> dict[int, int]:
    pairs = [pair.split("=") for pair in sent.get("shown", "")[:1_000].split(",") if pair]
    numbers = [pair for pair in pairs if len(pair) == 2 and all(word.isdecimal() for word in pair)]
    return {int(count): int(kwh) for count, kwh in numbers}


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def add_procurement(request: HttpRequest) -> HttpResponse:
    """Keep a purchase price."""
    form = ProcurementForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        call = form.call(request.user.get_username())
        try:
            commands.add_procurement_price(
                call,
                commodity=Commodity(given["commodity"]),
                valid_from=given["valid_from"],
                ct_per_kwh=given["ct_per_kwh"],
                source=given["source"],
            )
        except commands.ProcurementRefused as refusal:
            for name, reason in refusal.faults.items():
                form.add_error(name, reason)
        else:
            undoing.tell(request, call)
            return redirect("staff:tariff_settings")
    return _page(request, 422, procurement=form)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def remove_procurement(request: HttpRequest, price_id: int) -> HttpResponse:
    """Drop a purchase price."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(price_id)
        try:
            commands.remove_procurement_price(call, price_id=price_id)
        except commands.ProcurementRefused as refusal:
            messages.info(request, str(refusal))
        else:
            undoing.tell(request, call)
    return redirect("staff:tariff_settings")
