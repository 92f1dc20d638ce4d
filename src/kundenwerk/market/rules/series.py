"""Dated values set by others, as plain values for the rules of pricing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kundenwerk.kernel.energy import Commodity, RegisterKind
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.vocabulary import Component, ControlModule, Unit


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a component costs in a period.

    Args:
        register: the one register the value is meant for; None for all.
    """

    component: Component
    valid: Period
    value: Decimal
    unit: Unit
    source: str
    register: RegisterKind | None = None


_ELECTRICITY = frozenset(
    {
        Component.ELECTRICITY_TAX,
        Component.CONCESSION_FEE,
        Component.KWKG_LEVY,
        Component.OFFSHORE_LEVY,
        Component.GRID_USE_SURCHARGE,
        Component.GRID_ENERGY,
        Component.GRID_BASE,
        Component.METERING,
    }
)
_GAS = frozenset(
    {
        Component.ENERGY_TAX,
        Component.CONCESSION_FEE,
        Component.CO2_PRICE,
        Component.GAS_STORAGE_LEVY,
        Component.GRID_ENERGY,
        Component.GRID_BASE,
    }
)
_PRIVILEGED = frozenset({Component.KWKG_LEVY, Component.OFFSHORE_LEVY})


def required_components(
    commodity: Commodity,
    *,
    levy_privilege: bool,
    control_module: ControlModule = ControlModule.NONE,
) -> frozenset[Component]:
    """The components that every price of a commodity consists of.

    Args:
        commodity: gas has fewer levies.
        levy_privilege: a heat pump with a meter of its own pays no KWKG and offshore levy.
        control_module: what lowers the grid fee.

    Source: § 40 Abs. 3 EnWG; § 22 EnFG; § 14a EnWG.
    """
    if commodity == Commodity.GAS:
        return _GAS
    required = _ELECTRICITY - _PRIVILEGED if levy_privilege else _ELECTRICITY
    return required | {Component.GRID_MODULE1} if control_module.has_lump_sum else required
