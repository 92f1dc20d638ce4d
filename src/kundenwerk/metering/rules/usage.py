"""What registers counted between readings, in kWh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kundenwerk.kernel.energy import ReadingOrigin, RegisterKind
from kundenwerk.kernel.numbers import format_day, round_to
from kundenwerk.kernel.period import Period
from kundenwerk.metering.rules.plausibility import capacity


@dataclass(frozen=True, slots=True)
class Shown:
    """A valid reading as it is printed on a bill."""

    day: date
    value: Decimal
    origin: ReadingOrigin
    rolled_over: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GasFactors:
    """How cubic metres become kWh in a period.

    Args:
        volume_factor: Zustandszahl.
        calorific_value: Brennwert in kWh per cubic metre.

    Source: DVGW-Arbeitsblatt G 685; § 40 Abs. 4 EnWG (all factors are shown).
    """

    valid: Period
    volume_factor: Decimal
    calorific_value: Decimal

    def kwh(self, cubic_metres: Decimal) -> Decimal:
        """Whole kWh, rounded half up."""
        return round_to(cubic_metres * self.volume_factor * self.calorific_value, 0)


@dataclass(frozen=True, slots=True)
class RegisterHistory:
    """One register with its valid readings in order of days."""

    register_id: int
    meter_number: str
    kind: RegisterKind
    digits: int
    installed: Period
    readings: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """Energy counted by one register between two readings.

    Args:
        counted: in the register's unit (kWh, for gas cubic metres).
        gas: how cubic metres became kWh; None for electricity.
    """

    register_id: int
    meter_number: str
    kind: RegisterKind
    period: Period
    start: Shown
    end: Shown
    counted: Decimal
    kwh: Decimal
    gas: GasFactors | None = None

    @property
    def is_estimated(self) -> bool:
        """Whether one of the readings is an estimate (§ 40a Abs. 2 EnWG)."""
        return ReadingOrigin.ESTIMATE in {self.start.origin, self.end.origin}


@dataclass(frozen=True, slots=True)
class MissingDay:
    """A day for which a reading is needed; without register there is no meter at all."""

    day: date
    register_id: int | None
    meter_number: str


class ReadingMissing(LookupError):
    """The consumption of the period is not known; ``missing`` lists what is needed."""

    def __init__(self, missing: Sequence[MissingDay]) -> None:
        self.missing = tuple(missing)
        self.reason = " ".join(_sentence(one) for one in self.missing)
        super().__init__(self.reason)


class FactorsMissing(LookupError):
    """No gas factors cover the days between two readings."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.reason = f"Brennwert und Zustandszahl fehlen für {period}."
        super().__init__(self.reason)


def _sentence(missing: MissingDay) -> str:
    if missing.register_id is None:
        return f"Am {format_day(missing.day)} ist kein Zähler eingebaut."
    return f"Zähler {missing.meter_number}: Stand vom {format_day(missing.day)} fehlt."


def usages_in(
    period: Period, registers: Sequence[RegisterHistory], gas: Sequence[GasFactors] | None = None
) -> list[Usage]:
    """What every register counted in a closed period, one usage per pair of readings.

    ``gas`` holds the factors of a gas supply point; it is None for electricity.

    Raises:
        ReadingMissing: no meter on some day, or no reading where one is needed.
        FactorsMissing: gas factors do not cover a usage.
    """
    missing = [*_uncovered(period, registers), *_unread(period, registers)]
    if missing:
        raise ReadingMissing(missing)
    return [
        usage
        for register in registers
        if (span := register.installed.intersect(period))
        for usage in _between(register, span, gas)
    ]


def _uncovered(period: Period, registers: Iterable[RegisterHistory]) -> Iterator[MissingDay]:
    """The first day of every gap between meters."""
    spans = [span for one in registers if (span := one.installed.intersect(period))]
    known_until: Final = sorted({(span.start, span.end) for span in spans if span.end})
    day = period.start
    for start, end in known_until:
        if start > day:
            yield MissingDay(day, None, "")
        day = max(day, end)
    if period.end is not None and day < period.end:
        yield MissingDay(day, None, "")


def _unread(period: Period, registers: Iterable[RegisterHistory]) -> Iterator[MissingDay]:
    for register in registers:
        span = register.installed.intersect(period)
        if span is None or span.end is None:
            continue
        read = {reading.day for reading in register.readings}
        for day in (span.start, span.end):
            if day not in read:
                yield MissingDay(day, register.register_id, register.meter_number)


def _between(
    register: RegisterHistory, span: Period, gas: Sequence[GasFactors] | None
) -> Iterator[Usage]:
    inside = [one for one in register.readings if one.day in span or one.day == span.end]
    for start, end in pairwise(inside):
        period = Period(start.day, end.day)
        counted = end.value - start.value
        if end.rolled_over:
            counted += capacity(register.digits)
        factors = None if gas is None else _covering(gas, period)
        yield Usage(
            register.register_id,
            register.meter_number,
            register.kind,
            period,
            start,
            end,
            counted,
            factors.kwh(counted) if factors else counted,
            factors,
        )


def _covering(gas: Sequence[GasFactors], period: Period) -> GasFactors:
    for factors in gas:
        if factors.valid.covers(period):
            return factors
    raise FactorsMissing(period)
