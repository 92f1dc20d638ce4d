"""What an administrator adds, renames, hides and orders: actions after a quote, situations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, path, resolve, reverse

from kundenwerk.contracts.rules import SITUATION_LABELS, SupplySituation
from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.commands import Call
from kundenwerk.platform.undo import Difference
from kundenwerk.sales.commands import options as commands
from kundenwerk.sales.models import OfferedOption
from kundenwerk.sales.queries.options import every_option
from kundenwerk.sales.rules.options import (
    LIST_LABELS,
    LONGEST_ADDRESS,
    LONGEST_LABEL,
    PLACEHOLDERS,
    OptionList,
    checked_address,
    filled,
)
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.ordered import Ordered
from kundenwerk.ui.forms import Choice, CommandForm, TextField

_EXAMPLE = dict.fromkeys(PLACEHOLDERS, 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """One list as the settings page shows it; ``adds`` is what its button says."""

    code: str
    title: str
    adds: str
    rows: list[OfferedOption]


class NameForm(CommandForm):
    """What an entry is called."""

    label = TextField(label="Bezeichnung", max_length=LONGEST_LABEL)


class ActionForm(NameForm):
    """An own action: a page of ours or another site."""

    address = TextField(
        label="Adresse",
        max_length=LONGEST_ADDRESS,
        help_text="Eine Seite von hier, zum Beispiel /kunden/{business_partner}/, oder eine "
        "andere, die mit https:// beginnt.",
    )

    def clean_address(self) -> str:
        """A page of ours must exist; everything else the rule decides."""
        try:
            address = checked_address(self.cleaned_data["address"])
        except UnusableText as refusal:
            raise forms.ValidationError(str(refusal)) from None
        try:
            if address.startswith("/"):
                resolve(urlsplit(filled(address, _EXAMPLE)).path)
        except Resolver404:
            raise forms.ValidationError("Diese Seite gibt es hier nicht.") from None
        return address


class SituationForm(NameForm):
    """An own supply situation and what the market is told."""

    meaning = forms.ChoiceField(
        label="Bedeutung im Markt",
        choices=[(code.value, f"{label} ({code})") for code, label in SITUATION_LABELS.items()],
        widget=Choice,
        help_text="Der Transaktionsgrund, mit dem wir beim Netzbetreiber anmelden. "
        "Er lässt sich später nicht ändern.",
    )


def lists() -> list[Shown]:
    """Every list with its entries."""
    adds = {OptionList.NEXT_ACTION: "Aktion", OptionList.SITUATION: "Liefersituation"}
    return [
        Shown(one.value.lower(), label, adds[one], every_option(one))
        for one, label in LIST_LABELS.items()
    ]


@page(Permission.SETTINGS_WRITE, ("GET", "POST"))
def add(request: HttpRequest, list_code: str) -> HttpResponse:
    """Another entry at the end of a list."""
    if list_code not in {one.value.lower() for one in OptionList}:
        raise Http404
    is_action = list_code == OptionList.NEXT_ACTION.lower()
    form = (ActionForm if is_action else SituationForm)(request.POST or None)

    def run(call: Call) -> None:
        given = form.cleaned_data
        if is_action:
            commands.add_action(call, label=given["label"], address=given["address"])
        else:
            meaning = SupplySituation(given["meaning"])
            commands.add_situation(call, label=given["label"], meaning=meaning)

    return _saved(request, form, list_code, run) or _form(
        request, form, "Aktion hinzufügen" if is_action else "Liefersituation hinzufügen"
    )


@page(Permission.SETTINGS_WRITE, ("GET", "POST"))
def change(request: HttpRequest, option_id: int) -> HttpResponse:
    """Call an entry something else, let an own action lead elsewhere."""
    option = _option(option_id)
    start = {"label": option.label, "address": option.address}
    form = (ActionForm if option.address else NameForm)(request.POST or None, initial=start)
    for name, text in start.items():  # what the form was filled with
        form.fields[f"shown_{name}"] = forms.CharField(
            widget=forms.HiddenInput, initial=text, max_length=LONGEST_ADDRESS, required=False
        )

    def run(call: Call) -> None:
        given = form.cleaned_data
        commands.change_option(
            call,
            option_id=option_id,
            shown=(given["shown_label"], given["shown_address"]),
            label=given["label"],
            address=given.get("address", ""),
        )

    try:
        saved = _saved(request, form, option.belongs_to.lower(), run)
    except commands.OptionChanged as changed:
        given = form.cleaned_data
        now = [("Bezeichnung", "label", changed.label), ("Adresse", "address", changed.address)]
        return undoing.conflict(
            request,
            "Der Eintrag wurde woanders geändert",
            [Difference(word, given.get(name, ""), text) for word, name, text in now if text],
            back=reverse("staff:sales_option", args=[option_id]),
        )
    return saved or _form(request, form, f"„{option.label}“", option)


def _saved(
    request: HttpRequest, form: NameForm, list_code: str, run: Callable[[Call], None]
) -> HttpResponse | None:
    """The way back after a command; nothing while the form must be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    call = form.call(request.user.get_username())
    try:
        run(call)
    except UnusableText as refusal:
        form.add_error("label", str(refusal))
        return None
    undoing.tell(request, call, "Es bleibt alles, wie es war.")
    return redirect(_list_url(list_code))


