"""What happens to campaigns when a day begins."""

from __future__ import annotations

from datetime import date

from kundenwerk.marketing.commands import advance_campaigns
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily


@daily
def begin_day(call: Call, day: date) -> None:
    """Start and end campaigns."""
    advance_campaigns(call, day=day)
