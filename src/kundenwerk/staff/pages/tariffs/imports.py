"""Tables of dated prices: taken over whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_days
from kundenwerk.market import commands as market
from kundenwerk.market import queries as market_queries
from kundenwerk.market.formats.spot import read_spot_prices
from kundenwerk.market.formats.tables import RowFault, TableRejected
from kundenwerk.market.queries.spot import plan_spot
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS, Component
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.packing import MAX_BYTES, ConfirmForm, pack
from kundenwerk.ui.forms import CommandForm

# Shown before it is taken over; bills of many customers rest on it.
SPOT = "spotpreise"
IMPORTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "preisbestandteile": ("Umlagen, Steuern, Entgelte", market.import_components),
    "netzpreise": ("Preise der Netzbetreiber", market.import_grid_prices),
    "netzgebiete": ("Netzgebiete", market.import_grid_areas),
    "marktpartner": ("Marktpartner", market.import_participants),
    SPOT: ("Börsenpreise je Viertelstunde", market.import_spot_prices),
    "grundversorgung": ("Tarife der Grundversorger", market.import_default_supply),
}


# Published anew every year; without them next year's bills are parked.
_WATCHED = (
    Component.KWKG_LEVY,
    Component.OFFSHORE_LEVY,
    Component.GRID_USE_SURCHARGE,
    Component.VAT,
)


class ImportForm(CommandForm):
    """A table as CSV."""

    what = forms.ChoiceField(
        label="Tabelle", choices=[(name, label) for name, (label, _) in IMPORTS.items()]
    )
    file = forms.FileField(label="Datei (CSV oder XLSX)", allow_empty_file=True)

    def clean_file(self) -> Any:
        """Refuse what is too large before reading it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Die Datei ist größer als 5 MB.")
        return file


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def import_table(request: HttpRequest) -> HttpResponse:
    """Take over a table whole or not at all; faults are shown by row."""
    if "table" in request.POST:
        return _confirmed(request)
    if request.method != "POST":
        wanted = request.GET.get("tabelle", "")
        return _page(request, ImportForm(initial={"what": wanted} if wanted in IMPORTS else {}))
    form = ImportForm(request.POST, request.FILES)
    faults: list[RowFault] = []
    if form.is_valid():
        label, take_over = IMPORTS[form.cleaned_data["what"]]
        content = form.cleaned_data["file"].read()
        try:
            if form.cleaned_data["what"] == SPOT:
                return _preview(request, content)
            result = take_over(form.call(request.user.get_username()), content=content)
        except TableRejected as refusal:
            faults = refusal.faults
        else:
            messages.success(request, f"{label}: {_outcome(result)}.")
            return redirect("staff:prices_import")
    return _page(request, form, faults, status=422)


def _preview(request: HttpRequest, content: bytes) -> HttpResponse:
    """What a table of exchange prices would do; nothing is stored.

    Raises:
        TableRejected: with every faulty row.
    """
    planned = plan_spot(read_spot_prices(content))
    shown = {"plan": planned, "told": format_days(planned.days)}
    if planned.new or planned.changed:
        shown["confirm"] = ConfirmForm(initial={"table": pack(content)})
    return _page(request, ImportForm(initial={"what": SPOT}), more=shown)


def _confirmed(request: HttpRequest) -> HttpResponse:
    """Take over the exchange prices that were shown."""
    form = ConfirmForm(request.POST)
    again = ImportForm(initial={"what": SPOT})
    if not form.is_valid():
        messages.error(request, "Die Vorschau ist unvollständig. Bitte noch einmal einlesen.")
        return redirect("staff:prices_import")
    label, take_over = IMPORTS[SPOT]
    try:
        result = take_over(
            form.call(request.user.get_username()), content=form.cleaned_data["table"]
        )
    except TableRejected as refusal:
        return _page(request, again, refusal.faults, status=422)
    messages.success(request, f"{label}: {_outcome(result)}.")
    return redirect("staff:prices_import")


def _page(
    request: HttpRequest,
    form: ImportForm,
    faults: list[RowFault] | None = None,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {
        **(more or {}),
        "form": form,
        "faults": faults,
        "known": [
            (COMPONENT_LABELS[one], market_queries.known_until([one], Commodity.ELECTRICITY))
            for one in _WATCHED
        ],
    }
    span = market_queries.known_spot_days()
    if span is not None:
        shown |= {"spot": span, "spot_gaps": market_queries.missing_spot_days(span)}
    return render(request, "staff/prices/imports.html", shown, status=status)


def _outcome(result: dict[str, int]) -> str:
    words = {"new": "neu", "changed": "geändert", "unchanged": "schon bekannt"}
    return ", ".join(f"{result.get(name, 0)} {word}" for name, word in words.items())
