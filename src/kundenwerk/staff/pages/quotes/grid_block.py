"""The part of the first step about address and grid: asked while the clerk goes on typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.commands.lookups import Moment
from kundenwerk.platform.clock import now, today
from kundenwerk.sales.commands.looking_up import look_up_place
from kundenwerk.sales.queries.grid import (
    Grid,
    choices_for,
    found_grid,
    grid_of,
    operators,
    question_about,
    table_choices,
)
from kundenwerk.sales.queries.lookups import address_is_due, grid_is_due
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.lookups import NAMES, FoundAddress, FoundGrid, GridChoice
from kundenwerk.staff.pages.quotes.forms import BasisForm
from kundenwerk.staff.pages.quotes.frame import Frame

# What of the first step decides who runs the grid; consumption and start may still be missing.
_PLACE = frozenset(
    {"energy_kind", "postcode", "town", "street", "house_number", "grid_match", "address_confirmed"}
)
_BY_HAND = ("grid_operator", "concession_class")
_REST = {"annual_kwh": "1", "next_possible": "1"}


@dataclass(frozen=True, slots=True)
class Block:
    """What is known of address and grid.

    Args:
        question: the address as the clerk would vouch for it; empty before it is complete.
        is_due: a service has to be asked.
        address_open: the address has to be settled before the grid.
        by_hand: whether the list of operators lies open.
        known: who runs the grid of the whole town, before street and number are typed.
    """

    question: str = ""
    is_due: bool = False
    grid: Grid | None = None
    choices: Sequence[GridChoice] = ()
    told: FoundGrid | None = None
    address: FoundAddress | None = None
    address_open: bool = False
    is_confirmed: bool = False
    by_hand: bool = False
    search: str = ""
    known: str = ""


def remembered(frame: Frame, values: Mapping[str, str]) -> dict[str, str]:
    """The fields of a page with what the draft remembers of services, which no page may send."""
    kept = {name: text for name, text in frame.data.items() if name in NAMES}
    return {name: text for name, text in values.items() if name not in NAMES} | kept


def fill(
    form: BasisForm, values: Mapping[str, str], commodity: Commodity, errors: Mapping[str, str]
) -> Block:
    """Give the form its operators; returns what is known of the grid."""
    block = _block(values, commodity, errors)
    form.offer("grid_operator", operators(commodity, block.search, values.get("grid_operator", "")))
    pairs = [(str(one.operator_id), _label(one)) for one in block.choices]
    form.offer("grid_match", pairs)
    return block


def _label(choice: GridChoice) -> str:
    return f"{choice.name}, {choice.part}" if choice.part else choice.name


def _block(values: Mapping[str, str], commodity: Commodity, errors: Mapping[str, str]) -> Block:
    search = values.get("grid_search", "").strip()[:60]
    chosen = any(values.get(name) for name in _BY_HAND)
    basis = place_of(values)
    if basis is None:
        known = _of_town(values, commodity)
        return Block(by_hand=chosen or bool(search), search=search, known=known)
    question, day = question_about(basis), today()
    checked = basis.lookups.address
    choices, _ = choices_for(basis, day=day)
    grid, address_open = None, False
    try:
        grid = grid_of(_by_hand(basis, values), day=day)
    except Incomplete as wrong:
        address_open = "street" in wrong.errors
    is_due = address_is_due(basis) or grid_is_due(basis, day=day)
    stuck = grid is None and not choices and not is_due and not address_open
    return Block(
        question=question,
        is_due=is_due,
        grid=grid,
        choices=choices if len(choices) > 1 else (),
        told=found_grid(basis),
        address=checked if checked and checked.question == question else None,
        address_open=address_open,
        is_confirmed=basis.address_confirmed == question,
        by_hand=chosen or bool(search) or stuck or "grid_operator" in errors,
        search=search,
    )


def _of_town(values: Mapping[str, str], commodity: Commodity) -> str:
    postcode, town = values.get("postcode", "").strip(), values.get("town", "").strip()
    found = table_choices(postcode, town, commodity, day=today()) if postcode and town else []
    return found[0].name if len(found) == 1 else ""


def place_of(values: Mapping[str, str]) -> Basis | None:
    """The first step as far as it decides the grid; None before the address is complete."""
    known = {name: text for name, text in values.items() if name in _PLACE | NAMES}
    try:
        return basis_of(known | _REST, day=today())
    except Incomplete:
        return None


def _by_hand(basis: Basis, values: Mapping[str, str]) -> Basis:
    try:
        given = {name: values.get(name, "") for name in _BY_HAND}
        known = {name: text for name, text in values.items() if name in _PLACE | NAMES}
        return basis_of(known | given | _REST, day=today())
    except Incomplete:
        return basis


def settle(frame: Frame, values: Mapping[str, str], *, again: bool = False) -> dict[str, str]:
    """Ask what is still unknown about the address; returns the fields with the answers."""
    known = remembered(frame, values)
    basis = place_of(known)
    if basis is None:
        return known
    moment = Moment(frame.call(), today(), now())
    return known | look_up_place(moment, draft_id=frame.draft_id, basis=basis, again=again)


def adopted(values: Mapping[str, str]) -> dict[str, str]:
    """The fields of the address a service proposed and the clerk took."""
    basis, number = place_of(values), values.get("adopt", "")
    found = basis.lookups.address if basis else None
    if found is None or not number.isdecimal() or int(number) >= len(found.matches):
        return {}
    match = found.matches[int(number)]
    return {
        "postcode": match.postcode,
        "town": match.town,
        "street": match.street,
        "house_number": match.house_number,
    }


def answer(frame: Frame, values: Mapping[str, str], *, template: str) -> HttpResponse:
    """The part of the page alone."""
    basis = place_of(values)
    commodity = basis.kind.energy.commodity if basis else Commodity.ELECTRICITY
    form = BasisForm(values)
    block = fill(form, values, commodity, {})
    shown = {"form": form, "place": block, "draft_id": frame.draft_id, "step": frame.step}
    return render(frame.request, template, shown)
