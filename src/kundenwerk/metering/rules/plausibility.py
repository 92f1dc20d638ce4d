"""Whether a reading can be and whether it is likely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.numbers import format_day, format_decimal
from kundenwerk.kernel.period import ONE_DAY, Period

PLACES: Final = 3


class ImpossibleReading(ValueError):
    """No register can show this then; ``field`` and ``reason`` (German) say why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class DoubtKind(StrEnum):
    """Why somebody has to look at a reading."""

    CONFLICT = "CONFLICT"
    LOWER = "LOWER"
    ABOVE_NEXT = "ABOVE_NEXT"
    HIGH = "HIGH"
    LOW = "LOW"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a reading, as a German sentence."""

    kind: DoubtKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Known:
    """A valid reading of the same register."""

    day: date
    value: Decimal
    rolled_over: bool = False


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What is known about a register around the day of a new reading.

    Args:
        expected_per_year: in the unit the register counts; None when nobody knows.
        is_only_register: whether it counts all of the expected consumption.
    """

    digits: int
    installed: Period
    previous: Known | None = None
    following: Known | None = None
    same_day: Known | None = None
    expected_per_year: Decimal | None = None
    is_only_register: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a consumption is doubted.

    Args:
        most_times: times the expected consumption that is still believed.
        allowance: units believed on top, for short periods.
        least_share: share of the expected consumption that is still believed.
        least_from: expected units below which a low consumption is believed.
    """

    valid: Period
    most_times: Decimal
    allowance: Decimal
    least_share: Decimal
    least_from: Decimal
    source: str


LIMITS: Final[tuple[Limits, ...]] = (
    Limits(
        Period(date(2000, 1, 1)),
        Decimal("2.5"),
        Decimal(100),
        Decimal("0.1"),
        Decimal(500),
        "Hausregel; mehr als das Doppelte gilt nach § 17 Abs. 1 StromGVV als auffällig",
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found; ``rolled_over`` tells that the register passed its end."""

    doubts: tuple[Doubt, ...] = ()
    rolled_over: bool = False

    @property
    def sentences(self) -> str:
        """All reasons in one text."""
        return " ".join(doubt.sentence for doubt in self.doubts)


def check_possible(day: date, value: Decimal, facts: RegisterFacts, *, today: date) -> None:
    """Refuse what no register can show.

    The reading counts for the beginning of ``day``; on the day after the removal that is the
    last reading of the meter.

    Raises:
        ImpossibleReading: future, outside the installation, negative or too many digits.
    """
    if day > today + ONE_DAY:
        raise ImpossibleReading("day", "Der Tag liegt in der Zukunft.")
    if day < facts.installed.start:
        since = format_day(facts.installed.start)
        raise ImpossibleReading("day", f"Der Zähler ist erst seit {since} eingebaut.")
    if facts.installed.end is not None and day > facts.installed.end:
        until = format_day(facts.installed.end - ONE_DAY)
        raise ImpossibleReading("day", f"Der Zähler war nur bis {until} eingebaut.")
    if value < 0:
        raise ImpossibleReading("value", "Ein Zählerstand kann nicht negativ sein.")
    if value >= capacity(facts.digits):
        raise ImpossibleReading(
            "value", f"Das Zählwerk hat nur {facts.digits} Stellen vor dem Komma."
        )
    if value != round(value, PLACES):
        raise ImpossibleReading("value", f"Höchstens {PLACES} Nachkommastellen.")


def capacity(digits: int) -> Decimal:
    """The value at which a register begins at zero again."""
    return Decimal(10) ** digits


def judge(day: date, value: Decimal, facts: RegisterFacts) -> Verdict:
    """Compare a possible reading with its neighbours and the expected consumption."""
    if facts.same_day is not None:
        shown = format_decimal(facts.same_day.value.normalize())
        return Verdict((Doubt(DoubtKind.CONFLICT, f"Für den Tag gibt es schon {shown}."),))
    doubts: list[Doubt] = []
    rolled_over = False
    if facts.previous is not None:
        found, rolled_over = _since(facts.previous, day, value, facts)
        doubts += found
    if facts.following is not None and not facts.following.rolled_over:
        doubts += _until(facts.following, value)
    return Verdict(tuple(doubts), rolled_over and not doubts)


def _since(
    previous: Known, day: date, value: Decimal, facts: RegisterFacts
) -> tuple[list[Doubt], bool]:
    used, rolled_over = value - previous.value, value < previous.value
    if rolled_over:
        used += capacity(facts.digits)
    limits = _limits(day)
    expected = _expected(previous.day, day, facts)
    too_much = expected is not None and used > expected * limits.most_times + limits.allowance
    if rolled_over and (too_much or expected is None):
        shown = f"{format_decimal(previous.value.normalize())} am {format_day(previous.day)}"
        return [Doubt(DoubtKind.LOWER, f"Niedriger als der letzte Stand ({shown}).")], False
    if too_much:
        return [Doubt(DoubtKind.HIGH, _unusual("höher", used, expected))], False
    if _too_little(used, expected, facts, limits):
        return [Doubt(DoubtKind.LOW, _unusual("niedriger", used, expected))], False
    return [], rolled_over


def _too_little(
    used: Decimal, expected: Decimal | None, facts: RegisterFacts, limits: Limits
) -> bool:
    if expected is None or not facts.is_only_register or expected < limits.least_from:
        return False
    return used < expected * limits.least_share


def _until(following: Known, value: Decimal) -> list[Doubt]:
    if value <= following.value:
        return []
    shown = f"{format_decimal(following.value.normalize())} am {format_day(following.day)}"
    return [Doubt(DoubtKind.ABOVE_NEXT, f"Höher als der folgende Stand ({shown}).")]


def _expected(since: date, day: date, facts: RegisterFacts) -> Decimal | None:
    if facts.expected_per_year is None:
        return None
    return facts.expected_per_year * (day - since).days / 365


def _unusual(how: str, used: Decimal, expected: Decimal | None) -> str:
    assert expected is not None
    return (
        f"Verbrauch {format_decimal(used.normalize())} deutlich {how} als erwartet"
        f" ({format_decimal(expected, places=0)})."
    )


def _limits(day: date) -> Limits:
    return next(row for row in LIMITS if day in row.valid)
