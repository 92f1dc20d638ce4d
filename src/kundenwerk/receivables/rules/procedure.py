"""Dunning procedures: levels, days, fees and limits of a customer type from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kundenwerk.kernel.calendar import add_target_days
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.receivables.rules.vocabulary import CustomerType

MOST_LEVELS: Final = 9
MOST_DAYS: Final = 365
MOST_BANK_DAYS: Final = 20
LARGEST_AMOUNT: Final = Money(100_000_00)


class ProcedureRefused(ValueError):
    """A procedure that cannot be; the message says why, in German."""


@dataclass(frozen=True, slots=True)
class Level:
    """One letter of a procedure.

    Args:
        days_after: calendar days after the due date, or after the time to pay of the letter
            before.
        pay_days: calendar days to pay, from the day of the letter.
        smallest: accounts that owe less are not dunned.
    """

    number: int
    name: str
    days_after: int
    pay_days: int
    fee: Money
    smallest: Money
    source: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """How a customer type is dunned over a period.

    Args:
        bank_days: TARGET days left for money that is under way.
    """

    customer_type: CustomerType
    valid: Period
    bank_days: int
    source: str
    levels: tuple[Level, ...]

    def check(self) -> None:
        """Refuse what the law or the letters cannot bear.

        Raises:
            ProcedureRefused: levels missing, days or amounts out of bounds, or a fee on the
                letter that brings about default.

        Source: § 286 Abs. 1 und § 288 Abs. 5 BGB; § 17 Abs. 2 StromGVV, GasGVV.
        """
        numbers = [level.number for level in self.levels]
        if not 1 <= len(numbers) <= MOST_LEVELS or numbers != list(range(1, len(numbers) + 1)):
            raise ProcedureRefused("Ein Mahnverfahren hat 1 bis 9 Stufen, fortlaufend gezählt.")
        if not 0 <= self.bank_days <= MOST_BANK_DAYS or not self.source:
            raise ProcedureRefused("Bitte nennen Sie Bankarbeitstage (0 bis 20) und Quelle.")
        if self.levels[0].fee:
            raise ProcedureRefused(
                "Das erste Schreiben ist kostenlos: Erst danach ist der Kunde in Verzug (§ 286)."
            )
        for level in self.levels:
            if not _is_sensible(level):
                raise ProcedureRefused(
                    f"Stufe {level.number}: Name, Quelle, 0 bis {MOST_DAYS} Tage Abstand, 1 bis "
                    f"{MOST_DAYS} Tage Zahlungsfrist, Mindestbetrag über 0,00 € und Gebühr ab "
                    "0,00 € werden gebraucht."
                )

    def level(self, number: int) -> Level:
        """A level by its number.

        Raises:
            IndexError: there is none.
        """
        return self.levels[number - 1]

    def next_level(self, last: int) -> Level | None:
        """The level after one; after 0 the first, after the highest none."""
        return self.levels[last] if last < len(self.levels) else None

    def latest_due(self, day: date) -> date:
        """The latest due date whose days of grace are over on a day."""
        return latest_start(day, self.levels[0].days_after, self.bank_days)

    def latest_pay_by(self, day: date, level: Level) -> date:
        """The latest time to pay of the letter before after which a level may go out."""
        return latest_start(day, level.days_after, self.bank_days)

    def pay_by(self, day: date, level: Level) -> date:
        """Until when the letter of a day asks for the money: a day on which banks work.

        Source: § 193 BGB.
        """
        return add_target_days(day + timedelta(days=level.pay_days), 0)


def waits_until(start: date, days: int, bank_days: int) -> date:
    """The last day of waiting: calendar days, then banking days for money under way."""
    return add_target_days(start + timedelta(days=days), bank_days)


def latest_start(day: date, days: int, bank_days: int) -> date:
    """The latest start whose waiting is over on a day; the inverse of ``waits_until``."""
    start = day - timedelta(days=days + 1)
    while waits_until(start, days, bank_days) >= day:
        start -= ONE_DAY
    return start


def _is_sensible(level: Level) -> bool:
    return bool(
        level.name
        and level.source
        and 0 <= level.days_after <= MOST_DAYS
        and 1 <= level.pay_days <= MOST_DAYS
        and ZERO <= level.fee <= LARGEST_AMOUNT
        and ZERO < level.smallest <= LARGEST_AMOUNT
    )
