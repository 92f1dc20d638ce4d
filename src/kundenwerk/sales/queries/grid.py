"""Who runs the grid at the supply point: by the grid area, else chosen by hand (DEC-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.queries import grid_area, grid_operators
from kundenwerk.market.queries import suppliers as market_suppliers
from kundenwerk.market.rules.vocabulary import ConcessionClass, MarketRole
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.entries import Incomplete


@dataclass(frozen=True, slots=True)
class Grid:
    """The market around a supply point."""

    grid_operator_id: int
    name: str
    metering_operator_id: int | None
    concession_class: ConcessionClass
    default_supplier_id: int | None


def grid_at(postcode: str, town: str, commodity: Commodity, *, day: date) -> Grid | None:
    """The grid of a place on a day, if the table of grid areas knows it."""
    area = grid_area(postcode, town, commodity, day)
    if area is None:
        return None
    return Grid(
        area.grid_operator_id,
        area.grid_operator.name,
        area.metering_operator_id,
        ConcessionClass(area.concession_class),
        area.default_supplier_id,
    )


def grid_of(basis: Basis, *, day: date) -> Grid:
    """The grid a quote is made for; a choice by hand goes before the table.

    Raises:
        Incomplete: the table does not know the place and nobody chose.
    """
    commodity = basis.kind.energy.commodity
    known = grid_at(basis.postcode, basis.town, commodity, day=day)
    if basis.grid_operator_id is None or basis.concession_class is None:
        if known is None:
            raise Incomplete(
                {
                    "grid_operator": "Für diese Adresse ist kein Netzbetreiber hinterlegt. "
                    "Bitte wählen Sie ihn aus der Liste."
                }
            )
        return known
    chosen = MarketParticipant.objects.filter(
        pk=basis.grid_operator_id, role=MarketRole.NB.value
    ).first()
    if chosen is None:
        raise Incomplete({"grid_operator": "Bitte wählen Sie aus der Liste."})
    return Grid(
        chosen.pk,
        chosen.name,
        known.metering_operator_id if known else None,
        basis.concession_class,
        known.default_supplier_id if known else None,
    )


def operators(commodity: Commodity) -> list[tuple[str, str]]:
    """Grid operators to choose from (AP-043)."""
    return [(str(row.pk), row.name) for row in grid_operators(commodity)]


def suppliers(commodity: Commodity) -> list[tuple[str, str]]:
    """Suppliers a customer may come from: of the commodity, without ourselves (AP-096)."""
    return [
        (str(row.pk), row.name)
        for row in market_suppliers()
        if row.commodity in {None, commodity.value}
    ]
