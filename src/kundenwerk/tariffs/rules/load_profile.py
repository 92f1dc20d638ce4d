"""How a household or a heating spreads its energy over the quarter hours of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kundenwerk.kernel.calendar import wall_quarters
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.tariffs.rules.profiles import DayWeights

_SWING_SCALE = 1000
_QUARTERS = 96


@dataclass(frozen=True, slots=True)
class LoadProfile:
    """Relative use of every quarter hour.

    Args:
        shapes: for each month, Saturday, Sunday or holiday, and working day, 96 whole numbers.
        is_dynamic: whether the shape swings over the year (household).
    """

    name: str
    shapes: tuple[tuple[tuple[int, ...], ...], ...]
    is_dynamic: bool
    source: str


def flat(days: DayWeights) -> LoadProfile:
    """A profile that knows the months only; within a day every quarter hour counts the same."""
    shapes = tuple(((weight,) * _QUARTERS,) * 3 for weight in days.per_day)
    name = f"{days.name}, gleichmäßig über den Tag"
    return LoadProfile(name, shapes, is_dynamic=False, source=days.source)


@lru_cache(maxsize=16)
def weights(profile: LoadProfile, period: Period) -> NDArray[np.int64]:
    """A whole number for every quarter hour of a closed period, in order."""
    days = (period.start + number * ONE_DAY for number in range(period.days))
    found = np.concatenate([_day(profile, day) for day in days])
    found.setflags(write=False)
    return found


def _day(profile: LoadProfile, day: date) -> NDArray[np.int64]:
    kind = {5: 0, 6: 1}.get(day.weekday(), 2)
    shape = np.array(profile.shapes[day.month - 1][kind], np.int64)
    clock = shape[list(wall_quarters(day))]
    if not profile.is_dynamic:
        return clock
    swung: NDArray[np.int64] = clock * _swing(day.timetuple().tm_yday) // _SWING_SCALE
    return swung


def _swing(day_of_year: int) -> int:
    """How household consumption swings over the year, in thousandths.

    Source: BDEW, Anwendung der Standardlastprofile: dynamisation of H0, H25, P25, S25.
    """
    t = day_of_year
    factor = -3.92e-10 * t**4 + 3.2e-7 * t**3 - 7.02e-5 * t**2 + 2.1e-3 * t + 1.24
    return round(factor * _SWING_SCALE)
