"""What happens to quotes when a day begins."""

from __future__ import annotations

from datetime import date

from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.sales.commands import expire_quotes


@daily
def begin_day(call: Call, day: date) -> None:
    """Close the quotes whose binding period ended yesterday or before."""
    expire_quotes(call, day=day)
