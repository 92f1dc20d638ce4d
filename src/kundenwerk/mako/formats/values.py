"""Dates and texts inside messages, and what is told about a message we cannot process."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from kundenwerk.kernel.calendar import german_day, start_of_day, start_of_gas_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats.edifact import Segment, Unwritable, segment

_INSTANT: Final = re.compile(r"([0-9]{12})\+([0-9]{2})")
_LETTERS: Final = {
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ı": "i", "ŀ": "l",
    "œ": "oe", "Œ": "OE", "ẞ": "SS", "ŋ": "ng", "Ŋ": "NG", "ŧ": "t", "Ŧ": "T", "ə": "e", "Ə": "E",
    "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-",
    "‐": "-", "‑": "-", "…": "...", "€": "EUR", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


class Unprocessable(ValueError):
    """The syntax is fine but a transaction cannot be processed.

    ``code`` is the APERAK error (ERC), ``reason`` a German sentence, ``place`` the segment
    with its qualifier, ``transaction`` the sender's number, as far as it could be read.
    """

    MISSING: Final = "Z29"
    FORMAT: Final = "Z35"
    OF_FORM: Final = frozenset({MISSING, FORMAT})

    def __init__(self, reason: str, position: int, place: str, code: str) -> None:
        super().__init__(f"Byte {position}, {place}: {reason}")
        self.reason = reason
        self.position = position
        self.place = place
        self.code = code
        self.transaction = ""


def moment(qualifier: str, at: datetime) -> Segment:
    """DTM with an instant in UTC, to the minute."""
    return segment("DTM", (qualifier, f"{at.astimezone(UTC):%Y%m%d%H%M}+00", "303"))


DayStart = Callable[[date], datetime]
DAY_STARTS: Final[dict[Commodity, DayStart]] = {
    Commodity.ELECTRICITY: start_of_day,
    Commodity.GAS: start_of_gas_day,
}


def beginning(qualifier: str, day: date, commodity: Commodity) -> Segment:
    """DTM with the instant a day begins at: midnight, or six o'clock for gas."""
    return moment(qualifier, DAY_STARTS[commodity](day))


def read_moment(part: Segment) -> datetime:
    """The instant in a DTM segment of format 303.

    Raises:
        Unprocessable: another format, or no date of the calendar.
    """
    match = _INSTANT.fullmatch(part.get(0, 1)) if part.get(0, 2) == "303" else None
    if match:
        try:
            stated = datetime.strptime(match[1], "%Y%m%d%H%M").replace(tzinfo=UTC)
            return stated - timedelta(hours=int(match[2]))
        except (ValueError, OverflowError):
            pass
    raise Unprocessable(
        f"„{part.get(0, 1)[:35]}“ passt nicht zum Datumsformat.",
        part.position,
        f"DTM+{part.get(0)[:3]}",
        Unprocessable.FORMAT,
    )


def read_day(part: Segment, starts: DayStart) -> date:
    """The German day that begins at the instant in a DTM segment.

    Raises:
        Unprocessable: another format, no date, or not the beginning of a day.
    """
    instant = read_moment(part)
    day = _day_beginning_at(instant, starts)
    if day is None:
        raise Unprocessable(
            "Gefragt ist ein Tagesbeginn.",
            part.position,
            f"DTM+{part.get(0)[:3]}",
            Unprocessable.FORMAT,
        )
    return day


def _day_beginning_at(instant: datetime, starts: DayStart) -> date | None:
    try:
        day = german_day(instant)
        return day if starts(day) == instant else None
    except OverflowError:
        return None


def latin(text: str, limit: int) -> str:
    """The text in the characters of ISO 8859-1, cut to a length.

    Letters outside lose their accents; blanks are joined.

    Raises:
        Unwritable: a letter has no Latin form (Greek, Cyrillic and the like).
    """
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(_latin_letter(letter, text) for letter in composed)
    return " ".join(plain.split())[:limit].rstrip()


def _latin_letter(letter: str, text: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in {"Cc", "Cf"}:
        return ""
    if ord(letter) < 256:
        return letter
    stripped = "".join(c for c in unicodedata.normalize("NFKD", letter) if ord(c) < 256)
    if not stripped and not unicodedata.combining(letter):
        raise Unwritable(text)
    return stripped
