"""Readings as metering operators write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import mscons
from kundenwerk.mako.formats.mscons import Shown
from kundenwerk.mako.formats.utilmd import Head
from tests.mako import letters

METER = "1EMH0012345678"
DAY = date(2026, 11, 22)
HEAD = Head(letters.METERING, letters.SUPPLIER, "1", "ABL0001", letters.SENT_AT)


def shown(**changes: Any) -> Shown:
    """What the only register of a meter showed."""
    read = Shown(letters.MELO, METER, "1-0:1.8.0", DAY, Decimal(12000))
    return replace(read, **changes)


def letter(
    *values: Shown,
    head: Head = HEAD,
    commodity: Commodity = Commodity.ELECTRICITY,
    reference: str = "ABL1",
) -> bytes:
    """An interchange with a message of readings."""
    message = mscons.write(head, commodity, values or [shown()])
    return letters.wrap(head, message, reference=reference)
