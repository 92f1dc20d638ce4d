"""Which load profile spreads a consumption over the year."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from kundenwerk.kernel.energy import Commodity, UsageType
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


def profile_for(commodity: Commodity, usage: UsageType | None) -> DayWeights:
    """The usual fluctuation over the year for a kind of consumption.

    Source: § 12 Abs. 2 StromGVV/GasGVV.
    """
    if commodity == Commodity.GAS or usage in _HEATING:
        return _profiles()["HEATING"]
    if usage == UsageType.EV_CHARGING:
        return EVEN
    return _profiles()["HOUSEHOLD"]
