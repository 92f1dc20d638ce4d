"""Whole euro cents, and the only two places where an amount is rounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

MINUS = "−"
_CENT = Decimal("0.01")


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """A booked amount in whole euro cents; negative means owed by us."""

    cents: int

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __mul__(self, times: int) -> Money:
        return Money(self.cents * times)

    def __lt__(self, other: Money) -> bool:
        return self.cents < other.cents

    def __bool__(self) -> bool:
        return self.cents != 0

    @property
    def euros(self) -> Decimal:
        """The same amount in euros, always with two decimals."""
        return Decimal(self.cents).scaleb(-2)

    def __str__(self) -> str:
        """German notation: ``−1.234,56 €``."""
        whole, cents = divmod(abs(self.cents), 100)
        sign = MINUS if self.cents < 0 else ""
        return f"{sign}{whole:,}".replace(",", ".") + f",{cents:02d} €"


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum; zero for none."""
    return Money(sum(amount.cents for amount in amounts))


def round_cents(euros: Decimal) -> Money:
    """Round an exact euro value to whole cents, halves away from zero.

    Source: kaufmännisches Runden, DIN 1333.
    """
    return Money(int(euros.quantize(_CENT, rounding=ROUND_HALF_UP).scaleb(2)))


def round_together(parts: Iterable[Decimal]) -> list[Money]:
    """Round exact euro values so that they add up to their rounded sum.

    Each is the difference of two rounded running totals, so none is off by more than one cent.
    """
    rounded, running, before = [], Decimal(0), ZERO
    for part in parts:
        running += part
        upto = round_cents(running)
        rounded.append(upto - before)
        before = upto
    return rounded
