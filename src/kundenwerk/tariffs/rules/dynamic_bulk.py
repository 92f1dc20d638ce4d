"""The means of ``dynamic`` in whole numbers, for many supply points at once (ADR 0026)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

MICRO = 1_000_000
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
