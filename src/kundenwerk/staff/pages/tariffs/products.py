"""Tariffs: the list, one tariff with its versions, a new one, its master data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.platform.constraints import choices
from kundenwerk.staff import listing, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import TARIFFS
from kundenwerk.supply.rules import REGISTER_COUNT_LABELS, USAGE_LABELS
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import Tariff
from kundenwerk.tariffs.rules.version import TariffData, TariffRefused
from kundenwerk.tariffs.rules.vocabulary import SUPPLY_KIND_LABELS, SupplyKind
from kundenwerk.ui.forms import (
    Choice,
    CommandForm,
    DayField,
    NameField,
    Several,
    ShownForm,
    TextField,
)


class TariffForm(ShownForm):
    """A product under one name."""

    name = NameField(
        label="Tarif", max_length=80, help_text="So steht er auf Angebot und Rechnung."
    )
    code = TextField(
        label="Kürzel", max_length=20, help_text="2 bis 20 Zeichen: A bis Z, Ziffern, Bindestriche."
    )
    commodity = forms.ChoiceField(
        label="Sparte", choices=choices(COMMODITY_LABELS), widget=Choice, initial="ELECTRICITY"
    )
    supply_kind = forms.ChoiceField(
        label="Versorgungsart",
        choices=choices(SUPPLY_KIND_LABELS),
        widget=Choice,
        initial="SPECIAL",
    )
    usage_types = forms.MultipleChoiceField(
        label="Verbrauchsarten",
        choices=choices(USAGE_LABELS),
        widget=Several,
        required=False,
        help_text="Nur Strom. Ohne Auswahl gilt der Tarif für alle.",
    )
    register_counts = forms.MultipleChoiceField(
        label="Tarifanzahl des Zählers",
        choices=choices(REGISTER_COUNT_LABELS),
        widget=Several,
        required=False,
        help_text="Nur Strom. Ohne Auswahl gilt der Tarif für alle.",
    )
    is_green = forms.BooleanField(label="Ökotarif", required=False)
    is_online = forms.BooleanField(label="Onlinetarif", required=False)
    is_b2b = forms.BooleanField(label="Großkundentarif (B2B)", required=False)

    @classmethod
    def of(cls, data: TariffData) -> TariffForm:
        """The form with a tariff as it is."""
        return cls(initial=_typed(data))

    def entered(self) -> TariffData:
        """What was entered."""
        return _data(self.cleaned_data)

    def shown(self) -> TariffData:
        """What the form was shown with.

        Raises:
            ValidationError: see ``shown_values``.
        """
        return _data(self.shown_values())


def _typed(data: TariffData) -> dict[str, Any]:
    return {
        "name": data.name,
        "code": data.code,
        "commodity": data.commodity.value,
        "supply_kind": data.supply_kind.value,
        "usage_types": sorted(one.value for one in data.usage_types),
        "register_counts": sorted(one.value for one in data.register_counts),
        "is_green": data.is_green,
        "is_online": data.is_online,
        "is_b2b": data.is_b2b,
    }


def _data(given: dict[str, Any]) -> TariffData:
    return TariffData(
        code=given["code"],
        name=given["name"],
        commodity=Commodity(given["commodity"]),
        usage_types=frozenset(UsageType(one) for one in given["usage_types"]),
        register_counts=frozenset(RegisterCount(one) for one in given["register_counts"]),
        is_green=given["is_green"],
        is_online=given["is_online"],
        is_b2b=given["is_b2b"],
        supply_kind=SupplyKind(given["supply_kind"]),
    )


class ChangeForm(CommandForm):
    """The first day and the name of new prices."""

    start = DayField(label="Neue Preise ab")
    label = TextField(
        label="Bezeichnung", max_length=80, help_text="Zum Beispiel „Preisstand 04/2027“."
    )


@page(Permission.TARIFFS_READ)
def prices(request: HttpRequest) -> HttpResponse:
    """All tariffs."""
    more = {"may_write": may(request.user, Permission.TARIFFS_WRITE)}
    return listing.show(request, TARIFFS, more, "staff/prices/page.html")


def found_tariff(tariff_id: int) -> Tariff:
    """The tariff of an address.

    Raises:
        Http404: there is none.
    """
    found = Tariff.objects.filter(pk=tariff_id).first()
    if found is None:
        raise Http404
    return found


@page(Permission.TARIFFS_READ)
def tariff(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """One tariff with all its versions; a price change begins here."""
    return render(request, "staff/prices/tariff.html", _tariff(request, tariff_id))


def _tariff(request: HttpRequest, tariff_id: int, **bound: forms.Form) -> dict[str, object]:
    found = found_tariff(tariff_id)
    versions = list(found.versions.prefetch_related("tiers").order_by("-prices", "-pk"))
    may_write = may(request.user, Permission.TARIFFS_WRITE)
    return {
        "tariff": found,
        "usages": [USAGE_LABELS[UsageType(one)] for one in found.usage_types],
        "registers": [REGISTER_COUNT_LABELS[RegisterCount(one)] for one in found.register_counts],
        "versions": versions,
        "may_write": may_write,
        "first_use": queries.first_use(tariff_id),
        "change": bound.get("change", ChangeForm()) if may_write and versions else None,
    }


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def create(request: HttpRequest) -> HttpResponse:
    """A new tariff; its first version follows."""
    form = TariffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        if made := _attempt(form, lambda: commands.create_tariff(call, data=form.entered())):
            return redirect("staff:version_new", made)
    status = 422 if form.errors else 200
    return render(request, "staff/prices/tariff_edit.html", {"form": form}, status=status)


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def edit(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """Change a tariff nobody relies on yet."""
    found = found_tariff(tariff_id)
    used = queries.first_use(tariff_id)
    form = TariffForm(request.POST) if request.POST else TariffForm.of(queries.tariff_data(found))
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        try:
            shown = form.shown()
            done = _attempt(
                form,
                lambda: commands.update_tariff(
                    call, tariff_id=tariff_id, shown=shown, data=form.entered()
                ),
            )
        except commands.StaleTariff as stale:
            return _stale(request, form, tariff_id, stale)
        except commands.TariffUsed as refusal:
            used, done = refusal.version, None
        except (ValueError, forms.ValidationError):
            form.add_error(None, "Bitte laden Sie die Seite neu.")
            done = None
        if done:
            undoing.tell(request, call)
            return redirect("staff:tariff", tariff_id)
    status = 422 if form.errors or (used and request.method == "POST") else 200
    return render(
        request,
        "staff/prices/tariff_edit.html",
        {"form": form, "tariff": found, "used": used},
        status=status,
    )


def _attempt(form: TariffForm, work: Any) -> int | None:
    try:
        return int(work())
    except TariffRefused as refusal:
        for name, reason in refusal.faults.items():
            form.add_error(name, reason)
    except commands.TariffCodeTaken:
        form.add_error("code", "Dieses Kürzel hat schon ein anderer Tarif.")
    return None


def _stale(
    request: HttpRequest, form: TariffForm, tariff_id: int, stale: commands.StaleTariff
) -> HttpResponse:
    mine = TariffForm(initial=_typed(form.entered()))
    now = TariffForm(initial=_typed(stale.current))
    given: list[tuple[str, object]] = [("key", form.fresh_key())]
    for name in TariffForm.names():
        given += _sent(name, mine.initial[name])
        given += _sent(now.add_initial_prefix(name), now.initial[name])
    return undoing.conflict(
        request,
        "Der Tarif wurde woanders geändert",
        commands.tariff_differences(form.entered(), stale.current),
        back=reverse("staff:tariff_edit", args=[tariff_id]),
        given=given,
    )


def _sent(name: str, value: object) -> list[tuple[str, object]]:
    """A value as a form sends it: one field for each of several, none for an empty box."""
    if isinstance(value, list):
        return [(name, one) for one in value]
    return [] if value is False else [(name, value)]


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
        except commands.NoPredecessor:
            return redirect("staff:version_new", tariff_id)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("staff:version_edit", version_id)
    shown = _tariff(request, tariff_id, change=form)
    return render(request, "staff/prices/tariff.html", shown, status=422)
