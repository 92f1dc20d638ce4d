"""Orders without a clerk that may be from somebody known: both records side by side."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.sales import commands
from kundenwerk.sales.models import PossibleDuplicate
from kundenwerk.sales.queries import same as queries
from kundenwerk.sales.rules.same import PAIR_LABELS, PairState
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.forms import CommandForm


@page(Permission.CUSTOMERS_READ)
def duplicates(request: HttpRequest) -> HttpResponse:
    """Every pair that is still to be looked at."""
    return render(request, "staff/duplicates/list.html", {"pairs": queries.open_pairs()})


@page(Permission.CUSTOMERS_READ)
def duplicate(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two records line by line, and the two answers."""
    one = _found(pair_id)
    shown = {
        "pair": one,
        "state": PAIR_LABELS[PairState(one.state)],
        "lines": queries.compared(one, day=today()),
        "is_billed": queries.is_billed(one.newcomer_id),
        "form": CommandForm(),
        "may_decide": one.state == PairState.OPEN and may(request.user, Permission.CUSTOMERS_WRITE),
    }
    return render(request, "staff/duplicates/pair.html", shown)


@page(Permission.CUSTOMERS_WRITE, ("POST",))
def join(request: HttpRequest, pair_id: int) -> HttpResponse:
    """They are one customer."""
    one = _found(pair_id)

    def run(call: Call) -> None:
        commands.join_customers(call, pair_id=one.pk, day=today())

    if _decided(request, one, run, f"Alles steht jetzt bei {one.known}, {one.known.number}."):
        return redirect("staff:customer", one.known_id)
    return redirect("staff:duplicate", pair_id)


@page(Permission.CUSTOMERS_WRITE, ("POST",))
def keep(request: HttpRequest, pair_id: int) -> HttpResponse:
    """They are different customers."""
    one = _found(pair_id)

    def run(call: Call) -> None:
        commands.keep_apart(call, pair_id=one.pk)

    _decided(request, one, run, "Festgehalten: verschiedene Kunden.")
    return redirect("staff:duplicate", pair_id)


def _decided(
    request: HttpRequest, one: PossibleDuplicate, run: Callable[[Call], None], sentence: str
) -> bool:
    form = CommandForm(request.POST)
    if not form.is_valid():
        return False
    try:
        # Both buttons of the page share its key.
        run(form.call(request.user.get_username()).derive(one.pk, sentence))
    except commands.AlreadyBilled:
        messages.error(
            request,
            f"Unter {one.newcomer.number} ist schon abgerechnet oder gebucht worden, deshalb "
            "bleiben beide Datensätze. Vermerken Sie den Zusammenhang als Notiz.",
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
]
