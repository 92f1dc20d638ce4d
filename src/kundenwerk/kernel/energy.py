"""The vocabulary of energy: what is delivered, what for, and through which registers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Commodity(StrEnum):
    """Sparte (BO4E: Sparte)."""

    ELECTRICITY = "ELECTRICITY"
    GAS = "GAS"


class UsageType(StrEnum):
    """Verbrauchsart; only electricity has one (AP-019)."""

    HOUSEHOLD = "HOUSEHOLD"
    EV_CHARGING = "EV_CHARGING"
    STORAGE_HEATING = "STORAGE_HEATING"
    HEAT_PUMP = "HEAT_PUMP"


class RegisterCount(StrEnum):
    """Tarifanzahl of the meter (BO4E: Registeranzahl)."""

    SINGLE = "SINGLE"
    DUAL = "DUAL"
    MULTI = "MULTI"


class RegisterKind(StrEnum):
    """What one register counts: everything, peak (HT) or off-peak (NT)."""

    TOTAL = "TOTAL"
    PEAK = "PEAK"
    OFFPEAK = "OFFPEAK"


class ReadingOrigin(StrEnum):
    """How a reading was obtained; printed on the bill (§ 40a Abs. 1 S. 5 EnWG)."""

    CUSTOMER = "CUSTOMER"
    GRID_OPERATOR = "GRID_OPERATOR"
    METERING = "METERING"
    REMOTE = "REMOTE"
    STAFF = "STAFF"
    ESTIMATE = "ESTIMATE"


@dataclass(frozen=True, slots=True)
class EnergyKind:
    """Energieart of the quote process: a commodity with its usage (AP-015)."""

    commodity: Commodity
    usage: UsageType | None
