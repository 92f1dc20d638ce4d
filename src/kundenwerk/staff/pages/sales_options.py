"""What an administrator renames, hides and orders: actions after a quote, supply situations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.commands import Call
from kundenwerk.platform.undo import Difference
from kundenwerk.sales.commands import options as commands
from kundenwerk.sales.models import OfferedOption
from kundenwerk.sales.queries.options import every_option
from kundenwerk.sales.rules.options import LIST_LABELS, LONGEST_LABEL
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.forms import CommandForm, TextField


@dataclass(frozen=True, slots=True)
class Shown:
    """One list as the settings page shows it."""

    code: str
    title: str
    rows: list[OfferedOption]


class NameForm(CommandForm):
    """Another name; ``shown`` is what the form was filled with."""

    label = TextField(label="Bezeichnung", max_length=LONGEST_LABEL)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_LABEL)


def lists() -> list[Shown]:
    """Every list with its entries."""
    return [
        Shown(one.value.lower(), label, every_option(one)) for one, label in LIST_LABELS.items()
    ]


@page(Permission.SETTINGS_WRITE, ("GET", "POST"))
def rename(request: HttpRequest, option_id: int) -> HttpResponse:
    """Call an entry something else."""
    option = _option(option_id)
    form = NameForm(request.POST or None, initial={"label": option.label, "shown": option.label})
    if request.method == "POST" and form.is_valid():
        given, call = form.cleaned_data, form.call(request.user.get_username())
        try:
            commands.rename_option(
                call, option_id=option_id, shown=given["shown"], label=given["label"]
            )
        except UnusableText as refusal:
            form.add_error("label", str(refusal))
        except commands.OptionRenamed as renamed:
            return undoing.conflict(
                request,
                "Der Eintrag wurde woanders umbenannt",
                [Difference("Bezeichnung", given["label"], renamed.present)],
                back=reverse("staff:sales_option", args=[option_id]),
            )
        else:
            undoing.tell(request, call, "Es bleibt alles, wie es war.")
            return redirect("staff:sales_settings")
    shown = {"form": form, "option": option}
    status = 422 if form.errors else 200
    return render(request, "staff/sales/option.html", shown, status=status)


@page(Permission.SETTINGS_WRITE, ("POST",))
def show(request: HttpRequest, option_id: int) -> HttpResponse:
    """Offer an entry or hide it."""
    is_shown = request.POST.get("zeigen") == "1"

    def run(call: Call) -> None:
        commands.show_option(call, option_id=option_id, is_shown=is_shown)

    return _step(request, option_id, run, f"show {is_shown}")


@page(Permission.SETTINGS_WRITE, ("POST",))
def move(request: HttpRequest, option_id: int) -> HttpResponse:
    """Put an entry before its neighbour or behind it."""
    up = request.POST.get("nach") == "oben"

    def run(call: Call) -> None:
        commands.move_option(call, option_id=option_id, up=up)

    return _step(request, option_id, run, f"move {up}")


def _step(
    request: HttpRequest, option_id: int, run: Callable[[Call], None], what: str
) -> HttpResponse:
    """One press of a button beside an entry."""
    option = _option(option_id)
    form = CommandForm(request.POST)
    if form.is_valid():
        # The page has one key for all of its buttons.
        call = form.call(request.user.get_username()).derive("option", option_id, what)
        try:
            run(call)
        except commands.LastOption:
            messages.error(request, "Eine Liefersituation muss bleiben. Zeigen Sie zuerst eine an.")
        else:
            undoing.tell(request, call)
    return redirect(f"{reverse('staff:sales_settings')}#{option.belongs_to.lower()}")


def _option(option_id: int) -> OfferedOption:
    found = OfferedOption.objects.filter(pk=option_id).first()
    if found is None:
        raise Http404
    return found


_OPTION = "einstellungen/vertrieb/auswahl/<int:option_id>/"
urlpatterns = [
    path(_OPTION, rename, name="sales_option"),
    path(f"{_OPTION}anzeigen/", show, name="sales_option_show"),
    path(f"{_OPTION}verschieben/", move, name="sales_option_move"),
]
