"""Tariffs and dated prices: what is sold, a price change from draft to contracts, imports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.rules.deadlines import NoticeTooLate
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.market import commands as market
from kundenwerk.market import queries as market_queries
from kundenwerk.market.formats.tables import RowFault, TableRejected
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS, Component
from kundenwerk.platform import clock
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages.tier_form import TierForm, prices_in, stale_prices, tier_form
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.ui.forms import CommandForm, DayField, TextField

MAX_BYTES = 5 * 1024 * 1024

IMPORTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "preisbestandteile": ("Umlagen, Steuern, Entgelte", market.import_components),
    "netzpreise": ("Preise der Netzbetreiber", market.import_grid_prices),
    "netzgebiete": ("Netzgebiete", market.import_grid_areas),
    "marktpartner": ("Marktpartner", market.import_participants),
    "spotpreise": ("Börsenpreise je Viertelstunde", market.import_spot_prices),
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
    file = forms.FileField(label="CSV-Datei", allow_empty_file=True)

    def clean_file(self) -> Any:
        """Refuse what is too large before reading it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Die Datei ist größer als 5 MB.")
        return file


class ChangeForm(CommandForm):
    """The first day and the name of new prices."""

    start = DayField(label="Neue Preise ab")
    label = TextField(
        label="Bezeichnung", max_length=80, help_text="Zum Beispiel „Preisstand 04/2027“."
    )


class ApplyForm(CommandForm):
    """When the last customer was told of the new prices."""

    announced_on = DayField(
        label="Kunden informiert am", help_text="§ 41 Abs. 5 EnWG: einen Monat vorher."
    )


@page(Permission.TARIFFS_READ)
def prices(request: HttpRequest) -> HttpResponse:
    """All tariffs with the version in force, and the imports of dated facts."""
    today = clock.today()
    versions = (
        TariffVersion.objects.filter(prices__contains=today, approved_on__isnull=False)
        .select_related("tariff")
        .prefetch_related("tiers")
    )
    present = {version.tariff_id: version for version in versions}
    tariffs = Tariff.objects.order_by("commodity", "name")
    shown = {
        "tariffs": [(tariff, present.get(tariff.pk)) for tariff in tariffs],
        "form": ImportForm() if may(request.user, Permission.TARIFFS_WRITE) else None,
        "known": [
            (COMPONENT_LABELS[one], market_queries.known_until([one], Commodity.ELECTRICITY))
            for one in _WATCHED
        ],
    }
    return render(request, "staff/prices/page.html", shown)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def import_table(request: HttpRequest) -> HttpResponse:
    """Take over a table whole or not at all; faults are shown by row."""
    form = ImportForm(request.POST, request.FILES)
    faults: list[RowFault] = []
    if form.is_valid():
        label, take_over = IMPORTS[form.cleaned_data["what"]]
        content = form.cleaned_data["file"].read()
        try:
            result = take_over(form.call(request.user.get_username()), content=content)
        except TableRejected as refusal:
            faults = refusal.faults
        else:
            messages.success(request, f"{label}: {_outcome(result)}.")
            return redirect("staff:prices")
    shown = {"form": form, "faults": faults}
    return render(request, "staff/prices/faults.html", shown, status=422)


def _outcome(result: dict[str, int]) -> str:
    words = {"new": "neu", "changed": "geändert", "unchanged": "schon bekannt"}
    return ", ".join(f"{result.get(name, 0)} {word}" for name, word in words.items())


