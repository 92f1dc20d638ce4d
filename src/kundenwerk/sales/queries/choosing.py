"""The conditions of a chosen tariff as pages draw them: for clerks and for visitors alike."""

from __future__ import annotations

from dataclasses import dataclass

from kundenwerk.kernel.money import Money
from kundenwerk.sales.queries.closing import Priced
from kundenwerk.tariffs.models import Condition


@dataclass(frozen=True, slots=True)
class View:
    """A condition as drawn; ``key`` is the number that chooses it."""

    key: int
    condition: Condition
    net: str
    gross: str
    is_chosen: bool


def views(found: Priced) -> list[View]:
    """Every condition on offer, in its order."""
    percent = found.calculated.cost.vat_percent
    return [
        View(number, one, *one.data.texts(percent), is_chosen=one in found.chosen)
        for number, one in enumerate(found.offered, start=1)
    ]


def added(found: Priced) -> Money:
    """What the chosen conditions add to the first year; negative when they take off."""
    return found.calculated.cost.first_year_gross - found.plain.first_year_gross


def saving(found: Priced) -> Money | None:
    """What the first year saves with this choice; None where it saves nothing."""
    if found.comparison_gross is None:
        return None
    saved = found.comparison_gross - found.calculated.cost.first_year_gross
    return saved if saved.cents > 0 else None


def label(found: Priced) -> str:
    """What the button that goes on says."""
    match len(found.chosen):
        case 0:
            return "Weiter ohne Kondition"
        case 1:
            return f"Weiter mit {found.chosen[0]}"
        case count:
            return f"Weiter mit {count} Konditionen"
