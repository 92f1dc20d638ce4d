"""The public tariff calculator: the board of the quote path, for people without a clerk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kundenwerk.kernel.energy import Commodity
from kundenwerk.sales.queries.board import MISSES_TOLD, Board, Filters, Miss, board
from kundenwerk.sales.queries.grid import Grid, grid_of
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.offering import offer_query
from kundenwerk.sales.queries.places import places
from kundenwerk.sales.queries.presets import presets
from kundenwerk.sales.rules.basis import Basis, read_basis
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.kinds import with_code
from kundenwerk.tariffs.queries import why_not
from kundenwerk.tariffs.rules.eligibility import Rule

# What a visitor can do about it; what only the supplier could change stays inside.
_CHANGES = {
    Rule.PRICES: "Wählen Sie einen anderen Lieferbeginn.",
    Rule.USAGE: "Wählen Sie eine andere Energieart.",
    Rule.REGISTERS: "Prüfen Sie die Art Ihres Zählers.",
    Rule.METERING: "Fragen Sie Ihren Messstellenbetreiber nach einem intelligenten Messsystem.",
    Rule.OPERATOR: "Prüfen Sie die Postleitzahl.",
    Rule.BAND: "Prüfen Sie den Jahresverbrauch.",
}


@dataclass(frozen=True, slots=True)
class Calculated:
    """What the calculator shows for an answer."""

    basis: Basis
    grid: Grid
    board: Board


def with_preset(values: Mapping[str, str], people: str) -> dict[str, str]:
    """The consumption of a household of so many, where none was typed (AP-027)."""
    entered = dict(values)
    kind = with_code(energy_kinds(), entered.get("energy_kind", ""))
    commodity = kind.energy.commodity if kind else Commodity.ELECTRICITY
    if not entered.get("annual_kwh", "").strip():
        found = (one.kwh for one in presets(commodity) if str(one.count) == people)
        entered["annual_kwh"] = next(found, "")
    return entered


def calculated(values: Mapping[str, str], filters: Filters, *, day: date) -> Calculated:
    """Tariffs for a place and a consumption, exactly as the quote path computes them.

    Tariffs for large customers never show; nor do reasons only the supplier understands.

    Raises:
        Incomplete: with a German sentence per field.
    """
    basis = read_basis(
        values,
        today=day,
        places=places(values.get("postcode", "").strip()),
        kinds=energy_kinds(),
        to_compare=True,
    )
    try:
        grid = grid_of(basis, day=day)
    except Incomplete:
        raise Incomplete({"postcode": "An diesem Ort können wir online nicht rechnen."}) from None
    found = board(basis, grid, replace(filters, b2b=False), day=day)
    if not found.cards:
        loosen = _loosen(basis, grid, filters, day)
        misses = [] if loosen else _misses(basis, grid, day)
        found = replace(found, misses=misses, loosen=loosen)
    return Calculated(basis, grid, found)


def _loosen(basis: Basis, grid: Grid, filters: Filters, day: date) -> str:
    """What to drop, where the visitor's own choice leaves nothing over."""
    narrowed = {"Ökostrom": filters.green, "Mindestlaufzeit": filters.longest_term is not None}
    if not any(narrowed.values()) or not board(basis, grid, Filters(), day=day).cards:
        return ""
    return " und ".join(name for name, is_on in narrowed.items() if is_on)


def _misses(basis: Basis, grid: Grid, day: date) -> list[Miss]:
    query = offer_query(basis, grid, day=day, comparison=None)
    return [
        Miss(miss.version.tariff.name, miss.refusal.reason, _CHANGES[miss.refusal.rule])
        for miss in why_not(query, most=MISSES_TOLD).nearest
        if miss.refusal.rule in _CHANGES and not miss.version.tariff.is_b2b
    ]
