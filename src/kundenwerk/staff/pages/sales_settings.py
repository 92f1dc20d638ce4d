"""How this supplier sells: bank details, contract accounts, kinds of energy."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.platform.constraints import choices
from kundenwerk.platform.undo import Difference
from kundenwerk.sales import commands
from kundenwerk.sales.commands.settings import LONGEST_UNDO
from kundenwerk.sales.models import EnergyKind
from kundenwerk.sales.queries.kinds import every_kind
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.kinds import ICONS, LONGEST_LABEL, KindRefused
from kundenwerk.sales.rules.vocabulary import HANDOVER_LABELS, BankAccountDuty
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages import sales_options
from kundenwerk.staff.pages.ordered import Ordered
from kundenwerk.supply.rules import USAGE_LABELS
from kundenwerk.ui.forms import Choice, CommandForm, TextField


class SettingsForm(CommandForm):
    """What holds for every quote."""

    bank_account = forms.ChoiceField(
        label="Bankverbindung bei der Übergabe nötig",
        choices=choices(HANDOVER_LABELS),
        widget=Choice,
        help_text="Ohne Bankverbindung wird aus einem angenommenen Angebot kein Vertrag.",
    )
    existing_account = forms.BooleanField(
        label="Ein bestehendes Vertragskonto darf für eine neue Lieferstelle genutzt werden",
        required=False,
    )
    merge_undo_days = forms.IntegerField(
        label="Zusammengeführte Kunden wieder trennen binnen Tagen",
        min_value=0,
        max_value=LONGEST_UNDO,
        help_text="Gilt für Zusammenführungen ab jetzt; frühere behalten ihre Frist.",
    )
    shown = forms.RegexField(r"^[A-Z_]+\|[01]\|[0-9]{1,3}$", widget=forms.HiddenInput)


class KindForm(CommandForm):
    """What a kind of energy is called."""

    label = TextField(label="Bezeichnung", max_length=LONGEST_LABEL)
    icon = forms.ChoiceField(label="Zeichen", choices=list(ICONS.items()))


class NewKindForm(KindForm):
    """A kind of energy that is not offered yet."""

    commodity = forms.ChoiceField(label="Sparte", choices=choices(COMMODITY_LABELS), widget=Choice)
    usage = forms.ChoiceField(
        label="Verbrauchsart",
        choices=[("", "keine (Gas)"), *choices(USAGE_LABELS)],
        required=False,
    )


class RenameForm(KindForm):
    """Another name for a kind; ``shown`` is what the form was filled with."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=80)


@page(Permission.SETTINGS_READ, ("GET", "POST"))
def sales_settings(request: HttpRequest) -> HttpResponse:
    """Every setting of sales on one page; POST stores those that hold for every quote."""
    form = _settings_form()
    if request.method == "POST":
        form = SettingsForm(request.POST)
        if not may(request.user, Permission.SETTINGS_WRITE):
            return render(request, "staff/forbidden.html", status=403)
        if form.is_valid():
            return _save(request, form)
    return _page(request, form=form)


def _save(request: HttpRequest, form: SettingsForm) -> HttpResponse:
    given = form.cleaned_data
    duty, account, days = given["shown"].split("|")
    call = form.call(request.user.get_username())
    try:
        commands.save_sales_settings(
            call,
            shown={
                "handover_requires_bank_account": duty,
                "existing_account_for_new_supply_point": account == "1",
                "merge_undo_days": int(days),
            },
            bank_account=BankAccountDuty(given["bank_account"]),
            existing_account=given["existing_account"],
            merge_undo_days=given["merge_undo_days"],
        )
    except commands.StaleSettings as stale:
        return undoing.conflict(
            request,
            "Die Einstellungen wurden woanders geändert",
            stale.differences,
            back=reverse("staff:sales_settings"),
        )
    undoing.tell(request, call, "Es bleibt alles, wie es war.")
    return redirect("staff:sales_settings")


@page(Permission.SETTINGS_WRITE, ("POST",))
def add_kind(request: HttpRequest) -> HttpResponse:
    """Offer another kind of energy."""
    form = NewKindForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.add_energy_kind(
                form.call(request.user.get_username()),
                label=given["label"],
                icon=given["icon"],
                commodity=Commodity(given["commodity"]),
                usage=UsageType(given["usage"]) if given["usage"] else None,
            )
        except KindRefused as refusal:
            for name, sentence in refusal.errors.items():
                form.add_error(name, sentence)
        else:
            messages.success(request, f"{given['label']} wird jetzt angeboten.")
            return redirect("staff:sales_settings")
    return _page(request, new_kind=form)


