"""Second step: tariffs, priced and compared; the address holds every filter."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from kundenwerk.kernel.money import Money
from kundenwerk.market.commands.lookups import Moment
from kundenwerk.platform.clock import now, today
from kundenwerk.sales.commands.looking_up import look_up_tariff
from kundenwerk.sales.queries.board import (
    MISSES_TOLD,
    PER_PAGE,
    Board,
    Filters,
    board,
    dearer_by,
    share_of,
    sums,
)
from kundenwerk.sales.queries.closing import priced
from kundenwerk.sales.queries.comparing import MOST_COMPARED
from kundenwerk.sales.queries.grid import grid_of
from kundenwerk.sales.queries.lookups import tariff_is_down, tariff_is_due
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.savings import Line
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff.pages.quotes.frame import Frame, context, next_step, step_url
from kundenwerk.tariffs.queries import Offer
from kundenwerk.tariffs.queries.lists import any_active

ORDERS = {
    "ersparnis": "Größte Ersparnis",
    "abschlag": "Kleinster Abschlag",
    "dauerhaft": "Günstigster ab dem 2. Jahr",
    "laufzeit": "Kürzeste Mindestlaufzeit",
}
MISSES = {"ja": MISSES_TOLD, "alle": 1_000}  # why other tariffs do not fit
TERMS = {"": "Alle", "0": "Keine", "12": "Höchstens 12 Monate", "24": "Höchstens 24 Monate"}
_CHOICES = {"terms": TERMS.items(), "orders": ORDERS.items()}


@dataclass(frozen=True, slots=True)
class View:
    """A card as drawn.

    Args:
        key: the number that chooses it.
        opened: which saving shows its calculation: ``1`` the first year's, ``2`` the later ones'.
    """

    key: int
    offer: Offer
    is_best: bool
    is_chosen: bool
    share: int | None
    dearer: Money
    is_compared: bool = False
    opened: str = ""
    lines: Sequence[Line] = ()


def show(frame: Frame) -> HttpResponse:
    """The tariffs for what was entered, recomputed from the address at every request."""
    typed = _typed(frame, frame.request.GET)
    return _page(frame, typed, frame.request.GET, {})


def submit(frame: Frame) -> HttpResponse:
    """Keep the choice; on to the next step."""
    values = kept_values(frame.posted())
    data = frame.data | values
    try:
        frame.save(values)
        priced(data, day=today())
    except Incomplete as wrong:
        return _page(frame, data, frame.request.POST, wrong.errors)
    return redirect(step_url(frame.draft_id, next_step(data, Step.TARIFF)))


def kept_values(posted: Mapping[str, str]) -> dict[str, str]:
    """The fields of the draft; a switch that is off is what a form leaves out."""
    return dict(posted) | {
        "no_bonus": "" if posted.get("nb") else "1",
        "no_instant": "" if posted.get("sb") else "1",
    }


def _typed(frame: Frame, query: QueryDict) -> dict[str, str]:
    """The draft with what was changed on this page and is not kept yet."""
    changed = {
        name: str(query[name])[:40]
        for name in ("annual_kwh", "offpeak_kwh", "tariff_version")
        if name in query
    }
    return frame.data | changed


def filters_of(query: Mapping[str, str], data: Mapping[str, str]) -> Filters:
    """The filters in the address; without any, the bonuses as the draft has them."""
    touched = "da" in query
    term = query.get("laufzeit", "")
    order = query.get("sort", "ersparnis")
    return Filters(
        new_customer_bonus="nb" in query if touched else data.get("no_bonus") != "1",
        instant_bonus="sb" in query if touched else data.get("no_instant") != "1",
        green="oeko" in query,
        online="online" in query,
        b2b="b2b" in query,
        longest_term=int(term) if term in TERMS and term else None,
        order=order if order in ORDERS else "ersparnis",
        most_misses=MISSES.get(query.get("warum", ""), 0),
    )


def default_supply(frame: Frame) -> HttpResponse:
    """Ask for the default-supply tariff while the clerk looks at the others; the page anew."""
    query = frame.request.POST.copy()
    if "seite" in frame.request.GET:
        query["seite"] = frame.request.GET["seite"]
    typed = _typed(frame, query)
    with contextlib.suppress(Incomplete):
        day, basis = today(), basis_of(typed, day=today())
        told = look_up_tariff(
            Moment(frame.call(), day, now()),
            draft_id=frame.draft_id,
            basis=basis,
            grid=grid_of(basis, day=day),
            again="again" in frame.request.GET,
        )
        typed |= told
    return _page(frame, typed, query, {}, may_ask=False)


def _page(
    frame: Frame,
    data: Mapping[str, str],
    query: QueryDict,
    errors: Mapping[str, str],
    *,
    may_ask: bool = True,
) -> HttpResponse:
    day = today()
    filters = filters_of({name: str(query[name]) for name in query}, data)
    wrong, found, basis = dict(errors), None, _stored_basis(frame, data, day)
    try:
        grid = grid_of(basis, day=day)
    except Incomplete as unsettled:  # AP-040
        messages.info(frame.request, " ".join(unsettled.errors.values()))
        return redirect(step_url(frame.draft_id, Step.BASIS))
    try:
        if data != frame.data:
            basis = basis_of(data, day=day)
        found = board(basis, grid, filters, day=day)
    except Incomplete as problem:
        wrong |= problem.errors
    more: dict[str, Any] = {
        "basis": basis,
        "grid": grid,
        "kwh": data.get("annual_kwh", ""),
        "offpeak": data.get("offpeak_kwh", ""),
        "filters": filters,
        "term": query.get("laufzeit", ""),
        **_CHOICES,
        "board": found,
        "wrong": wrong,
        "is_due": may_ask and found is not None and tariff_is_due(basis, found.comparison, day=day),
        "is_down": tariff_is_down(basis),
        "none_active": bool(found and not found.cards)
        and not any_active(basis.kind.energy.commodity, day),
        **_cards(found, query, data, filters, basis),
    }
    shown, status = context(frame, data, **more), 422 if errors else 200
    return render(frame.request, "staff/quotes/tariff.html", shown, status=status)


def _stored_basis(frame: Frame, data: Mapping[str, str], day: date) -> Basis:
    """The first step as kept, for the head of the page while a new consumption is wrong."""
    kept = frame.data
    try:
        return basis_of(kept, day=day)
    except Incomplete:
        return basis_of({**data, "annual_kwh": "1", "offpeak_kwh": ""}, day=day)


def _cards(
    found: Board | None,
    query: QueryDict,
    data: Mapping[str, str],
    filters: Filters,
    basis: Basis,
) -> dict[str, Any]:
    if found is None:
        return {"cards": [], "page_of": None, "chosen": None}
    pages = Paginator(found.cards, PER_PAGE)
    page = pages.get_page(query.get("seite"))
    text = data.get("tariff_version", "")
    chosen = found.card(int(text) if text.isascii() and text.isdigit() else None)
    compared = list(dict.fromkeys(query.getlist("vergleich")))[:MOST_COMPARED]
    best = found.cards[0] if found.cards and filters.order == "ersparnis" else None
    saves = best is not None and bool(best.saving)
    cards = []
    for number, offer in enumerate(page.object_list, start=1):
        opened = _opened_year(offer, query)
        view = View(
            number,
            offer,
            offer is best and saves,
            offer is chosen,
            share_of(offer, found.comparison),
            dearer_by(offer),
            str(offer.version.pk) in compared,
            opened,
            sums(offer, found, filters, basis, first_year=opened == "1") if opened else (),
        )
        cards.append(view)
    hidden = chosen is not None and not any(card.is_chosen for card in cards)
    return {
        "cards": cards,
        "page_of": page,
        "chosen": chosen,
        "chosen_elsewhere": hidden,
        **_picked(compared, list(page.object_list)),
    }


def _opened_year(offer: Offer, query: QueryDict) -> str:
    """Which of its two years a card shows the sums of, if any."""
    version, _, year = query.get("rechnung", "").partition("j")
    return year if version == str(offer.version.pk) and year in {"1", "2"} else ""


def _picked(compared: list[str], here: Sequence[Offer]) -> dict[str, Any]:
    """The tariffs that were picked to be compared (S10)."""
    shown = {str(one.version.pk) for one in here}
    return {
        "compared": compared,
        "compared_elsewhere": [text for text in compared if text not in shown],
        "may_compare_more": len(compared) < MOST_COMPARED,
    }
