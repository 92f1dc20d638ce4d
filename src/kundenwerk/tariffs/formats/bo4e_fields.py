"""The fields of BO4E documents, each read strictly; faults are German sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

from kundenwerk.kernel.period import Period

E = TypeVar("E", bound=StrEnum)
_DURATION: Final = re.compile(r"P(\d{1,3})([MW])", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,9}(\.\d{1,6})?", re.ASCII)


class FieldRefused(ValueError):
    """A field that cannot be; the message is German."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def listed(value: Any, field: str) -> list[Any]:
    """A list; nothing is an empty one.

    Raises:
        FieldRefused: it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise FieldRefused(field, "Hier wird eine Liste gebraucht.")
    return value


def mapped(holder: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """An object inside of another; nothing is an empty one.

    Raises:
        FieldRefused: it is something else.
    """
    value = holder.get(field)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FieldRefused(field, "Hier wird ein Objekt gebraucht.")
    return value


def text_of(document: Mapping[str, Any], field: str) -> str:
    """A text that says something.

    Raises:
        FieldRefused: it is something else.
    """
    value = document.get(field)
    if not isinstance(value, str) or not value.strip():
        raise FieldRefused(field, "Hier fehlt ein Text.")
    return value


def flag_of(extras: Mapping[str, Any], field: str) -> bool:
    """True or false; nothing is false.

    Raises:
        FieldRefused: it is something else.
    """
    value = extras.get(field, False)
    if not isinstance(value, bool):
        raise FieldRefused(field, "Hier wird true oder false gebraucht.")
    return value


def coded(document: Mapping[str, Any], field: str, codes: Mapping[E, str]) -> E:
    """Our word for one of the schema.

    Raises:
        FieldRefused: it is something else.
    """
    value = document.get(field)
    found = next((ours for ours, theirs in codes.items() if theirs == value), None)
    if found is None:
        raise FieldRefused(field, f"Möglich sind: {', '.join(codes.values())}.")
    return found


def one_of(value: Any, field: str, kinds: Callable[[str], E]) -> E:
    """One of our own codes.

    Raises:
        FieldRefused: it is something else.
    """
    try:
        return kinds(str(value))
    except ValueError:
        raise FieldRefused(field, f"„{str(value)[:30]}“ ist unbekannt.") from None


def several(extras: Mapping[str, Any], field: str, kinds: Callable[[str], E]) -> frozenset[E]:
    """Several of our own codes.

    Raises:
        FieldRefused: it is something else.
    """
    return frozenset(one_of(value, field, kinds) for value in listed(extras.get(field), field))


def period_of(first: Any, last: Any, field: str) -> Period:
    """Days from the first to the last; without a last one they go on.

    Raises:
        FieldRefused: it is something else.
    """
    start, end = day_of(first, field), None if last is None else day_of(last, field)
    if end is not None and end < start:
        raise FieldRefused(field, "Das Ende liegt vor dem Beginn.")
    return Period(start) if end is None else Period.through(start, end)


def day_of(value: Any, field: str) -> date:
    """A day; of a moment its day.

    Raises:
        FieldRefused: it is something else.
    """
    try:
        return date.fromisoformat(value[:10] if isinstance(value, str) else "")
    except ValueError:
        raise FieldRefused(field, "Hier wird ein Tag wie 2026-01-01 gebraucht.") from None


def lasting(holder: Mapping[str, Any], field: str, unit: str) -> int | None:
    """A duration in months (M) or weeks (W).

    Raises:
        FieldRefused: it is something else.
    """
    value = mapped(holder, field).get("dauer")
    if value is None:
        return None
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[2] != unit:
        raise FieldRefused(field, f"Hier wird eine Dauer wie P12{unit} gebraucht.")
    return int(match[1])


def number_of(value: Any, field: str) -> Decimal:
    """A decimal, written as text or as a whole number.

    Raises:
        FieldRefused: it is something else.
    """
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _NUMBER.fullmatch(text):
        raise FieldRefused(
            field, "Hier wird eine Zahl wie 12.34 gebraucht, mit höchstens 6 Stellen."
        )
    return Decimal(text)


def whole_of(value: Any, field: str) -> int:
    """A whole number, not negative.

    Raises:
        FieldRefused: it is something else.
    """
    number = number_of(value, field)
    if number != int(number) or number < 0:
        raise FieldRefused(field, "Hier wird eine ganze Zahl gebraucht.")
    return int(number)
