"""Prices of others that change with the quarter hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, Min

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import round_to
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.formats.spot import SpotRow
from kundenwerk.market.models import FormerSpotDay, SpotDay
from kundenwerk.market.queries.former import as_known, grid_fees, superseded
from kundenwerk.market.rules.quarter_hours import HourlyGridPrice


@dataclass(frozen=True, slots=True)
class SpotPrices:
    """Cents per MWh of every quarter hour, by German day; days nobody imported are missing."""

    days: Mapping[date, Sequence[int]]
    sources: Mapping[date, str]

    @property
    def source(self) -> str:
        """Where the prices come from."""
        return ", ".join(dict.fromkeys(self.sources.values()))

    def within(self, period: Period) -> SpotPrices:
        """Those of fewer days."""
        known = [day for day in self.days if day in period]
        return SpotPrices(
            {day: self.days[day] for day in known}, {day: self.sources[day] for day in known}
        )


@dataclass(frozen=True, slots=True)
class SpotPlan:
    """What taking over a table of exchange prices would do, in days and €/MWh."""

    days: Sequence[date]
    new: int
    changed: int
    lowest: Decimal
    mean: Decimal
    highest: Decimal

    @property
    def unchanged(self) -> int:
        """Days that are known just so."""
        return len(self.days) - self.new - self.changed


def plan_spot(rows: Sequence[SpotRow]) -> SpotPlan:
    """What taking rows over would do; writes nothing."""
    known = {
        day: (tuple(cents), source)
        for day, cents, source in SpotDay.objects.filter(
            day__in=[row.day for row in rows]
        ).values_list("day", "cents_per_mwh", "source")
    }
    changed = [
        row
        for row in rows
        if row.day in known and known[row.day] != (row.cents_per_mwh, row.source)
    ]
    cents = [one for row in rows for one in row.cents_per_mwh]
    lowest, mean, highest = (
        round_to(Decimal(value).scaleb(-2), 2)
        for value in (min(cents), Decimal(sum(cents)) / len(cents), max(cents))
    )
    return SpotPlan(
        [row.day for row in rows],
        sum(row.day not in known for row in rows),
        len(changed),
        lowest,
        mean,
        highest,
    )


def spot_prices(period: Period, *, before: datetime | None = None) -> SpotPrices:
    """The exchange prices of a closed period, as far as they are known.

    Args:
        period: closed.
        before: as they were known before the correction of that instant; None for now.
    """
    days = {"day__gte": period.start, "day__lt": period.end}
    columns = ("day", "cents_per_mwh", "source")
    rows = as_known(SpotDay.objects.filter(**days), before)
    found = list(rows.order_by("day").values_list(*columns))
    if before is not None:
        former = superseded(FormerSpotDay.objects.filter(**days), before)
        found = sorted([*found, *former.values_list(*columns)])
    return SpotPrices(
        {day: prices for day, prices, _ in found}, {day: source for day, _, source in found}
    )


def known_spot_days() -> Period | None:
    """From the first to the last day with exchange prices; None when there are none."""
    found = SpotDay.objects.aggregate(first=Min("day"), last=Max("day"))
    return Period.through(found["first"], found["last"]) if found["first"] else None


def missing_spot_days(period: Period) -> list[date]:
    """The days of a closed period without exchange prices."""
    assert period.end is not None
    known = set(
        SpotDay.objects.filter(day__gte=period.start, day__lt=period.end).values_list(
            "day", flat=True
        )
    )
    days = (period.start + number * ONE_DAY for number in range(period.days))
    return [day for day in days if day not in known]


def hourly_grid_prices(
    grid_operator_id: int, period: Period, *, before: datetime | None = None
) -> list[HourlyGridPrice]:
    """The working prices by time of day a grid operator has published; incomplete ones are not.

    Args:
        grid_operator_id: who has published them.
        period: any days.
        before: as they were known before the correction of that instant; None for now.

    Source: § 14a EnWG; Festlegung BK8-22/010-A, Modul 3.
    """
    rows = grid_fees(grid_operator_id, Commodity.ELECTRICITY, period, before)
    return [
        HourlyGridPrice(
            valid=row.valid,
            standard_ct=row.energy_ct_per_kwh,
            peak_ct=row.module3_peak_ct,
            offpeak_ct=row.module3_offpeak_ct,
            peak_windows=row.module3_peak_windows,
            offpeak_windows=row.module3_offpeak_windows,
            months=tuple(row.module3_months),
            source=row.source,
        )
        for row in rows
        if row.module3_peak_ct is not None and row.module3_offpeak_ct is not None
    ]
