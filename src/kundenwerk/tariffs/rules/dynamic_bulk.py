"""The means of ``dynamic`` in whole numbers, for many supply points at once (ADR 0026)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.quarter_hours import HourlyGridPrice
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.rules.dynamic import Stretch, days_of, gap, needed
from kundenwerk.tariffs.rules.prices import PRICE_PLACES, DatedTerms, PricePart

Ints = NDArray[np.int64]

# Cents per MWh are thousandths of ct/kWh.
MICRO_PER_CENT_PER_MWH = 1_000
_ROOM = 2**61


class TooLarge(OverflowError):
    """Sums beyond the whole numbers of the processor; the readable rule has no such bound."""


def means(wh: Ints, micro_ct: Ints, starts: Ints) -> tuple[Ints, Ints]:
    """Energy and weighted mean price of consecutive stretches of quarter hours.

    Args:
        wh: watt-hours, a row per supply point, a column per quarter hour.
        micro_ct: the price of every quarter hour in millionths of ct/kWh.
        starts: the first column of each stretch, ascending, beginning with zero.

    Returns:
        Watt-hours and means in millionths of ct/kWh, a row per supply point.

    Raises:
        TooLarge: see there.
    """
    _check(wh, micro_ct)
    used = np.add.reduceat(wh, starts, axis=1)
    paid = np.add.reduceat(wh * micro_ct, starts, axis=1)
    count = np.diff(np.append(starts, micro_ct.size))
    plain = _rounded(np.add.reduceat(micro_ct, starts), count)
    weighted = _rounded(paid, np.maximum(used, 1))
    return used, np.where(used > 0, weighted, plain)


def _check(wh: Ints, micro_ct: Ints) -> None:
    most = int(np.abs(wh).max(initial=0)) * int(np.abs(micro_ct).max(initial=0))
    if most * max(micro_ct.size, 1) * 2 >= _ROOM:
        raise TooLarge


def _rounded(sums: Ints, whole: Ints) -> Ints:
    """Quotients rounded half away from zero."""
    found: Ints = np.sign(sums) * ((2 * np.abs(sums) + whole) // (2 * whole))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """``dynamic.Varying`` in whole numbers.

    Args:
        micro_ct: millionths of ct/kWh by German day.
    """

    component: Component | None
    micro_ct: Mapping[date, Ints]
    source: str


def exchange(days: Mapping[date, Sequence[int]], source: str) -> Numbers:
    """The exchange price from cents per MWh; see ``dynamic.exchange``."""
    micro = {day: np.array(cents, np.int64) * MICRO_PER_CENT_PER_MWH for day, cents in days.items()}
    return Numbers(None, micro, source)


def grid_by_the_hour(prices: Sequence[HourlyGridPrice], period: Period) -> Numbers:
    """The working price of the grid; see ``dynamic.grid_by_the_hour``."""
    micro = {
        day: np.array([int(ct.scaleb(PRICE_PLACES)) for ct in price.on(day)], np.int64)
        for price in prices
        if (shared := price.valid.intersect(period))
        for day in days_of(shared)
    }
    source = ", ".join(dict.fromkeys(one.source for one in prices))
    return Numbers(Component.GRID_ENERGY, micro, source)


@dataclass(frozen=True, slots=True, eq=False)
class QuarterHours:
    """Quarter hours by the twin in whole numbers, for runs.

    Args:
        curve: watt-hours by German day.
    """

    curve: Mapping[date, Ints]
    varying: Sequence[Numbers]

    def stretches(self, cut: Sequence[Period], terms: Sequence[DatedTerms]) -> list[Stretch]:
        """See ``dynamic.Quarters``.

        Raises:
            PriceGap: a day without a price that counts on it.
            TooLarge: see ``means``.
        """
        days = [day for piece in cut for day in days_of(piece)]
        counts = [sum(quarter_hours(day) for day in days_of(piece)) for piece in cut]
        starts = np.cumsum([0, *counts[:-1]])
        asked = [needed(self.varying, piece, terms) for piece in cut]
        for piece, wanted in zip(cut, asked, strict=True):
            _check_known(piece, wanted)
        wh = np.concatenate([self.curve[day] for day in days])
        used = np.add.reduceat(wh, starts).tolist()
        found = {id(one): _means_of(one, days, wh, starts) for one in self.varying}
        return [
            Stretch(piece, used[at], tuple(found[id(one)][at] for one in asked[at]))
            for at, piece in enumerate(cut)
        ]


def _check_known(piece: Period, wanted: Sequence[Numbers]) -> None:
    for one in wanted:
        for day in days_of(piece):
            known = one.micro_ct.get(day)
            if known is None or known.size != quarter_hours(day):
                raise gap(one.component, day)


def _means_of(one: Numbers, days: Sequence[date], wh: Ints, starts: Ints) -> list[PricePart]:
    """The mean of every stretch; where a price is not needed unknown days count as nothing."""
    columns = []
    for day in days:
        known, count = one.micro_ct.get(day), quarter_hours(day)
        whole = known is not None and known.size == count
        columns.append(known if known is not None and whole else np.zeros(count, np.int64))
    _, found = means(wh[np.newaxis, :], np.concatenate(columns), starts)
    return [
        PricePart(one.component, Decimal(int(micro)).scaleb(-PRICE_PLACES), one.source)
        for micro in found[0]
    ]