@page(Permission.TARIFFS_READ)
def tariff(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """One tariff with all its versions; a price change begins here."""
    return render(request, "staff/prices/tariff.html", _tariff(request, tariff_id))


def _tariff(request: HttpRequest, tariff_id: int, **bound: forms.Form) -> dict[str, object]:
    found = Tariff.objects.filter(pk=tariff_id).first()
    if found is None:
        raise Http404
    versions = found.versions.prefetch_related("tiers").order_by("-prices")
    may_write = may(request.user, Permission.TARIFFS_WRITE)
    return {
        "tariff": found,
        "versions": versions,
        "change": bound.get("change", ChangeForm()) if may_write and versions else None,
    }


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def prepare(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """Copy the latest version into a draft (Preisanpassung vorbereiten)."""
    form = ChangeForm(request.POST)
    if form.is_valid():
        try:
            version_id = commands.prepare_version(
                form.call(request.user.get_username()),
                tariff_id=tariff_id,
                start=form.cleaned_data["start"],
                label=form.cleaned_data["label"],
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("staff:version", version_id)
    shown = _tariff(request, tariff_id, change=form)
    return render(request, "staff/prices/tariff.html", shown, status=422)


def _version(version_id: int) -> TariffVersion:
    found = TariffVersion.objects.select_related("tariff").filter(pk=version_id).first()
    if found is None:
        raise Http404
    return found


@page(Permission.TARIFFS_READ)
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """One version: its tiers, and for a draft the way to the contracts."""
    return render(request, "staff/prices/version.html", _shown(request, version_id))


def _shown(request: HttpRequest, version_id: int, **bound: forms.Form) -> dict[str, object]:
    found = _version(version_id)
    may_write = may(request.user, Permission.TARIFFS_WRITE)
    is_draft = found.approved_on is None
    return {
        "version": found,
        "tiers": [(tier, tier_form(tier)) for tier in found.tiers.order_by("from_kwh")],
        "editable": may_write and is_draft,
        "approval": CommandForm() if may_write and is_draft else None,
        "apply": bound.get("apply", ApplyForm(initial={"announced_on": clock.today()}))
        if may_write and not is_draft
        else None,
        "faulty": bound.get("tier"),
    }


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def set_tier(request: HttpRequest, version_id: int, tier_id: int) -> HttpResponse:
    """Change the prices of one band of a draft."""
    tier = _version(version_id).tiers.filter(pk=tier_id).first()
    if tier is None:
        raise Http404
    form = TierForm(request.POST)
    if form.is_valid():
        new = prices_in(form)
        call = form.call(request.user.get_username())
        shown = form.cleaned_data["shown"].split("|")
        try:
            commands.set_tier_prices(call, tier_id=tier_id, shown=shown, new=new.texts())
        except commands.NotDraft:
            messages.error(request, "Freigegebene Preise ändern sich nicht mehr.")
        except commands.StaleTier as stale:
            return stale_prices(request, form, version_id, stale)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        if not form.errors:
            undoing.tell(request, call)
            return redirect("staff:version", version_id)
    again = _shown(request, version_id, tier=form)
    return render(request, "staff/prices/version.html", again, status=422)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def approve(request: HttpRequest, version_id: int) -> HttpResponse:
    """Approve a draft; it is on sale from its first day."""
    form = CommandForm(request.POST)
    if form.is_valid():
        try:
            commands.activate_version(
                form.call(request.user.get_username()), version_id=version_id, day=clock.today()
            )
        except (commands.NotDraft, commands.NoTiers, commands.VersionOverlaps):
            text = "Nicht freigegeben: die Preise fehlen oder überschneiden andere freigegebene."
            messages.error(request, text)
        else:
            messages.success(request, "Freigegeben.")
    return redirect("staff:version", version_id)


@page(Permission.TARIFFS_WRITE, methods=("POST",))
def apply(request: HttpRequest, version_id: int) -> HttpResponse:
    """Give the running contracts of the tariff the new prices."""
    form = ApplyForm(request.POST)
    if form.is_valid():
        try:
            result = contracts.apply_tariff_version(
                form.call(request.user.get_username()),
                version_id=version_id,
                announced_on=form.cleaned_data["announced_on"],
                at=clock.now(),
            )
        except NoticeTooLate as refusal:
            day = format_day(refusal.latest)
            form.add_error("announced_on", f"Spätestens am {day} mussten alle informiert sein.")
        except contracts.TierMissing as refusal:
            form.add_error(None, f"Für {refusal.count} Verträge fehlt eine passende Preisstaffel.")
        else:
            changed, kept = result["changed"], result["kept"]
            text = f"{changed} {'Vertrag' if changed == 1 else 'Verträge'} umgestellt"
            text += f", {kept} mit Preisgarantie nicht." if kept else "."
            messages.success(request, text)
            return redirect("staff:version", version_id)
    shown = _shown(request, version_id, apply=form)
    return render(request, "staff/prices/version.html", shown, status=422)
