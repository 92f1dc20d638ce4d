"""Bills of a chunk as columns of whole numbers: what the kernel takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.rules.rating import LineKind

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Rounding = Callable[[Ints, Ints | int], Ints]

# Prices have six decimals, percentages two, energy is counted in watt-hours.
PRICE_SCALE: Final = 10**6
PERCENT_SCALE: Final = 100
COMPONENTS: Final = tuple(Component)


class Kind(IntEnum):
    """Kinds of lines in the order in which they stand within the days of one price."""

    ENERGY = 0
    ENERGY_PEAK = 1
    ENERGY_OFFPEAK = 2
    BASE = 3
    BONUS = 4


LINE_KINDS: Final = tuple(LineKind[kind.name] for kind in Kind)
# Which of the three unit prices a kind of line is charged with.
UNIT_PRICE: Final = np.array([0, 0, 1, 2, 2], np.int64)


def half_away(numerator: Ints, denominator: Ints | int) -> Ints:
    """Quotients rounded to whole numbers, halves away from zero.

    Source: kaufmännisches Runden, DIN 1333; the same as ``kernel.money.round_cents``.
    """
    rounded = (2 * np.abs(numerator) + denominator) // (2 * denominator)
    return np.asarray(np.sign(numerator) * rounded, np.int64)


@dataclass(frozen=True, slots=True)
class Prices:
    """Distinct prices, each a column; rows are energy, off-peak energy and base.

    Args:
        value: millionths of ct/kWh or of euros a year, by unit price and price.
        part: the same by unit price, price and component.
        has_part: whether the component is a part at all.
        vat: hundredths of a percent, by price.
    """

    value: Ints
    part: Ints
    has_part: Flags
    vat: Ints


@dataclass(frozen=True, slots=True)
class Pieces:
    """Days of a bill with one price, by bill and day; days are ordinals."""

    bill: Ints
    start: Ints
    end: Ints
    price: Ints


@dataclass(frozen=True, slots=True)
class Usages:
    """Energy between two readings, in the order of the bill's computation."""

    bill: Ints
    kind: Ints
    start: Ints
    end: Ints
    wh: Ints


@dataclass(frozen=True, slots=True)
class Weights:
    """Running totals of the weights of days, one row for each profile.

    Args:
        first: the day of the first column, whose total is zero.
    """

    first: int
    upto: Ints

    def between(self, profile: Ints, start: Ints, end: Ints) -> Ints:
        """The weight of the days from ``start`` up to, but not including, ``end``."""
        upto = self.upto[profile, end - self.first] - self.upto[profile, start - self.first]
        return np.asarray(upto, np.int64)


@dataclass(frozen=True, slots=True)
class Batch:
    """Many bills; usages of a register tile the days of a bill, and so do its pieces.

    Args:
        profile: the row of the weights, by bill.
        bonus_bill: the bill of each promised bonus, gross cents in ``bonus_cents``; a one-time
            charge is negative.
    """

    bills: int
    profile: Ints
    weights: Weights
    prices: Prices
    pieces: Pieces
    usages: Usages
    bonus_bill: Ints
    bonus_cents: Ints


@dataclass(frozen=True, slots=True)
class Shares:
    """Which line takes how much of which usage, in the order of lines and usages."""

    line: Ints
    usage: Ints
    wh: Ints


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of all bills in the order in which they are printed.

    Args:
        amount: watt-hours, days, or 1.
        price: millionths of the unit price; for a bonus the promised cents with the other sign.
        net: cents.
        vat: hundredths of a percent.
    """

    bill: Ints
    piece: Ints
    kind: Ints
    amount: Ints
    price: Ints
    net: Ints
    vat: Ints


@dataclass(frozen=True, slots=True)
class Taxes:
    """Net sum and tax in cents, by bill and rate."""

    bill: Ints
    rate: Ints
    net: Ints
    vat: Ints


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything computed.

    Args:
        fits: bills whose figures stayed within 64 bits; the others are worthless.
        net, vat, bonus: cents by bill; ``bonus`` is the net sum of bonuses and credits.
        part: cents of each component by bill; ``has_part`` tells which are shown.
        own: cents of the supplier's share by bill.
    """

    fits: Flags
    shares: Shares
    lines: Lines
    taxes: Taxes
    net: Ints
    vat: Ints
    bonus: Ints
    part: Ints
    has_part: Flags
    own: Ints