@page(Permission.SETTINGS_WRITE, ("GET", "POST"))
def rename_kind(request: HttpRequest, kind_id: int) -> HttpResponse:
    """Call a kind of energy something else."""
    kind = _kind(kind_id)
    start = {"label": kind.label, "icon": kind.icon, "shown": f"{kind.icon}|{kind.label}"}
    form = RenameForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        icon, _, label = given["shown"].partition("|")
        call = form.call(request.user.get_username())
        try:
            commands.rename_energy_kind(
                call,
                kind_id=kind_id,
                shown={"label": label, "icon": icon},
                label=given["label"],
                icon=given["icon"],
            )
        except KindRefused as refusal:
            for name, sentence in refusal.errors.items():
                form.add_error(name, sentence)
        except commands.StaleKind as stale:
            return undoing.conflict(
                request,
                "Die Energieart wurde woanders geändert",
                [Difference("Bezeichnung", given["label"], stale.current["label"])],
                back=reverse("staff:energy_kind", args=[kind_id]),
            )
        else:
            undoing.tell(request, call, "Es bleibt alles, wie es war.")
            return redirect("staff:sales_settings")
    status = 422 if form.errors else 200
    return render(request, "staff/sales/kind.html", {"form": form, "kind": kind}, status=status)


@page(Permission.SETTINGS_WRITE, ("POST",))
def show_kind(request: HttpRequest, kind_id: int) -> HttpResponse:
    """Offer a kind of energy or hide it."""
    return _ROWS.show_pressed(request, kind_id)


@page(Permission.SETTINGS_WRITE, ("POST",))
def move_kind(request: HttpRequest, kind_id: int) -> HttpResponse:
    """Put a button before its neighbour or behind it."""
    return _ROWS.move_pressed(request, kind_id)


def _page(request: HttpRequest, **bound: forms.Form) -> HttpResponse:
    may_write = may(request.user, Permission.SETTINGS_WRITE)
    shown = {
        "form": bound.get("form") or _settings_form(),
        "new_kind": bound.get("new_kind") or NewKindForm(auto_id="neu_%s"),
        "kinds": every_kind(),
        "option_lists": sales_options.lists(),
        "action": CommandForm(),
        "may_write": may_write,
    }
    status = 422 if any(form.errors for form in bound.values()) else 200
    return render(request, "staff/sales/settings.html", shown, status=status)


def _settings_form() -> SettingsForm:
    row = settings()
    account, days = row.existing_account_for_new_supply_point, row.merge_undo_days
    return SettingsForm(
        initial={
            "bank_account": row.handover_requires_bank_account,
            "existing_account": account,
            "merge_undo_days": days,
            "shown": f"{row.handover_requires_bank_account}|{int(account)}|{days}",
        }
    )


def _kind(kind_id: int) -> EnergyKind:
    found = next((one for one in every_kind() if one.pk == kind_id), None)
    if found is None:
        raise Http404
    return found


def _back(kind_id: int) -> str:
    _kind(kind_id)
    return reverse("staff:sales_settings")


_ROWS = Ordered(
    name="kind",
    show=lambda call, pk, on: commands.show_energy_kind(call, kind_id=pk, is_visible=on),
    move=lambda call, pk, up: commands.move_energy_kind(call, kind_id=pk, up=up),
    back=_back,
    refusals={commands.LastKind: "Eine Energieart muss bleiben. Zeigen Sie zuerst eine andere an."},
)

_KIND = "einstellungen/vertrieb/energieart/"
urlpatterns = [
    path("einstellungen/vertrieb/", sales_settings, name="sales_settings"),
    path(f"{_KIND}neu/", add_kind, name="energy_kind_add"),
    path(f"{_KIND}<int:kind_id>/", rename_kind, name="energy_kind"),
    path(f"{_KIND}<int:kind_id>/anzeigen/", show_kind, name="energy_kind_show"),
    path(f"{_KIND}<int:kind_id>/verschieben/", move_kind, name="energy_kind_move"),
]
