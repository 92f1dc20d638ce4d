"""Towns of a postcode, and who runs the grid there."""

from __future__ import annotations

from kundenwerk.market import queries
from kundenwerk.sales.rules.basis import PlaceOption


def places(postcode: str) -> list[PlaceOption]:
    """The towns that share a postcode, in alphabetical order; none for one that is none."""
    if not (len(postcode) == 5 and postcode.isascii() and postcode.isdigit()):
        return []
    return [PlaceOption(row.town, row.state) for row in queries.places(postcode)]
