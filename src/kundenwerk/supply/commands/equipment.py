"""How energy is counted at a supply point, and what lowers its grid fee, by days."""

from __future__ import annotations

from datetime import date

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.text import clean_text
from kundenwerk.market.rules.vocabulary import ControllableDevice, ControlModule, MeteringClass
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.supply.models import MeteringChange, SupplyPoint
from kundenwerk.supply.rules import Equipment, UnusableSupplyPoint, equipment_problems


def note_equipment(supply_point_id: int, wanted: Equipment, *, source: str) -> None:
    """Keep how energy is counted from the start of a period on (step).

    What was entered for the same day before is replaced; later changes stay.

    Raises:
        UnusableSupplyPoint: with a sentence for each field that does not fit.
    """
    require_transaction()
    point = SupplyPoint.objects.select_for_update(no_key=True).get(pk=supply_point_id)
    if problems := equipment_problems(Commodity(point.commodity), wanted):
        raise UnusableSupplyPoint(problems)
    MeteringChange.objects.update_or_create(
        supply_point=point,
        since=wanted.valid.start,
        defaults={
            "metering_class": wanted.metering_class.value,
            "control_module": wanted.control_module.value,
            "device": wanted.device.value if wanted.device else "",
            "source": source,
            "recorded_by": current_call().actor,
        },
    )


@command
def change_metering(
    *,
    supply_point_id: int,
    since: date,
    metering_class: MeteringClass,
    control_module: ControlModule,
    device: ControllableDevice | None,
    source: str,
) -> int:
    """Enter how energy is counted from a day on, and what lowers the grid fee (§ 14a EnWG).

    Raises:
        UnusableSupplyPoint: with a sentence for each field that does not fit.
        UnusableText: a source that cannot be stored.
        SupplyPoint.DoesNotExist: no such row.
    """
    wanted = Equipment(Period(since), metering_class, control_module, device)
    note_equipment(supply_point_id, wanted, source=clean_text(source, max_length=120))
    return supply_point_id


class ChangeGone(Exception):
    """The entry was taken back already."""


@command
def withdraw_metering_change(*, supply_point_id: int, since: date) -> int:
    """Take an entry back; what held before it holds on. The audit trail keeps it.

    Raises:
        ChangeGone: there is none for the day.
    """
    SupplyPoint.objects.select_for_update(no_key=True).get(pk=supply_point_id)
    change = MeteringChange.objects.filter(supply_point_id=supply_point_id, since=since)
    if not change.delete()[0]:
        raise ChangeGone
    return supply_point_id
