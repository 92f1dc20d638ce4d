"""Reading supply points with their meters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch

from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.vocabulary import ControllableDevice, ControlModule, MeteringClass
from kundenwerk.supply.models import Meter, MeteringChange, Register, SupplyPoint
from kundenwerk.supply.rules import EVER, Equipment, history

SEARCH_KIND = "supply_point"


def supply_point(supply_point_id: int) -> SupplyPoint:
    """One supply point with its operators, meters and registers.

    Raises:
        SupplyPoint.DoesNotExist: no such row.
    """
    found = supply_points([supply_point_id])
    if not found:
        raise SupplyPoint.DoesNotExist(str(supply_point_id))
    return found[0]


def supply_points(supply_point_ids: Collection[int]) -> list[SupplyPoint]:
    """Many supply points with operators, meters and registers; queries do not grow."""
    found = SupplyPoint.objects.filter(pk__in=list(supply_point_ids))
    meters = Meter.objects.order_by("id").prefetch_related(
        Prefetch("registers", Register.objects.order_by("id"))
    )
    return list(
        found.select_related("grid_operator", "metering_operator").prefetch_related(
            Prefetch("meters", meters)
        )
    )


def register_count(supply_point_id: int, day: date) -> int:
    """How many registers count at a supply point on a day (AP-021)."""
    return Register.objects.filter(
        meter__supply_point_id=supply_point_id, meter__installed__contains=day
    ).count()


def by_malo(malo_id: str) -> SupplyPoint | None:
    """The supply point with a MaLo-ID, if we know it."""
    return SupplyPoint.objects.filter(malo_id=malo_id).first()


def equipment(supply_point_ids: Collection[int]) -> dict[int, list[Equipment]]:
    """How energy was and is counted at supply points; two queries, however many.

    A point nobody knows is missing.
    """
    rows = SupplyPoint.objects.filter(pk__among=supply_point_ids).values_list(
        "pk", "metering_class", "control_module"
    )
    changes: dict[int, list[Equipment]] = defaultdict(list)
    for one in changes_at(supply_point_ids):
        state = _equipment(one.since, one.metering_class, one.control_module, one.device)
        changes[one.supply_point_id].append(state)
    return {pk: history(_equipment(EVER.start, *first), changes.get(pk, ())) for pk, *first in rows}


def equipment_on(point: SupplyPoint, day: date) -> Equipment:
    """How energy is counted at a loaded supply point on a day; its period tells since when."""
    changes = MeteringChange.objects.filter(supply_point=point, since__lte=day)
    one = changes.order_by("-since").first()
    if one is None:
        return _equipment(EVER.start, point.metering_class, point.control_module)
    return _equipment(one.since, one.metering_class, one.control_module, one.device)


def changes_at(supply_point_ids: Collection[int]) -> list[MeteringChange]:
    """What changed in the metering of supply points, in order of days."""
    changes = MeteringChange.objects.filter(supply_point_id__among=supply_point_ids)
    return list(changes.order_by("supply_point_id", "since"))


def _equipment(start: date, metering: str, module: str, device: str = "") -> Equipment:
    return Equipment(
        Period(start),
        MeteringClass(metering),
        ControlModule(module),
        ControllableDevice(device) if device else None,
    )
