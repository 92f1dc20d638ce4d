"""Two records that may be one customer: side by side, made one, parted again."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.rules.merging import GROUP_LABELS
from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.sales import commands
from kundenwerk.sales.models import PossibleDuplicate
from kundenwerk.sales.queries import merging
from kundenwerk.sales.queries import same as queries
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.same import PAIR_LABELS, PairState
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.forms import CommandForm


class JoinForm(CommandForm):
    """They are one customer; each value is kept from one of the records."""

    take = forms.MultipleChoiceField(choices=list(GROUP_LABELS.items()), required=False)


@page(Permission.CUSTOMERS_READ)
def duplicates(request: HttpRequest) -> HttpResponse:
    """Every pair that is still to be looked at, and what can be taken back."""
    shown = {"pairs": queries.open_pairs(), "merges": merging.to_be_taken_back(day=today())}
    return render(request, "staff/duplicates/list.html", shown)


@page(Permission.CUSTOMERS_READ)
def duplicate(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two records line by line, what would move, and the two answers."""
    one = _found(pair_id)
    may_write = may(request.user, Permission.CUSTOMERS_WRITE)
    is_open, last = one.state == PairState.OPEN, merging.last_merge(pair_id)
    shown = {
        "pair": one,
        "state": PAIR_LABELS[PairState(one.state)],
        "sides": merging.both_sides(one.newcomer_id, one.known_id, day=today()),
        "lines": queries.contracts_and_banks(one),
        "moving": merging.moving(one.newcomer, one.known) if is_open else [],
        "is_billed": queries.is_billed(one.newcomer_id),
        "undo_days": settings().merge_undo_days,
        "form": CommandForm(),
        "may_decide": is_open and may_write,
        "merge": last,
        "may_part": may_write
        and one.state == PairState.SAME
        and last is not None
        and today() <= last.last_day,
    }
    return render(request, "staff/duplicates/pair.html", shown)


@page(Permission.CUSTOMERS_WRITE, ("POST",))
def join(request: HttpRequest, pair_id: int) -> HttpResponse:
    """They are one customer."""
    one = _found(pair_id)
    form = JoinForm(request.POST)

    def run(call: Call) -> None:
        chosen = tuple(form.cleaned_data["take"])
        commands.join_customers(call, pair_id=one.pk, day=today(), take=chosen)

    if _decided(request, one, form, run, f"Alles steht jetzt bei {one.known}, {one.known.number}."):
        return redirect("staff:customer", one.known_id)
    return redirect("staff:duplicate", pair_id)


@page(Permission.CUSTOMERS_WRITE, ("POST",))
def keep(request: HttpRequest, pair_id: int) -> HttpResponse:
    """They are different customers."""
    one = _found(pair_id)

    def run(call: Call) -> None:
        commands.keep_apart(call, pair_id=one.pk)

    form = CommandForm(request.POST)
    _decided(request, one, form, run, "Festgehalten: verschiedene Kunden.")
    return redirect("staff:duplicate", pair_id)


@page(Permission.CUSTOMERS_WRITE, ("POST",))
def part(request: HttpRequest, pair_id: int) -> HttpResponse:
    """They were two customers after all."""
    one = _found(pair_id)

    def run(call: Call) -> None:
        commands.part_customers(call, pair_id=one.pk, day=today())

    form = CommandForm(request.POST)
    sentence = f"Zurückgenommen: {one.newcomer.number} und {one.known.number} sind wieder getrennt."
    _decided(request, one, form, run, sentence)
    return redirect("staff:duplicate", pair_id)


def _decided(
    request: HttpRequest,
    one: PossibleDuplicate,
    form: CommandForm,
    run: Callable[[Call], None],
    sentence: str,
) -> bool:
    if not form.is_valid():
        messages.error(request, "Das ließ sich nicht lesen. Bitte wählen Sie noch einmal.")
        return False
    try:
        # The buttons of the page share its key.
        run(form.call(request.user.get_username()).derive(one.pk, sentence))
    except commands.AlreadyBilled:
        messages.error(
            request,
            f"Unter {one.newcomer.number} ist schon abgerechnet oder gebucht worden, deshalb "
            "bleiben beide Datensätze. Vermerken Sie den Zusammenhang als Notiz.",
        )
    except commands.MergeOver:
        messages.error(request, "Die Frist für die Rücknahme ist vorbei.")
    except commands.MergedFurther as further:
        messages.error(
            request,
            f"{one.known.number} ist seitdem in {further.number} aufgegangen. Nehmen Sie zuerst "
            "das zurück.",
        )
    except TransitionNotAllowed as decided:
        label = PAIR_LABELS[PairState(str(decided.state.value))]
        messages.info(request, f"Das ist schon geklärt: {label}.")
    else:
        messages.success(request, sentence)
        return True
    return False


def _found(pair_id: int) -> PossibleDuplicate:
    one = queries.pair(pair_id)
    if one is None:
        raise Http404
    return one


urlpatterns = [
    path("dubletten/", duplicates, name="duplicates"),
    path("dubletten/<int:pair_id>/", duplicate, name="duplicate"),
    path("dubletten/<int:pair_id>/derselbe/", join, name="duplicate_join"),
    path("dubletten/<int:pair_id>/verschieden/", keep, name="duplicate_keep"),
    path("dubletten/<int:pair_id>/trennen/", part, name="duplicate_part"),
]
