"""How energy is counted at a new supply point, and what lowers its grid fee (§ 14a EnWG)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.vocabulary import (
    CONTROL_MODULE_LABELS,
    DEVICE_LABELS,
    METER_LABELS,
    ControllableDevice,
    ControlModule,
    Meter,
    MeteringClass,
    metering_class,
    smart_metering_class,
)
from kundenwerk.sales.rules.entries import Reader
from kundenwerk.supply.rules import EVER, Equipment, equipment_problems

FIELDS: Final = frozenset({"smart_meter", "conventional_meter", "control_module", "device"})


@dataclass(frozen=True, slots=True)
class Metering:
    """What is told of a connection before anybody has looked.

    Args:
        device: what the grid operator may dim; None without module.
    """

    meter: Meter = Meter.MODERN
    module: ControlModule = ControlModule.NONE
    device: ControllableDevice | None = None

    @property
    def is_controllable(self) -> bool:
        """Whether the grid fee is lowered for a device."""
        return self.module is not ControlModule.NONE

    def metering_class(self, annual_kwh: int) -> MeteringClass:
        """What the metering costs at most, by the expected consumption (§ 30 MsbG)."""
        kwh = Decimal(annual_kwh)
        if self.meter is Meter.SMART and self.is_controllable:
            found = smart_metering_class(kwh, is_controllable=True)
            return found or MeteringClass.SMART_UPTO_100K
        return metering_class(self.meter, kwh)

    def equipment(self, valid: Period, annual_kwh: int) -> Equipment:
        """The same as it is kept at the supply point."""
        return Equipment(valid, self.metering_class(annual_kwh), self.module, self.device)

    def __str__(self) -> str:
        parts = [METER_LABELS[self.meter]]
        if self.is_controllable:
            parts.append(CONTROL_MODULE_LABELS[self.module])
        if self.device:
            parts.append(DEVICE_LABELS[self.device])
        return ", ".join(parts)


def read_metering(read: Reader, commodity: Commodity, *, is_new_point: bool) -> Metering:
    """Read meter, module and device; gas has no choice, a known supply point tells its own module.

    What cannot be is noted at its field.

    Source: § 14a EnWG; Festlegungen BK6-22-300 und BK8-22/010-A.
    """
    if commodity is Commodity.GAS:
        return Metering()
    is_smart = read.flag("smart_meter")
    if not is_new_point:
        return Metering(Meter.SMART if is_smart else Meter.MODERN)
    if is_smart and read.flag("conventional_meter"):
        read.errors["conventional_meter"] = "Ein intelligentes Messsystem ist nicht konventionell."
    meter = Meter.CONVENTIONAL if read.flag("conventional_meter") else Meter.MODERN
    found = Metering(
        Meter.SMART if is_smart else meter,
        read.choice("control_module", ControlModule) or ControlModule.NONE,
        read.choice("device", ControllableDevice),
    )
    problems = equipment_problems(commodity, found.equipment(EVER, 1))
    read.errors |= {name: text for name, text in problems.items() if name not in read.errors}
    return found
