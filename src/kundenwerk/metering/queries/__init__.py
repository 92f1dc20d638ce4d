"""Reading meter readings and the usage between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from kundenwerk.kernel.energy import Commodity, ReadingOrigin, RegisterKind
from kundenwerk.kernel.period import Period
from kundenwerk.metering.models import GasConversion, Reading
from kundenwerk.metering.rules.book import RegisterBook
from kundenwerk.metering.rules.plausibility import Known
from kundenwerk.metering.rules.readings import ReadingState
from kundenwerk.metering.rules.usage import (
    FactorsMissing,
    GasFactors,
    ReadingMissing,
    RegisterHistory,
    Shown,
    Usage,
    usages_in,
)
from kundenwerk.platform.fields import bounds
from kundenwerk.supply.models import Register, SupplyPoint

__all__ = ["FactorsMissing", "ReadingMissing", "Usage", "usage", "usages"]

Unknown = ReadingMissing | FactorsMissing


def usage(supply_point_id: int, period: Period) -> list[Usage]:
    """What was used at a supply point in a closed period, from valid readings only.

    Raises:
        ReadingMissing: a reading or a meter is missing.
        FactorsMissing: gas factors do not cover a usage.
    """
    found = usages({supply_point_id: period})[supply_point_id]
    if isinstance(found, ReadingMissing | FactorsMissing):
        raise found
    return found


def usages(wanted: Mapping[int, Period]) -> dict[int, list[Usage] | Unknown]:
    """Usage of many supply points, each in its period; what is not known stands in its place."""
    histories = _histories(wanted)
    factors = _factors(wanted)
    return {
        point_id: _usage_or_reason(period, histories[point_id], factors[point_id])
        for point_id, period in wanted.items()
    }


def _usage_or_reason(
    period: Period, registers: list[RegisterHistory], gas: list[GasFactors] | None
) -> list[Usage] | Unknown:
    try:
        return usages_in(period, registers, gas)
    except (ReadingMissing, FactorsMissing) as unknown:
        return unknown


def _histories(wanted: Mapping[int, Period]) -> dict[int, list[RegisterHistory]]:
    """Registers with their valid readings: two queries, rows instead of objects."""
    readings = _readings(wanted)
    registers = (
        Register.objects.filter(meter__supply_point_id__among=wanted)
        .order_by("meter__installed", "meter_id", "id")
        .values_list(
            "meter__supply_point_id",
            "pk",
            "meter__number",
            "kind",
            "digits",
            *bounds("meter__installed"),
        )
    )
    found: dict[int, list[RegisterHistory]] = defaultdict(list)
    for point_id, pk, number, kind, digits, first, end in registers:
        shown = tuple(readings.get(pk, ()))
        history = RegisterHistory(pk, number, RegisterKind(kind), digits, Period(first, end), shown)
        found[point_id].append(history)
    return found


def _readings(wanted: Mapping[int, Period]) -> dict[int, list[Shown]]:
    first = min((period.start for period in wanted.values()), default=date.min)
    last = max((period.end or date.max for period in wanted.values()), default=date.max)
    rows = Reading.objects.filter(
        register__meter__supply_point_id__among=wanted,
        state=ReadingState.VALID,
        day__gte=first,
        day__lte=last,
    ).order_by("day")
    found: dict[int, list[Shown]] = defaultdict(list)
    for register_id, day, value, origin, rolled_over, reason in rows.values_list(
        "register_id", "day", "value", "origin", "rolled_over", "reason"
    ):
        found[register_id].append(Shown(day, value, ReadingOrigin(origin), rolled_over, reason))
    return found


def _factors(supply_point_ids: Iterable[int]) -> dict[int, list[GasFactors] | None]:
    points = SupplyPoint.objects.filter(pk__among=supply_point_ids)
    found: dict[int, list[GasFactors] | None] = {
        pk: [] if commodity == Commodity.GAS else None
        for pk, commodity in points.values_list("pk", "commodity")
    }
    of_gas = [pk for pk, factors in found.items() if factors is not None]
    for row in GasConversion.objects.filter(supply_point_id__among=of_gas) if of_gas else ():
        factors = found[row.supply_point_id]
        assert factors is not None
        factors.append(GasFactors(row.valid, row.volume_factor, row.calorific_value))
    return found


def readings_of(supply_point_id: int, *, limit: int = 200) -> list[Reading]:
    """All readings of a supply point with register and meter, the newest day first."""
    return list(
        Reading.objects.filter(register__meter__supply_point_id=supply_point_id)
        .select_related("register__meter")
        .order_by("-day", "register_id", "-id")[:limit]
    )


def held(*, limit: int = 100) -> list[Reading]:
    """Readings somebody has to decide about, the oldest first."""
    return list(
        Reading.objects.filter(state=ReadingState.HELD)
        .select_related("register__meter__supply_point")
        .order_by("day", "id")[:limit]
    )


def last_valid(register_ids: Iterable[int], *, before: date) -> dict[int, Reading]:
    """The newest valid reading of each register before a day."""
    newest = (
        Reading.objects.filter(
            register_id__in=list(register_ids), state=ReadingState.VALID, day__lt=before
        )
        .order_by("register_id", "-day")
        .distinct("register_id")
    )
    return {reading.register_id: reading for reading in newest}


def books(register_ids: Iterable[int]) -> dict[int, RegisterBook]:
    """Registers with their valid readings and what is expected of them; queries do not grow."""
    valid = Reading.objects.filter(state=ReadingState.VALID).order_by("day")
    registers = (
        Register.objects.filter(pk__in=list(register_ids))
        .select_related("meter__supply_point")
        .prefetch_related(
            "meter__registers",
            Prefetch("readings", valid),
            Prefetch(
                "meter__supply_point__gas_conversions", GasConversion.objects.order_by("-valid")
            ),
        )
    )
    return {register.pk: _book(register) for register in registers}


def _book(register: Register) -> RegisterBook:
    known = {
        reading.day: Known(reading.day, reading.value, reading.rolled_over)
        for reading in register.readings.all()
    }
    return RegisterBook(
        register.pk,
        register.digits,
        register.meter.installed,
        _expected(register.meter.supply_point),
        len(register.meter.registers.all()) == 1,
        known,
    )


def _expected(point: SupplyPoint) -> Decimal | None:
    """The expected yearly consumption in the unit the register counts."""
    if point.forecast_annual_kwh is None:
        return None
    if point.commodity != Commodity.GAS:
        return Decimal(point.forecast_annual_kwh)
    rows = list(point.gas_conversions.all())
    if not rows:
        return None
    factors = rows[0]
    return point.forecast_annual_kwh / (factors.calorific_value * factors.volume_factor)
