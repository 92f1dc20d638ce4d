"""States and kinds of tariffs, and the life cycle of a version."""

from __future__ import annotations

from enum import StrEnum

from kundenwerk.kernel.states import LifeCycle


class SupplyKind(StrEnum):
    """On what ground energy is supplied."""

    SPECIAL = "SPECIAL"
    DEFAULT_SUPPLY = "DEFAULT_SUPPLY"
    FALLBACK_SUPPLY = "FALLBACK_SUPPLY"


SUPPLY_KIND_LABELS = {
    SupplyKind.SPECIAL: "Sondervertrag",
    SupplyKind.DEFAULT_SUPPLY: "Grundversorgung",
    SupplyKind.FALLBACK_SUPPLY: "Ersatzversorgung",
}


class PriceKind(StrEnum):
    """Whether levies and grid prices are passed on or already inside the price.

    The energy price of a dynamic tariff is a markup on the exchange price of the quarter hour
    (§ 41a EnWG); levies and grid prices are passed on.
    """

    COMPONENTS = "COMPONENTS"
    END_PRICE = "END_PRICE"
    DYNAMIC = "DYNAMIC"


PRICE_KIND_LABELS = {
    PriceKind.COMPONENTS: "eigener Preis plus Netz, Umlagen und Steuern",
    PriceKind.END_PRICE: "Endpreis einschließlich Netz, Umlagen und Steuern",
    PriceKind.DYNAMIC: "dynamisch: Börsenpreis der Viertelstunde plus Aufschlag, Netz, Umlagen",
}


class ConditionKind(StrEnum):
    """What a condition of a price tier changes."""

    ENERGY = "ENERGY"
    BASE = "BASE"
    ONCE = "ONCE"
    TERMS = "TERMS"


CONDITION_LABELS = {
    ConditionKind.ENERGY: "Arbeitspreis, ct/kWh netto",
    ConditionKind.BASE: "Grundpreis, €/Jahr netto",
    ConditionKind.ONCE: "einmalig mit der ersten Rechnung, € brutto",
    ConditionKind.TERMS: "ohne Preis",
}


class VersionState(StrEnum):
    """Where a tariff version stands."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"


VERSION_STATE_LABELS = {
    VersionState.DRAFT: "IN VORBEREITUNG",
    VersionState.ACTIVE: "AKTIV",
    VersionState.ENDED: "BEENDET",
}


class VersionAction(StrEnum):
    """What can be done with a tariff version."""

    ACTIVATE = "ACTIVATE"
    END = "END"


LIFE_CYCLE = LifeCycle(
    {
        (VersionState.DRAFT, VersionAction.ACTIVATE): VersionState.ACTIVE,
        (VersionState.ACTIVE, VersionAction.END): VersionState.ENDED,
    }
)


class OperatorLevel(StrEnum):
    """Where grid operators are assigned (DEC-09)."""

    VERSION = "VERSION"
    TIER = "TIER"


OPERATOR_LEVEL_LABELS = {
    OperatorLevel.VERSION: "der Zeitscheibe",
    OperatorLevel.TIER: "der Preisstaffel",
}


class PresetKind(StrEnum):
    """What a consumption preset is asked by: persons for electricity, m² for gas."""

    PERSONS = "PERSONS"
    AREA = "AREA"


PRESET_KIND_LABELS = {PresetKind.PERSONS: "Personen", PresetKind.AREA: "Wohnfläche m²"}
