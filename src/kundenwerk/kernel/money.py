"""Whole euro cents, and the only two places where an amount is rounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def allocate(amount: Money, weights: Sequence[Decimal | int]) -> list[Money]:
    """Split an amount in proportion to weights so that the parts add up exactly.

    Each part is the difference of two rounded running totals, so no part is off by more
    than one cent.

    Raises:
        ValueError: a weight is negative or all are zero.
    """
    if any(weight < 0 for weight in weights) or not any(weights):
        raise ValueError("weights must be positive")
    whole = sum((Decimal(weight) for weight in weights), Decimal(0))
    parts, running, before = [], Decimal(0), ZERO
    for weight in weights:
        running += Decimal(weight)
        upto = round_cents(amount.euros * running / whole)
        parts.append(upto - before)
        before = upto
    return parts
