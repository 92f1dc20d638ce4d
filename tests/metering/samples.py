"""Registers and the readings typed for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.kernel.period import Period
from kundenwerk.metering.commands import ReadingEntry
from kundenwerk.metering.models import Reading
from kundenwerk.supply.models import Register
from tests import factories

NEW_YEAR = date(2026, 1, 1)
TODAY = date(2027, 2, 1)
YEAR = Period.year(2026)


def register(**changes: object) -> Register:
    """The only register of a new supply point."""
    return factories.meter(factories.supply_point(**changes)).registers.get()


def entry(one: Register, day: date, value: str) -> ReadingEntry:
    """A value a customer told us."""
    return ReadingEntry(
        register_id=one.pk, day=day, value=Decimal(value), origin=ReadingOrigin.CUSTOMER
    )


def states(one: Register) -> list[tuple[Decimal, str]]:
    """Values and states of a register, in the order they came."""
    return [(row.value, row.state) for row in Reading.objects.filter(register=one).order_by("pk")]
