"""The cells of tariff tables that hold more than one value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from kundenwerk.kernel.ids import InvalidIdentifier, validate_market_participant
from kundenwerk.kernel.numbers import NotReadable, parse_decimal, parse_euro
from kundenwerk.kernel.text import clean_text
from kundenwerk.market.formats import cells
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind

E = TypeVar("E", bound=StrEnum)
KINDS = {
    ConditionKind.ENERGY: "Arbeitspreis",
    ConditionKind.BASE: "Grundpreis",
    ConditionKind.ONCE: "einmalig",
    ConditionKind.TERMS: "ohne Preis",
}
_PARTS = re.compile(r"(?<!\\)\|")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_EXPONENT = re.compile(r"\d(,\d+)?[eE]\+\d+")


def words(max_length: int) -> Callable[[str], str]:
    """Text as it was before an export kept spreadsheets from taking it for a formula."""

    def parse(text: str) -> str:
        plain = text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
        return clean_text(plain, max_length=max_length)

    return parse


def several(labels: dict[E, str]) -> Callable[[str], frozenset[E]]:
    """Codes or German words, separated by commas."""
    one = cells.one_of(labels)
    return lambda text: frozenset(one(word.strip()) for word in text.split(",") if word.strip())


def operators(text: str) -> tuple[str, ...]:
    """Market codes of grid operators, separated by blanks; ascending."""
    return tuple(sorted({_operator(word) for word in text.split()}))


def _operator(word: str) -> str:
    try:
        return validate_market_participant(word)
    except InvalidIdentifier as refusal:
        reason = refusal.reason
        if _EXPONENT.fullmatch(word):
            reason = "Die Tabelle hat die Kennung als Zahl gespeichert. Bitte als Text eingeben."
        raise NotReadable(reason) from None


def conditions(text: str) -> tuple[ConditionData, ...]:
    """One condition a line: ``Art | Bezeichnung | Betrag | Beschreibung``."""
    return tuple(_condition(line) for line in text.splitlines() if line.strip())


def _condition(line: str) -> ConditionData:
    parts = [part.strip().replace("\\|", "|") for part in _PARTS.split(line)]
    if not 2 <= len(parts) <= 4:
        raise NotReadable("Eine Kondition steht so: Art | Bezeichnung | Betrag | Beschreibung.")
    kind = cells.one_of(KINDS)(parts[0])
    amount = parts[2] if len(parts) > 2 else ""
    by_price = kind in {ConditionKind.ENERGY, ConditionKind.BASE}
    return ConditionData(
        label=clean_text(parts[1], max_length=200),
        kind=kind,
        description=clean_text(parts[3], max_length=400) if len(parts) > 3 else "",
        price=parse_decimal(amount, places=6) if amount and by_price else None,
        once=parse_euro(amount) if amount and kind is ConditionKind.ONCE else None,
        guarantee_months=cells.whole(amount) if amount and kind is ConditionKind.TERMS else None,
    )


def spelled(chosen: Sequence[ConditionData]) -> str:
    """Conditions as ``conditions`` reads them."""
    return "\n".join(_line(one) for one in chosen)


def _line(one: ConditionData) -> str:
    texts = [one.label, _amount(one), one.description]
    while not texts[-1]:
        texts.pop()
    return " | ".join([KINDS[one.kind], *(text.replace("|", "\\|") for text in texts)])


def _amount(one: ConditionData) -> str:
    if one.guarantee_months is not None:
        return str(one.guarantee_months)
    amount = one.once.euros if one.once is not None else one.price
    return "" if amount is None else german(amount)


def german(number: Decimal) -> str:
    """A number with a comma and without needless zeros."""
    return f"{number.normalize():f}".replace(".", ",")
