"""Roles of market participants, price components, their units and classes."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from kundenwerk.kernel.energy import Commodity


class MarketRole(StrEnum):
    """Marktrolle as the regulator prints it."""

    LF = "LF"
    NB = "NB"
    MSB = "MSB"


MARKET_ROLE_LABELS = {
    MarketRole.LF: "Lieferant",
    MarketRole.NB: "Netzbetreiber",
    MarketRole.MSB: "Messstellenbetreiber",
}


class Component(StrEnum):
    """A part of the price that others set; listed on every bill.

    Source: § 40 Abs. 3 EnWG.
    """

    ELECTRICITY_TAX = "ELECTRICITY_TAX"
    ENERGY_TAX = "ENERGY_TAX"
    CONCESSION_FEE = "CONCESSION_FEE"
    KWKG_LEVY = "KWKG_LEVY"
    OFFSHORE_LEVY = "OFFSHORE_LEVY"
    GRID_USE_SURCHARGE = "GRID_USE_SURCHARGE"
    CO2_PRICE = "CO2_PRICE"
    GAS_STORAGE_LEVY = "GAS_STORAGE_LEVY"
    GAS_BALANCING_LEVY = "GAS_BALANCING_LEVY"
    GAS_CONVERSION_LEVY = "GAS_CONVERSION_LEVY"
    GRID_ENERGY = "GRID_ENERGY"
    GRID_BASE = "GRID_BASE"
    GRID_MODULE1 = "GRID_MODULE1"
    METERING = "METERING"
    CONTROL_BOX = "CONTROL_BOX"
    VAT = "VAT"


COMPONENT_LABELS = {
    Component.ELECTRICITY_TAX: "Stromsteuer",
    Component.ENERGY_TAX: "Energiesteuer",
    Component.CONCESSION_FEE: "Konzessionsabgabe",
    Component.KWKG_LEVY: "KWKG-Umlage",
    Component.OFFSHORE_LEVY: "Offshore-Netzumlage",
    Component.GRID_USE_SURCHARGE: "Aufschlag für besondere Netznutzung",
    Component.CO2_PRICE: "CO₂-Preis",
    Component.GAS_STORAGE_LEVY: "Gasspeicherumlage",
    Component.GAS_BALANCING_LEVY: "Bilanzierungsumlage",
    Component.GAS_CONVERSION_LEVY: "Konvertierungsumlage",
    Component.GRID_ENERGY: "Netzentgelt Arbeitspreis",
    Component.GRID_BASE: "Netzentgelt Grundpreis",
    Component.GRID_MODULE1: "Netzentgelt-Reduzierung § 14a Modul 1",
    Component.METERING: "Messstellenbetrieb",
    Component.CONTROL_BOX: "Steuerungseinrichtung",
    Component.VAT: "Umsatzsteuer",
}


class Unit(StrEnum):
    """What a component is counted in."""

    CT_PER_KWH = "CT_PER_KWH"
    EUR_PER_YEAR = "EUR_PER_YEAR"
    EUR_PER_YEAR_GROSS = "EUR_PER_YEAR_GROSS"
    PERCENT = "PERCENT"


UNIT_LABELS = {
    Unit.CT_PER_KWH: "ct/kWh",
    Unit.EUR_PER_YEAR: "€/Jahr",
    Unit.EUR_PER_YEAR_GROSS: "€/Jahr brutto",
    Unit.PERCENT: "%",
}


class ConcessionClass(StrEnum):
    """Size of the municipality, which sets the highest concession fee.

    Source: § 2 Abs. 2 KAV.
    """

    UPTO_25K = "UPTO_25K"
    UPTO_100K = "UPTO_100K"
    UPTO_500K = "UPTO_500K"
    OVER_500K = "OVER_500K"


CONCESSION_CLASS_LABELS = {
    ConcessionClass.UPTO_25K: "bis 25.000 Einwohner",
    ConcessionClass.UPTO_100K: "bis 100.000 Einwohner",
    ConcessionClass.UPTO_500K: "bis 500.000 Einwohner",
    ConcessionClass.OVER_500K: "über 500.000 Einwohner",
}

# Classes of the concession fee that do not follow from the size of the municipality.
LOW_LOAD = "LOW_LOAD"
SPECIAL_CONTRACT = "SPECIAL_CONTRACT"


class MeteringClass(StrEnum):
    """What kind of metering the connection has, which caps its price.

    Source: §§ 30 und 32 MsbG.
    """

    CONVENTIONAL = "CONVENTIONAL"
    MODERN = "MODERN"
    SMART_OPTIONAL = "SMART_OPTIONAL"
    SMART_UPTO_10K = "SMART_UPTO_10K"
    SMART_UPTO_20K = "SMART_UPTO_20K"
    SMART_UPTO_50K = "SMART_UPTO_50K"
    SMART_UPTO_100K = "SMART_UPTO_100K"

    @property
    def counts_quarter_hours(self) -> bool:
        """Whether it is a smart metering system (intelligentes Messsystem)."""
        return self not in {MeteringClass.CONVENTIONAL, MeteringClass.MODERN}


METERING_CLASS_LABELS = {
    MeteringClass.CONVENTIONAL: "konventioneller Zähler",
    MeteringClass.MODERN: "moderne Messeinrichtung",
    MeteringClass.SMART_OPTIONAL: "intelligentes Messsystem, freiwillig",
    MeteringClass.SMART_UPTO_10K: "intelligentes Messsystem bis 10.000 kWh",
    MeteringClass.SMART_UPTO_20K: "intelligentes Messsystem bis 20.000 kWh oder § 14a",
    MeteringClass.SMART_UPTO_50K: "intelligentes Messsystem bis 50.000 kWh",
    MeteringClass.SMART_UPTO_100K: "intelligentes Messsystem bis 100.000 kWh",
}


class ControlModule(StrEnum):
    """How the grid fee is lowered for a device the grid operator may dim.

    Module 1 is a lump sum a year; module 2 a lower working price without base price for a
    device with a meter of its own; module 3 varies the working price with the hour, needs
    module 1 and a smart metering system.

    Source: § 14a EnWG; Bundesnetzagentur, Festlegung BK8-22/010-A.
    """

    NONE = "NONE"
    MODULE1 = "MODULE1"
    MODULE2 = "MODULE2"
    MODULES_1_AND_3 = "MODULES_1_AND_3"

    @property
    def has_lump_sum(self) -> bool:
        """Whether the yearly reduction of module 1 is due."""
        return self in {ControlModule.MODULE1, ControlModule.MODULES_1_AND_3}

    @property
    def varies_by_hour(self) -> bool:
        """Whether the working price of the grid depends on the quarter hour."""
        return self is ControlModule.MODULES_1_AND_3


CONTROL_MODULE_LABELS = {
    ControlModule.NONE: "keine steuerbare Verbrauchseinrichtung",
    ControlModule.MODULE1: "§ 14a Modul 1: pauschale Reduzierung",
    ControlModule.MODULE2: "§ 14a Modul 2: reduzierter Arbeitspreis",
    ControlModule.MODULES_1_AND_3: "§ 14a Modul 1 und 3: zeitvariables Netzentgelt",
}


class ControllableDevice(StrEnum):
    """What the grid operator may dim.

    Source: § 14a EnWG; Bundesnetzagentur, Festlegung BK6-22-300, Ziffer 2.4.
    """

    CHARGING_POINT = "CHARGING_POINT"
    HEAT_PUMP = "HEAT_PUMP"
    COOLING = "COOLING"
    STORAGE = "STORAGE"


DEVICE_LABELS = {
    ControllableDevice.CHARGING_POINT: "Ladepunkt (Wallbox)",
    ControllableDevice.HEAT_PUMP: "Wärmepumpe",
    ControllableDevice.COOLING: "Klimagerät",
    ControllableDevice.STORAGE: "Stromspeicher",
}


class Meter(StrEnum):
    """What hangs on the wall, whatever it costs."""

    CONVENTIONAL = "CONVENTIONAL"
    MODERN = "MODERN"
    SMART = "SMART"


METER_LABELS = {
    Meter.CONVENTIONAL: "konventioneller Zähler",
    Meter.MODERN: "moderne Messeinrichtung",
    Meter.SMART: "intelligentes Messsystem",
}


def metering_class(meter: Meter, kwh: Decimal) -> MeteringClass:
    """What the metering costs at most, by the consumption of a year, without § 14a.

    Source: § 30 Abs. 1 und 3, § 32 Abs. 1 MsbG.
    """
    if meter is not Meter.SMART:
        return MeteringClass(meter.value)
    found = smart_metering_class(kwh, is_controllable=False)
    return found or MeteringClass.SMART_UPTO_100K


def smart_metering_class(mean_kwh: Decimal, *, is_controllable: bool) -> MeteringClass | None:
    """The class of a smart metering system, or None above the capped range.

    Args:
        mean_kwh: mean yearly consumption of the last three years.
        is_controllable: the connection has a device under § 14a EnWG.

    Source: § 30 Abs. 1, 3 und 4 MsbG; upper bounds belong to the class.
    """
    bounds = [
        (10_000, MeteringClass.SMART_UPTO_10K),
        (20_000, MeteringClass.SMART_UPTO_20K),
        (50_000, MeteringClass.SMART_UPTO_50K),
        (100_000, MeteringClass.SMART_UPTO_100K),
    ]
    if mean_kwh <= 6000 and not is_controllable:
        return MeteringClass.SMART_OPTIONAL
    skipped = 1 if is_controllable else 0
    fitting = (found for upto, found in bounds[skipped:] if mean_kwh <= upto)
    return next(fitting, None)


COMMODITY_LABELS = {Commodity.ELECTRICITY: "Strom", Commodity.GAS: "Gas"}
