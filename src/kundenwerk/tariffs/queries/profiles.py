"""Which load profile spreads a consumption over the year."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.tariffs.rules import load_profile
from kundenwerk.tariffs.rules.load_profile import LoadProfile
from kundenwerk.tariffs.rules.profiles import EVEN, DayWeights

_HEATING = {UsageType.HEAT_PUMP, UsageType.STORAGE_HEATING}


@lru_cache(maxsize=1)
def _profiles() -> dict[str, DayWeights]:
    file = resources.files("kundenwerk.tariffs").joinpath("data", "day_weights.csv")
    rows = csv.reader(file.read_text(encoding="utf-8").splitlines()[1:], delimiter=";")
    return {
        code: DayWeights(name, tuple(int(weight) for weight in weights), source)
        for code, name, source, *weights in rows
    }


@lru_cache(maxsize=1)
def _household() -> LoadProfile:
    """The BDEW profile: a column per month and day type, a row per quarter hour."""
    file = resources.files("kundenwerk.tariffs").joinpath("data", "h25.csv")
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))[2:]
    columns = [tuple(round(float(row[n]) * 100) for row in rows) for n in range(1, 37)]
    return LoadProfile(
        "BDEW H25",
        tuple(tuple(columns[3 * month : 3 * month + 3]) for month in range(12)),
        is_dynamic=True,
        source="BDEW Standardlastprofil H25 (2025) mit Dynamisierung, demandlib 0.2.2 (MIT)",
    )


def load_profile_for(commodity: Commodity, usage: UsageType | None) -> LoadProfile:
    """How a kind of consumption is spread over the quarter hours of a year."""
    days = profile_for(commodity, usage)
    return _household() if days.name == _household().name else load_profile.flat(days)


def profile_for(commodity: Commodity, usage: UsageType | None) -> DayWeights:
    """The usual fluctuation over the year for a kind of consumption.

    Source: § 12 Abs. 2 StromGVV/GasGVV.
    """
    if commodity == Commodity.GAS or usage in _HEATING:
        return _profiles()["HEATING"]
    if usage == UsageType.EV_CHARGING:
        return EVEN
    return _profiles()["HOUSEHOLD"]
