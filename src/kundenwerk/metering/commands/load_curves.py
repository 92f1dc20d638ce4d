"""Taking in quarter-hour values: whole days, the same file twice changes nothing."""

from __future__ import annotations

from datetime import date

from kundenwerk.metering.formats.load_table import read
from kundenwerk.metering.models import LoadDay
from kundenwerk.metering.queries.load_curves import plan
from kundenwerk.metering.rules.load_curves import DayChange
from kundenwerk.platform.commands import command, current_call
from kundenwerk.supply.models import SupplyPoint

_BATCH = 500


@command
def import_load_curves(*, content: bytes, today: date) -> dict[str, int]:
    """Take over the days of a table; counted are days by what happened to them.

    Values that differ from the known ones become a further version of their day.

    Raises:
        TableRejected: see ``read`` and ``plan``; nothing is stored.
    """
    rows = read(content)
    malos = {row.malo for row in rows}
    # Versions are numbered by who holds the supply points.
    list(
        SupplyPoint.objects.select_for_update(no_key=True).filter(malo_id__in=malos).order_by("pk")
    )
    planned = plan(rows, today=today)
    LoadDay.objects.bulk_create(
        [
            LoadDay(
                supply_point_id=one.supply_point_id,
                day=one.row.day,
                version=one.version,
                wh=list(one.row.wh),
                substitutes=list(one.row.substitutes),
                source=one.row.source,
                recorded_by=current_call().actor,
            )
            for one in planned
            if one.change is not DayChange.UNCHANGED
        ],
        batch_size=_BATCH,
    )
    return {change.value: sum(one.change is change for one in planned) for change in DayChange}