def _form(
    request: HttpRequest, form: NameForm, title: str, option: OfferedOption | None = None
) -> HttpResponse:
    shown = {
        "form": form,
        "title": title,
        "option": option,
        "placeholders": PLACEHOLDERS if "address" in form.fields else {},
        "action": CommandForm(),
    }
    status = 422 if form.errors else 200
    return render(request, "staff/sales/option.html", shown, status=status)


@page(Permission.SETTINGS_WRITE, ("POST",))
def show(request: HttpRequest, option_id: int) -> HttpResponse:
    """Offer an entry or hide it."""
    return _ROWS.show_pressed(request, option_id)


@page(Permission.SETTINGS_WRITE, ("POST",))
def move(request: HttpRequest, option_id: int) -> HttpResponse:
    """Put an entry before its neighbour or behind it."""
    return _ROWS.move_pressed(request, option_id)


@page(Permission.SETTINGS_WRITE, ("POST",))
def remove(request: HttpRequest, option_id: int) -> HttpResponse:
    """Take an own entry out of its list."""

    def run(call: Call) -> None:
        commands.remove_option(call, option_id=option_id)

    return _ROWS.press(request, option_id, "remove", run)


def _option(option_id: int) -> OfferedOption:
    found = OfferedOption.objects.filter(pk=option_id).first()
    if found is None:
        raise Http404
    return found


def _list_url(list_code: str) -> str:
    return f"{reverse('staff:sales_settings')}#{list_code}"


_ROWS = Ordered(
    name="option",
    show=lambda call, pk, on: commands.show_option(call, option_id=pk, is_shown=on),
    move=lambda call, pk, up: commands.move_option(call, option_id=pk, up=up),
    back=lambda pk: _list_url(_option(pk).belongs_to.lower()),
    refusals={
        commands.LastOption: "Eine Liefersituation muss bleiben. Zeigen Sie zuerst eine an.",
        commands.OptionFixed: "Dieser Eintrag gehört zum Programm oder steht in Angeboten. "
        "Blenden Sie ihn aus.",
    },
)

_LISTS = "einstellungen/vertrieb/auswahl/"
_OPTION = f"{_LISTS}<int:option_id>/"
urlpatterns = [
    path(f"{_LISTS}<slug:list_code>/neu/", add, name="sales_option_add"),
    path(_OPTION, change, name="sales_option"),
    path(f"{_OPTION}anzeigen/", show, name="sales_option_show"),
    path(f"{_OPTION}verschieben/", move, name="sales_option_move"),
    path(f"{_OPTION}entfernen/", remove, name="sales_option_remove"),
]
