"""What happens to answers of services when a day begins."""

from __future__ import annotations

from datetime import date

from kundenwerk.market.commands.providers import forget_lookups
from kundenwerk.platform.clock import start_of
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily


@daily
def begin_day(call: Call, day: date) -> None:
    """Forget what services answered on earlier days."""
    forget_lookups(call, day=day, at=start_of(day))
