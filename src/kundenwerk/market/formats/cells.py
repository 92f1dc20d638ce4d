"""How the cells of market tables are read; faults are German sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from kundenwerk.kernel.ids import InvalidIdentifier, validate_malo, validate_market_participant
from kundenwerk.kernel.numbers import NotReadable, parse_day, parse_decimal

STATES = (
    "Baden-Württemberg",
    "Bayern",
    "Berlin",
    "Brandenburg",
    "Bremen",
    "Hamburg",
    "Hessen",
    "Mecklenburg-Vorpommern",
    "Niedersachsen",
    "Nordrhein-Westfalen",
    "Rheinland-Pfalz",
    "Saarland",
    "Sachsen",
    "Sachsen-Anhalt",
    "Schleswig-Holstein",
    "Thüringen",
)
E = TypeVar("E", bound=StrEnum)
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}", re.ASCII)
_ANY_DAY = date(2000, 1, 1)


def day(text: str) -> date:
    """A full date, German or ISO."""
    if not _DAY.fullmatch(text):
        raise NotReadable("Bitte geben Sie ein volles Datum an, zum Beispiel 01.12.2026.")
    return parse_day(text, today=_ANY_DAY)


def price(text: str) -> Decimal:
    """A price with up to six decimals."""
    number = parse_decimal(text, places=6)
    if abs(number) >= 1_000_000:
        raise NotReadable("Der Wert ist zu groß.")
    return number


def whole(text: str) -> int:
    """A whole number, not negative."""
    number = int(parse_decimal(text, places=0))
    if number < 0:
        raise NotReadable("Die Zahl kann nicht negativ sein.")
    return number


def code(text: str) -> str:
    """A market participant's code."""
    try:
        return validate_market_participant(text)
    except InvalidIdentifier as refusal:
        raise NotReadable(refusal.reason) from None


def malo(text: str) -> str:
    """A MaLo-ID."""
    if "E+" in text.upper():
        reason = "Die Tabellenkalkulation hat die MaLo verkürzt. Spalte bitte als Text speichern."
        raise NotReadable(reason)
    try:
        return validate_malo(text)
    except InvalidIdentifier as refusal:
        raise NotReadable(refusal.reason) from None


def one_of(labels: dict[E, str]) -> Callable[[str], E]:
    """A code, or the German word for it."""
    found = {name.lower(): value for value, name in labels.items()}
    found |= {value.lower(): value for value in labels}

    def parse(text: str) -> E:
        if text.lower() not in found:
            raise NotReadable(f"„{text}“ ist unbekannt. Möglich: {', '.join(labels.values())}.")
        return found[text.lower()]

    return parse


def pattern(expression: re.Pattern[str], reason: str) -> Callable[[str], str]:
    """Text of a fixed shape."""

    def parse(text: str) -> str:
        if not expression.fullmatch(text):
            raise NotReadable(reason)
        return text

    return parse


def yes_or_no(text: str) -> bool:
    """``ja`` or ``nein``."""
    if text.lower() not in {"ja", "nein"}:
        raise NotReadable("Bitte ja oder nein.")
    return text.lower() == "ja"


def months(text: str) -> tuple[int, ...]:
    """Numbers of months, separated by blanks."""
    found = tuple(whole(word) for word in text.split())
    if not all(1 <= month <= 12 for month in found):
        raise NotReadable("Monate sind Zahlen von 1 bis 12.")
    return found


def state(text: str) -> str:
    """A federal state, spelt in full."""
    if text not in STATES:
        raise NotReadable(f"„{text}“ ist kein Bundesland.")
    return text
