"""What happens to contracts when a day begins."""

from __future__ import annotations

from datetime import date

from kundenwerk.contracts.commands import end_due_supplies, start_due_supplies
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily


@daily
def begin_day(call: Call, day: date) -> None:
    """Begin and end the supplies that are due; confirmations for today may come at any hour."""
    end_due_supplies(call.derive("end"), day=day)
    start_due_supplies(call.derive("start"), day=day)
