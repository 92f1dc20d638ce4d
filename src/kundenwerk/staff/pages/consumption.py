"""The consumption of a year month by month: measured where readings tell, else expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.numbers import round_to
from kundenwerk.kernel.period import Period
from kundenwerk.metering import queries as metering
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.queries.profiles import profile_for
from kundenwerk.tariffs.rules.profiles import DayWeights

_LETTERS = "JFMAMJJASOND"


@dataclass(frozen=True, slots=True)
class Month:
    """One bar of the chart."""

    letter: str
    first_day: date
    kwh: Decimal
    is_expected: bool


def year_of(place: SupplyPoint, year: int) -> list[Month]:
    """Twelve months; empty when neither readings nor a forecast are known.

    What lies between two readings is spread by the load profile (§ 12 Abs. 2 StromGVV).
    """
    usage = UsageType(place.usage_type) if place.usage_type else None
    profile = profile_for(Commodity(place.commodity), usage)
    spans = _measured(place.pk)
    forecast = Decimal(place.forecast_annual_kwh or 0)
    months = [Period(day := date(year, month, 1), add_months(day, 1)) for month in range(1, 13)]
    whole = profile.weight(Period.year(year))
    return [
        _month(month, profile, spans, forecast / whole) for month in months if spans or forecast
    ]


def _month(
    month: Period,
    profile: DayWeights,
    spans: list[tuple[Period, Decimal]],
    expected_per_weight: Decimal,
) -> Month:
    shares = [
        (part, kwh * profile.weight(part) / profile.weight(span))
        for span, kwh in spans
        if (part := month.intersect(span))
    ]
    covered = sum(part.days for part, _ in shares)
    measured = sum((kwh for _, kwh in shares), Decimal(0))
    is_expected = covered < month.days
    kwh = expected_per_weight * profile.weight(month) if is_expected else measured
    return Month(_LETTERS[month.start.month - 1], month.start, round_to(kwh, 0), is_expected)


def _measured(supply_point_id: int) -> list[tuple[Period, Decimal]]:
    """Periods between valid readings of one register with what was used; simple meters only."""
    valid = [one for one in metering.readings_of(supply_point_id) if one.state == "VALID"]
    if len({one.register_id for one in valid}) != 1:
        return []
    in_order = sorted(valid, key=lambda one: one.day)
    return [
        (Period(before.day, after.day), after.value - before.value)
        for before, after in pairwise(in_order)
        if after.value >= before.value and before.day < after.day
    ]
