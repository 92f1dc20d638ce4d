"""The public tariff calculator; the address holds every answer, no script is needed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.portal import carts
from kundenwerk.portal.access import public
from kundenwerk.portal.forms import QuestionForm
from kundenwerk.sales.commands import save_draft
from kundenwerk.sales.queries.board import ORDERS, Filters, dearer_by
from kundenwerk.sales.queries.calculator import Calculated, calculated, with_preset
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.places import places
from kundenwerk.sales.queries.presets import presets
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.kinds import with_code
from kundenwerk.sales.rules.leads import usable_code
from kundenwerk.sales.rules.online import allowed
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.queries import Offer

PER_PAGE = 6
LONGEST = 60
# Names in the address -> fields of the first step.
NAMES = {
    "energie": "energy_kind",
    "plz": "postcode",
    "ort": "town",
    "kwh": "annual_kwh",
    "nt": "offpeak_kwh",
    "zaehler": "register_count",
    "beginn": "start",
    "aktion": "response_code",
}
KEPT = (*NAMES, "personen", "oeko", "laufzeit", "sort")
SORTED_BY = {
    "ersparnis": "Größte Ersparnis",
    "abschlag": "Kleinster Abschlag",
    "dauerhaft": "Günstigster ab dem 2. Jahr",
    "laufzeit": "Kürzeste Mindestlaufzeit",
}
TERMS = {"": "Alle", "0": "Keine", "12": "Höchstens 12 Monate", "24": "Höchstens 24 Monate"}


@dataclass(frozen=True, slots=True)
class Card:
    """A tariff as drawn."""

    offer: Offer
    is_best: bool
    dearer: Money


@public()
def calculator(request: HttpRequest) -> HttpResponse:
    """Questions and, once they are answered, the tariffs."""
    asked = _asked(request.GET)
    if not asked.get("energie"):
        asked["energie"] = next((kind.code for kind in energy_kinds()), "")
    found, errors = None, {}
    if "plz" in request.GET:
        try:
            found = calculated(_values(asked), _filters(asked), day=today())
        except Incomplete as wrong:
            errors = _by_address(wrong.errors)
    shown = {
        "form": _form(asked, errors),
        "found": found,
        "asked": asked,
        "query": urlencode(_query(asked)),
        "terms": TERMS.items(),
        "orders": SORTED_BY.items(),
        **_cards(found, asked, request.GET.get("seite", "")),
    }
    return render(request, "public/calculator.html", shown, status=422 if errors else 200)


@public(("POST",))
def choose(request: HttpRequest) -> HttpResponse:
    """Begin an order with a tariff; what the page sent counts only as an answer to a question."""
    asked = _asked(request.POST)
    values = _values(asked)
    version = request.POST.get("tarif", "")[:18]
    back = redirect(f"{_address()}?{urlencode(_query(asked))}")
    try:
        found = calculated(values, Filters(), day=today())
    except Incomplete:
        return back
    card = found.board.card(int(version) if version.isascii() and version.isdigit() else None)
    if card is None:
        return back
    draft_id, page = uuid.uuid4(), uuid.uuid4()
    basis = allowed(Step.BASIS, values) | {"next_possible": "1"}
    chosen = {name: values.get(name, "") for name in ("annual_kwh", "offpeak_kwh")}
    for step, entered in (
        (Step.BASIS, basis),
        (Step.TARIFF, chosen | {"tariff_version": version}),
    ):
        save_draft(
            Call(carts.ACTOR, uuid.uuid4()),
            draft_id=draft_id,
            step=step,
            version=0,
            page=page,
            values=entered,
        )
    on = "conditions" if card.tier.conditions.exists() else "delivery"
    return carts.remember(redirect(f"public:{on}"), draft_id)


def _address() -> str:
    return "/tarifrechner/"


def _asked(given: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(given[name]).strip()[:LONGEST] for name in KEPT if given.get(name)}


def _query(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in asked.items() if text}


def _values(asked: Mapping[str, str]) -> dict[str, str]:
    """The answers as fields of the first step; the consumption of so many people where none."""
    values = {field: asked.get(name, "") for name, field in NAMES.items()}
    values["response_code"] = usable_code(values["response_code"])
    return with_preset(values, asked.get("personen", ""))


def _filters(asked: Mapping[str, str]) -> Filters:
    term, order = asked.get("laufzeit", ""), asked.get("sort", "")
    return Filters(
        green="oeko" in asked,
        longest_term=int(term) if term in TERMS and term else None,
        order=order if order in ORDERS else "ersparnis",
    )


def _by_address(errors: Mapping[str, str]) -> dict[str, str]:
    """Sentences at the names the address uses."""
    names = {field: name for name, field in NAMES.items()}
    found = {names.get(field, "plz"): sentence for field, sentence in errors.items()}
    if "kwh" in found and "annual_kwh" in errors:
        found["kwh"] = found["kwh"].replace(
            "oder wählen Sie eine Vorbelegung", "oder wählen Sie, wie viele bei Ihnen leben"
        )
    return found


def _form(asked: Mapping[str, str], errors: Mapping[str, str]) -> QuestionForm:
    form = QuestionForm(asked)
    kinds = energy_kinds()
    kind = with_code(kinds, asked.get("energie", ""))
    commodity = kind.energy.commodity if kind else Commodity.ELECTRICITY
    form.offer_choice("energie", [(kind.code, kind.label) for kind in kinds])
    form.offer_choice("personen", [(str(one.count), one.label) for one in presets(commodity)])
    if commodity is Commodity.GAS:
        form.fields["personen"].label = "Wie groß ist Ihre Wohnung?"
    towns = places(asked.get("plz", ""))
    if len(towns) > 1:
        form.offer("ort", [(one.town, one.town) for one in towns])
    else:
        del form.fields["ort"]
    form.show(errors)
    return form


def _cards(found: Calculated | None, asked: Mapping[str, str], number: str) -> dict[str, Any]:
    if found is None:
        return {"cards": []}
    pages = Paginator(found.board.cards, PER_PAGE)
    page = pages.get_page(number)
    prefetch_related_objects([offer.tier for offer in page.object_list], "conditions")
    best = found.board.cards[0] if found.board.cards and not asked.get("sort") else None
    cards = [
        Card(offer, offer is best and bool(offer.saving), dearer_by(offer))
        for offer in page.object_list
    ]
    return {"cards": cards, "page_of": page}
