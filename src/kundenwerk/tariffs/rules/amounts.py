"""Which consumptions a tariff is looked at with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kundenwerk.tariffs.rules.annual_cost import YearlyUse
from kundenwerk.tariffs.rules.bands import Band

# Households of one to four persons and more, as comparison portals show them.
USUAL_KWH = (1_500, 2_500, 3_500, 5_000)
# Beyond this nobody reads the table.
MOST = 20


def amounts(usual: Iterable[int], bands: Sequence[Band], asked: Iterable[int]) -> list[int]:
    """The usual consumptions and those asked for, and one inside every band they leave out."""
    found = {*usual, *asked}
    for band in bands:
        if not any(Decimal(kwh) in band for kwh in found):
            found.add(_inside(band))
    return sorted(found)[:MOST]


def _inside(band: Band) -> int:
    if band.from_kwh:
        return band.from_kwh
    return (band.upto_kwh or 2) // 2


def use_of(kwh: int, offpeak_percent: int | None) -> YearlyUse:
    """A consumption whose off-peak share is a percentage of it; None with one register."""
    if offpeak_percent is None:
        return YearlyUse(Decimal(kwh))
    return YearlyUse(Decimal(kwh), Decimal(kwh * offpeak_percent // 100))
