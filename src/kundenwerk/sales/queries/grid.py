"""Who runs the grid at the supply point: by service or table, else chosen by hand (DEC-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.models import GridArea, MarketParticipant
from kundenwerk.market.queries import grid_areas, grid_operators, providers
from kundenwerk.market.queries import suppliers as market_suppliers
from kundenwerk.market.rules.lookups import AddressQuestion, ProviderKind, Service, Verdict
from kundenwerk.market.rules.vocabulary import ConcessionClass, MarketRole
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.lookups import FoundGrid, GridChoice, State, question_of

MOST_OPERATORS = 50
BY_HAND = "von Hand gewählt"


@dataclass(frozen=True, slots=True)
class Grid:
    """The market around a supply point.

    Args:
        source: who says so; ``asked_at`` when, for what a service answered.
    """

    grid_operator_id: int
    name: str
    metering_operator_id: int | None
    concession_class: ConcessionClass
    default_supplier_id: int | None
    source: str = ""
    asked_at: datetime | None = None


def address_of(basis: Basis) -> AddressQuestion:
    """The supply address as services are asked about it."""
    return AddressQuestion(
        postcode=basis.postcode,
        town=basis.town,
        street=basis.street,
        house_number=basis.house_number,
    )


def question_about(basis: Basis) -> str:
    """What is asked for a first step, comparable with what was asked before."""
    return question_of(address_of(basis), basis.kind.energy.commodity)


def found_grid(basis: Basis) -> FoundGrid | None:
    """What a service said about this very address, if one was asked."""
    found = basis.lookups.grid
    return found if found and found.question == question_about(basis) else None


def table_choices(postcode: str, town: str, commodity: Commodity, *, day: date) -> list[GridChoice]:
    """The operators our table of grid areas has for a place; none when it is switched off."""
    if not providers.is_on(Service.GRID_OPERATOR, ProviderKind.TABLE):
        return []
    areas = grid_areas(postcode, town, commodity, day)
    distinct = {(area.grid_operator_id, area.concession_class): area for area in areas}
    return [_choice(area) for area in distinct.values()]


def _choice(area: GridArea) -> GridChoice:
    return GridChoice(
        area.grid_operator_id,
        area.grid_operator.name,
        ConcessionClass(area.concession_class),
        area.metering_operator_id,
        area.default_supplier_id,
        area.place.town,
    )


def choices_for(basis: Basis, *, day: date) -> tuple[Sequence[GridChoice], FoundGrid | None]:
    """The operators to choose from, and what a service said; a service goes before the table."""
    found = found_grid(basis)
    if found and found.choices:
        return found.choices, found
    commodity = basis.kind.energy.commodity
    return table_choices(basis.postcode, basis.town, commodity, day=day), found


def grid_of(basis: Basis, *, day: date) -> Grid:
    """The grid a quote is made for; a choice by hand goes before service and table.

    Raises:
        Incomplete: nobody knows the place, it does not exist, or the clerk has to choose.
    """
    choices, found = choices_for(basis, day=day)
    picked = _picked(choices, basis.grid_match)
    if basis.grid_operator_id is not None and basis.concession_class is not None:
        return _by_hand(basis, basis.grid_operator_id, basis.concession_class, picked)
    _require_known_address(basis, found)
    if picked is None:
        raise Incomplete(_what_to_do(choices, found))
    is_told = found is not None and bool(found.choices)
    return Grid(
        picked.operator_id,
        picked.name,
        picked.metering_operator_id,
        picked.concession_class,
        picked.default_supplier_id,
        found.source if found and is_told else "Netzgebiete",
        found.asked_at if found and is_told else None,
    )


def _picked(choices: Sequence[GridChoice], operator_id: int | None) -> GridChoice | None:
    if len(choices) == 1:
        return choices[0]
    return next((one for one in choices if one.operator_id == operator_id), None)


def _by_hand(
    basis: Basis, operator_id: int, klass: ConcessionClass, known: GridChoice | None
) -> Grid:
    commodity = basis.kind.energy.commodity.value
    chosen = MarketParticipant.objects.filter(
        Q(commodity=commodity) | Q(commodity=None), pk=operator_id, role=MarketRole.NB.value
    ).first()
    if chosen is None:
        raise Incomplete({"grid_operator": "Bitte wählen Sie aus der Liste."})
    return Grid(
        chosen.pk,
        chosen.name,
        known.metering_operator_id if known else None,
        klass,
        known.default_supplier_id if known else None,
        BY_HAND,
    )


def _require_known_address(basis: Basis, found: FoundGrid | None) -> None:
    """Stop at an address a service does not know, until the clerk says it is right (AP-042)."""
    if basis.address_confirmed == question_about(basis):
        return
    checked = basis.lookups.address
    doubted = checked is not None and checked.question == question_about(basis)
    if (found and found.state is State.UNKNOWN_ADDRESS) or (
        doubted and checked and checked.verdict is Verdict.UNKNOWN
    ):
        raise Incomplete(
            {
                "street": "Diese Adresse ist dem Auskunftsdienst nicht bekannt. Bitte prüfen Sie "
                "sie, oder bestätigen Sie unten, dass sie stimmt."
            }
        )
    if doubted and checked and checked.verdict is Verdict.AMBIGUOUS:
        raise Incomplete({"street": "Diese Adresse ist nicht eindeutig. Bitte wählen Sie eine."})


_SENTENCES = {
    State.DOWN: "Netzbetreiber-Abfrage antwortet nicht, bitte von Hand wählen.",
    State.FOREIGN: "Den genannten Netzbetreiber gibt es hier noch nicht, bitte von Hand wählen.",
}


def _what_to_do(choices: Sequence[GridChoice], found: FoundGrid | None) -> dict[str, str]:
    if choices:
        return {"grid_match": "Hier gibt es mehrere Netzbetreiber. Bitte wählen Sie einen."}
    usual = (
        "Für diese Adresse ist kein Netzbetreiber hinterlegt. Bitte wählen Sie ihn aus der Liste."
    )
    return {"grid_operator": _SENTENCES.get(found.state, usual) if found else usual}


def operators(commodity: Commodity, text: str = "", chosen: str = "") -> list[tuple[str, str]]:
    """Grid operators to choose from, narrowed by name or code; the chosen one stays (AP-043)."""
    found = grid_operators(commodity, text)[:MOST_OPERATORS]
    pairs = [(str(row.pk), f"{row.name} ({row.code})") for row in found]
    if chosen and chosen not in dict(pairs):
        kept = [row for row in grid_operators(commodity) if str(row.pk) == chosen]
        pairs = [*[(str(row.pk), f"{row.name} ({row.code})") for row in kept], *pairs]
    return pairs


def suppliers(commodity: Commodity) -> list[tuple[str, str]]:
    """Suppliers a customer may come from: of the commodity, without ourselves (AP-096)."""
    return [
        (str(row.pk), row.name)
        for row in market_suppliers()
        if row.commodity in {None, commodity.value}
    ]
