"""Take over exchange prices: whole days, the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kundenwerk.market.commands.dated import Imported, one_at_a_time
from kundenwerk.market.formats.spot import SpotRow, read_spot_prices
from kundenwerk.market.models import SpotDay
from kundenwerk.platform.commands import command

_BATCH = 200


@command
def import_spot_prices(*, content: bytes) -> Imported:
    """Take over exchange prices from a table; counted are days.

    Raises:
        TableRejected: with a German reason per row.
    """
    return _take_over(read_spot_prices(content))


@command
def record_spot_prices(*, rows: Sequence[SpotRow]) -> Imported:
    """Take over exchange prices of whole days; counted are days."""
    return _take_over(rows)


def _take_over(rows: Sequence[SpotRow]) -> Imported:
    """A day that was published anew replaces the stored one, which the audit trail keeps."""
    one_at_a_time()
    stored = {one.day: one for one in SpotDay.objects.filter(day__in=[row.day for row in rows])}
    new, changed = [], []
    for row in rows:
        known = stored.get(row.day)
        prices = list(row.cents_per_mwh)
        if known is None:
            new.append(SpotDay(day=row.day, cents_per_mwh=prices, source=row.source))
        elif (known.cents_per_mwh, known.source) != (prices, row.source):
            known.cents_per_mwh, known.source = prices, row.source
            changed.append(known)
    SpotDay.objects.bulk_create(new, batch_size=_BATCH)
    SpotDay.objects.bulk_update(changed, ["cents_per_mwh", "source"], batch_size=_BATCH)
    unchanged = len(rows) - len(new) - len(changed)
    return {"new": len(new), "changed": len(changed), "unchanged": unchanged}
