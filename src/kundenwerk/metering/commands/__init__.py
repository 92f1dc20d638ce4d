"""Writing meter readings: steps for market messages, commands for pages."""

from __future__ import annotations

from kundenwerk.metering.commands.deciding import (
    AlreadyRead,
    FactorsOverlap,
    NotHeld,
    discard_reading,
    estimate_reading,
    estimated_value,
    release_reading,
    save_gas_factors,
)
from kundenwerk.metering.commands.load_curves import import_load_curves
from kundenwerk.metering.commands.recording import (
    NotBetweenNeighbours,
    ReadingEntry,
    preview,
    record_all,
    record_reading,
    record_readings,
)

__all__ = [
    "AlreadyRead",
    "FactorsOverlap",
    "NotBetweenNeighbours",
    "NotHeld",
    "ReadingEntry",
    "discard_reading",
    "estimate_reading",
    "estimated_value",
    "import_load_curves",
    "preview",
    "record_all",
    "record_reading",
    "record_readings",
    "release_reading",
    "save_gas_factors",
]
