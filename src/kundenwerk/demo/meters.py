"""What the meters of the town show, and what of it is reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kundenwerk.demo.households import Reporting, Use, households
from kundenwerk.kernel.energy import Commodity, ReadingOrigin, RegisterKind
from kundenwerk.kernel.period import Period
from kundenwerk.metering.commands import ReadingEntry, record_readings
from kundenwerk.platform.commands import Call
from kundenwerk.supply.models import Register
from kundenwerk.tariffs.queries import profile_for

_SHARES: Final = {
    RegisterKind.TOTAL: Decimal(1),
    RegisterKind.PEAK: Decimal("0.58"),
    RegisterKind.OFFPEAK: Decimal("0.42"),
}
# A clerk would see at once that somebody read a digit too many.
_ODD_TIMES: Final = 6
_DIGITS: Final = 6


class Meters:
    """The meters of all households of a town."""

    def __init__(self, customers: int) -> None:
        self._uses = {
            use.malo_id: (one.wave.start, use) for one in households(customers) for use in one.uses
        }

    def report_start(self, call: Call, start: date) -> int:
        """Report what the meters show on the first day of a wave; returns how many readings."""
        entries = tuple(
            self._entry(register, since, use, start, ReadingOrigin.GRID_OPERATOR)
            for register, since, use in self._registers(meter__installed__startswith=start)
        )
        return len(record_readings(call, entries=entries, today=start)) if entries else 0

    def report(self, call: Call, day: date, *, every: int = 1) -> int:
        """Report a day's readings of running contracts, of each ``every``-th meter.

        Some customers misread, some do not report at all. Returns how many readings came.
        """
        entries = tuple(
            self._entry(register, since, use, day, ReadingOrigin.CUSTOMER)
            for register, since, use in self._registers(meter__installed__startswith__lt=day)
            if use.number % every == 0 and use.reporting != Reporting.MISSING
        )
        return len(record_readings(call, entries=entries, today=day)) if entries else 0

    def _registers(self, **which: date) -> Iterator[tuple[Register, date, Use]]:
        found = (
            Register.objects.filter(**which).select_related("meter__supply_point").order_by("pk")
        )
        for register in found.filter(meter__supply_point__malo_id__in=list(self._uses)):
            malo_id = register.meter.supply_point.malo_id
            assert malo_id is not None  # filtered by it
            yield register, *self._uses[malo_id]

    def _entry(
        self, register: Register, since: date, use: Use, day: date, origin: ReadingOrigin
    ) -> ReadingEntry:
        is_odd = use.reporting == Reporting.ODD and day > since
        used = shown(use, since, day) * (_ODD_TIMES if is_odd else 1)
        share = _SHARES[RegisterKind(register.kind)]
        value = (use.first_reading * share + used * share).to_integral_value()
        return ReadingEntry(
            register_id=register.pk,
            day=day,
            value=value % 10**_DIGITS,
            origin=origin,
        )


def shown(use: Use, since: date, day: date) -> Decimal:
    """What was used between two days, with the seasons of its kind."""
    if day <= since:
        return Decimal(0)
    profile = profile_for(Commodity.ELECTRICITY, use.usage)
    year = Period(since, since.replace(year=since.year + 1))
    part = Decimal(profile.weight(Period(since, day))) / Decimal(profile.weight(year))
    return part * use.actual
