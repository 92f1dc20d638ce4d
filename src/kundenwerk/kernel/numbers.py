"""Strict German numbers and days: what can be read in two ways is refused with a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from kundenwerk.kernel.money import MINUS, Money

# Number and unit stay on one line; a narrow space is next to nothing in the font of the pages.
NBSP = "\u00a0"
MAX_DIGITS = 15
_PLAIN = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d+)(?:,(?P<part>\d+))?", re.ASCII)
_GROUPED = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:\.\d{3})+)(?:,(?P<part>\d+))?", re.ASCII)
_WITH_DOT = re.compile(r"[-−]?\d+\.\d+", re.ASCII)


class NotReadable(ValueError):
    """The text is no number or day, or could mean two; the message asks back in German."""


def parse_decimal(text: str, *, places: int, groups: bool = True) -> Decimal:
    """Read a German number: decimal comma, dots between thousands.

    Args:
        text: as typed.
        places: most digits after the comma.
        groups: whether dots between thousands are read; ``3.000`` is three thousand.

    Raises:
        NotReadable: no number, too many places, or a dot that may mean a comma.
    """
    stripped = text.strip()
    match = _PLAIN.fullmatch(stripped) or (_GROUPED.fullmatch(stripped) if groups else None)
    if match is None:
        raise NotReadable(_question(stripped, places))
    whole = match["whole"].replace(".", "")
    part = match["part"] or ""
    if len(whole) > MAX_DIGITS:
        raise NotReadable("Die Zahl ist zu groß.")
    if len(part) > places:
        raise NotReadable(
            "Bitte ohne Nachkommastellen."
            if not places
            else f"Höchstens {places} Nachkommastellen."
        )
    number = Decimal(f"{whole}.{part}" if part else whole)
    return -number if match["sign"] else number


def _question(text: str, places: int) -> str:
    if _WITH_DOT.fullmatch(text):
        whole, part = text.split(".")
        if places and len(part) <= places:
            return f"Bitte mit Komma schreiben. Meinten Sie {whole},{part}?"
        return "Der Punkt ist nicht eindeutig. Schreiben Sie 1.234,56 oder 1234,56."
    return (
        "Bitte geben Sie eine Zahl ein, zum Beispiel 1.234,56."
        if places
        else ("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 3.500.")
    )


def parse_kwh(text: str) -> Decimal:
    """Read an amount of energy in whole kWh; ``3.000`` is three thousand, a unit may follow.

    Raises:
        NotReadable: see ``parse_decimal``; negative amounts too.
    """
    number = parse_decimal(re.sub(r"\s*kWh$", "", text.strip(), flags=re.IGNORECASE), places=0)
    if number < 0:
        raise NotReadable("Der Verbrauch kann nicht negativ sein.")
    return number


def parse_euro(text: str) -> Money:
    """Read an amount in euros with at most two decimals; ``€`` or ``EUR`` may follow.

    Raises:
        NotReadable: see ``parse_decimal``.
    """
    number = parse_decimal(re.sub(r"\s*(€|EUR)$", "", text.strip()), places=2)
    return Money(int(number.scaleb(2)))


_DAY = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})?", re.ASCII)
_COMPACT = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_OFFSET = re.compile(r"[+-]\d{1,4}", re.ASCII)
_WORDS = {"heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1}
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199


def parse_day(text: str, *, today: date) -> date:
    """Read a day as clerks type it: ``1.3.``, ``01.03.2026``, ``010326``, ``heute``, ``+14``.

    A missing year is the present one; two digits mean 2000 to 2099.

    Raises:
        NotReadable: no such day, or outside 1900 to 2199.
    """
    stripped = text.strip().lower()
    if stripped in _WORDS:
        return today + timedelta(days=_WORDS[stripped])
    if _OFFSET.fullmatch(stripped):
        return today + timedelta(days=int(stripped))
    match = _DAY.fullmatch(stripped) or _COMPACT.fullmatch(stripped) or _ISO.fullmatch(stripped)
    if match is None:
        raise NotReadable("Bitte geben Sie ein Datum ein, zum Beispiel 01.12.2026.")
    year = int(match["year"] or today.year)
    year += 2000 if year < 100 else 0
    try:
        day = date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        raise NotReadable("Diesen Tag gibt es nicht.") from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise NotReadable(f"Das Jahr muss zwischen {EARLIEST_YEAR} und {LATEST_YEAR} liegen.")
    return day


def format_decimal(number: Decimal | int, *, places: int | None = None) -> str:
    """German notation with dots between thousands; ``places`` None keeps what is there."""
    exact = Decimal(number)
    shown = exact if places is None else round_to(exact, places)
    text = f"{abs(shown):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if shown < 0 else text


def round_to(number: Decimal, places: int) -> Decimal:
    """Round half away from zero for display; amounts are rounded in ``money`` only."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def format_kwh(number: Decimal | int) -> str:
    """``3.500 kWh`` with the decimals that are there."""
    exact = Decimal(number)
    whole = exact == exact.to_integral_value()
    return f"{format_decimal(exact, places=0 if whole else None)}{NBSP}kWh"


def format_day(day: date) -> str:
    """``01.12.2026``."""
    return f"{day:%d.%m.%Y}"


_UNITS = (
    (timedelta(days=1), "Tag", "Tagen"),
    (timedelta(hours=1), "Stunde", "Stunden"),
    (timedelta(minutes=1), "Minute", "Minuten"),
)


def format_age(age: timedelta) -> str:
    """``vor 3 Stunden``: how long ago, in whole units of the largest that fits."""
    for unit, one, several in _UNITS:
        if (count := age // unit) > 0:
            return f"vor {count}{NBSP}{one if count == 1 else several}"
    return "gerade eben"


def format_days(days: Sequence[date], *, most: int = 3) -> str:
    """Days in order, neighbours joined: ``01.12.2026 bis 05.12.2026, 09.12.2026``.

    After ``most`` stretches the days that remain are counted.
    """
    stretches: list[list[date]] = []
    for day in days:
        if stretches and day - stretches[-1][-1] == timedelta(days=1):
            stretches[-1].append(day)
        else:
            stretches.append([day])
    words = [
        f"{format_day(one[0])} bis {format_day(one[-1])}" if len(one) > 1 else format_day(one[0])
        for one in stretches[:most]
    ]
    rest = sum(len(one) for one in stretches[most:])
    if rest:
        words.append("ein weiterer Tag" if rest == 1 else f"{rest} weitere Tage")
    return ", ".join(words)
