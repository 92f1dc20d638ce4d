"""Writing supply points, meters and how energy is counted."""

from __future__ import annotations

from kundenwerk.supply.commands.equipment import (
    ChangeGone,
    change_metering,
    note_equipment,
    withdraw_metering_change,
)
from kundenwerk.supply.commands.points import (
    Installation,
    MaloKnown,
    MaloTaken,
    MeteringPlace,
    NotInstalled,
    create_supply_point,
    create_supply_points,
    install_meter,
    install_meters,
    name_malo,
    note_metering,
    reindex,
    remove_meter,
    set_forecast,
    set_malo,
)

__all__ = [
    "ChangeGone",
    "Installation",
    "MaloKnown",
    "MaloTaken",
    "MeteringPlace",
    "NotInstalled",
    "change_metering",
    "create_supply_point",
    "create_supply_points",
    "install_meter",
    "install_meters",
    "name_malo",
    "note_equipment",
    "note_metering",
    "reindex",
    "remove_meter",
    "set_forecast",
    "set_malo",
    "withdraw_metering_change",
]
