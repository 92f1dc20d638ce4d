"""Reading what a clerk typed: every field becomes a value or a German sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.numbers import NotReadable, parse_day, parse_kwh
from kundenwerk.kernel.text import UnusableText, clean_text

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

Values = Mapping[str, str]
# More than any field may hold, so that a draft keeps what is still to be mended.
MAX_KEPT: Final = 300


class Incomplete(ValueError):
    """Fields are missing or wrong; ``errors`` maps each to a German sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


def kept(values: Values, names: frozenset[str]) -> dict[str, str]:
    """What of a submitted form a draft keeps: known fields, as typed.

    Raises:
        Incomplete: a value that is far too long or cannot be stored at all.
    """
    found: dict[str, str] = {}
    errors: dict[str, str] = {}
    for name in sorted(names & set(values)):
        try:
            found[name] = clean_text(values[name], max_length=MAX_KEPT)
        except UnusableText as problem:
            errors[name] = str(problem)
    if errors:
        raise Incomplete(errors)
    return found


class Reader:
    """Reads fields one after the other and collects what is wrong."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.errors: dict[str, str] = {}

    def text(self, name: str, *, max_length: int = 80, missing: str = "") -> str:
        """A cleaned text; ``missing`` is the sentence when it must not be empty."""
        return self.checked(
            name, lambda text: clean_text(text, max_length=max_length), "", missing=missing
        )

    def checked(self, name: str, read: Callable[[str], T], default: T, *, missing: str = "") -> T:
        """A value read by ``read``; ``default`` when the field is empty or wrong."""
        text = self.values.get(name, "").strip()
        if not text:
            if missing:
                self.errors[name] = missing
            return default
        try:
            return read(text)
        except InvalidIdentifier as problem:
            self.errors[name] = problem.reason
        except (UnusableText, NotReadable) as problem:
            self.errors[name] = str(problem)
        return default

    def choice(self, name: str, options: type[E], *, missing: str = "") -> E | None:
        """One of the codes of an enum."""
        code = self.among(name, {option.value for option in options}, missing=missing)
        return options(code) if code else None

    def among(self, name: str, codes: Collection[str], *, missing: str = "") -> str:
        """One of some codes."""

        def read(text: str) -> str:
            if text not in codes:
                raise UnusableText("Bitte wählen Sie eine der Möglichkeiten.")
            return text

        return self.checked(name, read, "", missing=missing)

    def day(self, name: str, *, today: date, missing: str = "") -> date | None:
        """A day as clerks type it."""
        return self.checked(name, lambda text: parse_day(text, today=today), None, missing=missing)

    def kwh(self, name: str, *, most: int, missing: str = "") -> int | None:
        """A positive amount of energy in whole kWh."""

        def read(text: str) -> int:
            amount = int(parse_kwh(text))
            if amount <= 0:
                raise NotReadable("Der Verbrauch muss größer als 0 sein.")
            if amount > most:
                raise NotReadable(
                    f"Dieser Angebotsweg gilt bis {most:,} kWh im Jahr.".replace(",", ".")
                )
            return amount

        return self.checked(name, read, None, missing=missing)

    def row_id(self, name: str, *, missing: str = "") -> int | None:
        """The id of a row chosen from a list."""

        def read(text: str) -> int:
            if not (text.isascii() and text.isdigit() and len(text) <= 18):
                raise UnusableText("Bitte wählen Sie aus der Liste.")
            return int(text)

        return self.checked(name, read, None, missing=missing)

    def flag(self, name: str) -> bool:
        """A check box."""
        return self.values.get(name, "") in {"1", "on", "true"}

    def finish(self) -> None:
        """End reading.

        Raises:
            Incomplete: at least one field was wrong or missing.
        """
        if self.errors:
            raise Incomplete(self.errors)
