"""What happens to tariffs when a day begins."""

from __future__ import annotations

from datetime import date

from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.tariffs.commands import advance_versions


@daily
def begin_day(call: Call, day: date) -> None:
    """Begin and end the sale of tariff versions."""
    advance_versions(call, day=day)
