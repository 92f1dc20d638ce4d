"""Second step of a quote: which tariff, with which bonuses in the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kundenwerk.sales.rules.entries import Incomplete, Reader, Values

# The consumption may still be changed while tariffs are compared.
FIELDS: Final = frozenset({"tariff_version", "annual_kwh", "offpeak_kwh", "no_bonus", "no_instant"})


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen tariff version and the bonuses that count in the comparison."""

    version_id: int
    with_new_customer_bonus: bool
    with_instant_bonus: bool


def read_selection(values: Values) -> Selection:
    """Read the second step.

    Raises:
        Incomplete: no tariff was chosen.

    Source: AP-044, AP-067, AP-068.
    """
    read = Reader(values)
    version_id = read.row_id("tariff_version", missing="Bitte wählen Sie einen Tarif.")
    read.finish()
    if version_id is None:
        raise Incomplete({"tariff_version": "Bitte wählen Sie einen Tarif."})
    return Selection(
        version_id,
        with_new_customer_bonus=not read.flag("no_bonus"),
        with_instant_bonus=not read.flag("no_instant"),
    )
