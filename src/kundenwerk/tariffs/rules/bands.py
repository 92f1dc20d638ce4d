"""Bands of yearly consumption: half-open, gapless, from zero up (DEC-14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kundenwerk.kernel.numbers import format_decimal


@dataclass(frozen=True, slots=True)
class Band:
    """Consumption from ``from_kwh`` up to, but not including, ``upto_kwh``; None is open."""

    from_kwh: int
    upto_kwh: int | None

    def __contains__(self, kwh: Decimal) -> bool:
        return self.from_kwh <= kwh and (self.upto_kwh is None or kwh < self.upto_kwh)

    def __str__(self) -> str:
        lower = format_decimal(self.from_kwh)
        if self.upto_kwh is None:
            return f"ab {lower} kWh"
        return f"ab {lower} bis unter {format_decimal(self.upto_kwh)} kWh"


class BandsNotGapless(ValueError):
    """Bands leave a hole, overlap or are empty; ``reason`` is a German sentence for a row."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


def check_bands(bands: Sequence[Band]) -> None:
    """Refuse bands that do not tile the consumption from zero on.

    Only the last band may be open.

    Raises:
        BandsNotGapless: with the row, counted from one, at which it fails.

    Source: DEC-14.
    """
    if not bands:
        raise BandsNotGapless(1, "Mindestens eine Preisstaffel wird gebraucht.")
    expected: int | None = 0
    for row, band in enumerate(bands, start=1):
        if expected is None:
            raise BandsNotGapless(row, "Nach einer nach oben offenen Staffel folgt keine weitere.")
        if band.from_kwh != expected:
            raise BandsNotGapless(row, _hole(band, expected))
        if band.upto_kwh is not None and band.upto_kwh <= band.from_kwh:
            raise BandsNotGapless(row, "Die obere Grenze muss über der unteren liegen.")
        expected = band.upto_kwh


def _hole(band: Band, expected: int) -> str:
    what = "eine Lücke" if band.from_kwh > expected else "eine Überschneidung"
    return (
        f"Hier ist {what}: Die Staffel muss bei {format_decimal(expected)} kWh beginnen. "
        "Die obere Grenze gehört schon zur nächsten Staffel."
    )
