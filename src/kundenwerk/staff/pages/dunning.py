"""Dunning: who gets a letter today and who not, the run, the letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.debtors import queries as debtors
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.platform import clock
from kundenwerk.platform.models import Run
from kundenwerk.receivables import commands, queries
from kundenwerk.receivables.queries import notices as letters
from kundenwerk.receivables.queries.procedures import procedures_on
from kundenwerk.staff import listing, tiles
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import NOTICES, PROPOSAL
from kundenwerk.staff.pages import runs
from kundenwerk.ui.forms import Choice, CommandForm, DecimalField

RECENT = 10


class RunForm(CommandForm):
    """Which letters go out, and their number, typed as a confirmation."""

    level = forms.ChoiceField(label="Welche Schreiben", widget=Choice)
    count = DecimalField(
        places=0,
        label="Anzahl der Schreiben",
        max_length=9,
        help_text="Bitte zur Bestätigung eintippen. Was versendet ist, kommt nicht zurück.",
    )

    def __init__(self, *args: Any, levels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = levels  # type: ignore[attr-defined]


@page(Permission.RECEIVABLES_READ)
def dunning(request: HttpRequest) -> HttpResponse:
    """Today's proposal, computed anew each time: letters, and why others get none (A7)."""
    shown = {"may_run": may(request.user, Permission.RECEIVABLES_WRITE)}
    return listing.show(request, PROPOSAL, shown, "staff/dunning/list.html")


@page(Permission.RECEIVABLES_READ)
def notice_list(request: HttpRequest) -> HttpResponse:
    """The letters written."""
    shown = {"may_run": may(request.user, Permission.RECEIVABLES_WRITE)}
    return listing.show(request, NOTICES, shown, "staff/dunning/list.html")


@page(Permission.RECEIVABLES_READ)
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One letter: its claims as of the day, its computation, its document."""
    try:
        one = letters.notice(notice_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    items = sorted(one.items.all(), key=lambda item: item.position)
    shown = {"notice": one, "items": items, "document": letters.document(one)}
    return render(request, "staff/dunning/notice.html", shown)


@page(Permission.RECEIVABLES_WRITE, methods=("GET", "POST"))
def run(request: HttpRequest) -> HttpResponse:
    """Start the letters of today after their number was typed."""
    today = clock.today()
    figures = queries.figures(today)
    names = {
        level.number: level.name
        for procedure in procedures_on(today).values()
        for level in procedure.levels
    }
    levels = [("0", f"Alle ({format_decimal(figures.letters)})")]
    levels += [
        (str(number), f"{names.get(number, number)} ({format_decimal(count)})")
        for number, count in sorted(figures.levels.items())
    ]
    form = RunForm(request.POST or None, levels=levels, initial={"level": "0"})
    if request.method == "POST" and form.is_valid():
        try:
            run_id = commands.start_dunning(
                form.call(request.user.get_username()),
                day=today,
                expected=int(form.cleaned_data["count"]),
                level=int(form.cleaned_data["level"]),
            )
        except commands.NobodyDue:
            form.add_error(None, "Heute ist kein Schreiben mehr fällig.")
        except commands.CountChanged as changed:
            verb = "ist" if changed.count == 1 else "sind"
            form.add_error("count", f"Es {verb} {format_decimal(changed.count)} Schreiben.")
        else:
            return redirect("staff:run", run_id)
    shown = {
        "form": form,
        "figures": figures,
        "recent": Run.objects.filter(kind=commands.DUNNING).order_by("-pk")[:RECENT],
    }
    status = 422 if form.errors else 200
    return render(request, "staff/dunning/run.html", shown, status=status)


@page(Permission.LEDGER_WRITE, methods=("POST",))
def offset(request: HttpRequest, account_id: int) -> HttpResponse:
    """Settle the claims of an account with its own credits."""
    form = CommandForm(request.POST)
    try:
        account = debtors.account(account_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if form.is_valid():
        call = form.call(request.user.get_username())
        try:
            cents = commands.offset_credit(call, account_id=account_id, day=clock.today())
        except commands.NothingToOffset:
            messages.info(request, "Hier ist nichts zu verrechnen.")
        else:
            messages.success(request, f"{Money(cents)} Guthaben verrechnet.")
    return redirect("staff:debtor", account.ledger_account_id)


def _detail(request: HttpRequest, one: Run) -> dict[str, Any]:
    del request
    return {"written": letters.notices().filter(run=one).count()}


# What was left out is in the next proposal, so rows are not repeated.
runs.describe(commands.DUNNING, runs.View("staff/dunning/_run_detail.html", _detail))

tiles.register(
    tiles.Tile(
        "Mahnungen heute fällig",
        "staff:dunning",
        "?grund=mahnen",
        Permission.RECEIVABLES_WRITE,
        lambda day: queries.figures(day).letters,
        is_work=True,
    )
)

urlpatterns: list[URLPattern] = [
    path("mahnungen/", dunning, name="dunning"),
    path("mahnungen/lauf/", run, name="dunning_run"),
    path("mahnungen/schreiben/", notice_list, name="notices"),
    path("mahnungen/<int:notice_id>/", notice, name="notice"),
    path("mahnungen/guthaben/<int:account_id>/verrechnen/", offset, name="credit_offset"),
]
