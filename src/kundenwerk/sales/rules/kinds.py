"""Kinds of energy a quote can be for: what a button of the first step stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kundenwerk.kernel.energy import Commodity, EnergyKind, UsageType
from kundenwerk.kernel.text import UnusableText, clean_name, normalise

LONGEST_LABEL: Final = 40
LONGEST_CODE: Final = 20
# Signs of the sprite that fit on such a button, with what they are called.
ICONS: Final = {
    "bolt": "Blitz",
    "car": "Auto",
    "home": "Haus",
    "leaf": "Blatt",
    "flame": "Flamme",
    "plug": "Stecker",
    "building": "Gebäude",
    "building-store": "Laden",
    "gauge": "Zähler",
    "tool": "Werkzeug",
}


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """One button of the first step (Energieart)."""

    code: str
    label: str
    icon: str
    energy: EnergyKind


Kinds = Sequence[OfferedKind]


class KindRefused(ValueError):
    """An energy kind that cannot be; ``errors`` maps each field to a German sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


def with_code(kinds: Kinds, code: str) -> OfferedKind | None:
    """The kind with this code, if offered."""
    return next((kind for kind in kinds if kind.code == code), None)


def kind_of(kinds: Kinds, commodity: str, usage: str) -> OfferedKind | None:
    """The kind a supply point belongs to: the first one offered of several alike (AP-037)."""
    wanted = (commodity, usage or None)
    return next(
        (kind for kind in kinds if (kind.energy.commodity, kind.energy.usage) == wanted), None
    )


def checked_kind(
    label: str, icon: str, commodity: Commodity, usage: UsageType | None
) -> OfferedKind:
    """A new kind; its code follows from its label.

    Raises:
        KindRefused: a label that is none, an unknown icon, or a usage that does not fit.

    Source: AP-019: only electricity has a usage type.
    """
    errors: dict[str, str] = {}
    try:
        label = clean_name(label, max_length=LONGEST_LABEL)
    except UnusableText as problem:
        errors["label"] = str(problem)
    if icon not in ICONS:
        errors["icon"] = "Bitte wählen Sie ein Zeichen aus der Liste."
    if commodity is Commodity.ELECTRICITY and usage is None:
        errors["usage"] = "Bei Strom gehört eine Verbrauchsart dazu."
    if commodity is Commodity.GAS and usage is not None:
        errors["usage"] = "Bei Gas gibt es keine Verbrauchsart."
    if errors:
        raise KindRefused(errors)
    return OfferedKind(_code(label), label, icon, EnergyKind(commodity, usage))


def free_code(code: str, taken: Iterable[str]) -> str:
    """The code itself, else with the first number that makes it one of its own."""
    used = set(taken)
    if code not in used:
        return code
    number = next(n for n in range(2, len(used) + 3) if f"{code[:17]}{n}" not in used)
    return f"{code[:17]}{number}"


def moved(order: Sequence[int], chosen: int, *, up: bool) -> list[int]:
    """The order with one entry changed with its neighbour; at the end it stays."""
    place = order.index(chosen)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return list(order)
    found = list(order)
    found[place], found[other] = found[other], found[place]
    return found


def _code(label: str) -> str:
    return normalise(label).upper().replace(" ", "_")[:LONGEST_CODE] or "ENERGIEART"
