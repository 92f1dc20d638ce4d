"""Meter readings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.metering.commands import ReadingEntry, record_all
from kundenwerk.metering.models import Reading
from kundenwerk.supply.models import Register
from tests.factories.calls import running


def reading(
    register: Register,
    day: date,
    value: str | int,
    *,
    origin: ReadingOrigin = ReadingOrigin.CUSTOMER,
    today: date = date(2027, 12, 31),
    confirm_reason: str = "",
) -> Reading:
    """A stored reading; held when it is doubtful and not confirmed."""
    entry = ReadingEntry(
        register_id=register.pk,
        day=day,
        value=Decimal(value),
        origin=origin,
        confirm_reason=confirm_reason,
    )
    with running():
        return record_all([entry], today=today)[0]
