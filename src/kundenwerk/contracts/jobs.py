"""What happens to contracts when a day begins."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kundenwerk.contracts.commands import end_due_supplies, start_due_supplies
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import job, periodic


@job()
def turn_day(*, day: str, run: str) -> None:
    """Begin and end the supplies that are due on a day (ISO); ``run`` names the occasion."""
    today = date.fromisoformat(day)
    call = Call.of_job("contracts.turn_day", day, run)
    end_due_supplies(call.derive("end"), day=today)
    start_due_supplies(call.derive("start"), day=today)


@periodic("5 * * * *")
def every_hour(timestamp: int) -> None:
    """Look every hour: confirmations for today may arrive at any time."""
    occasion = datetime.fromtimestamp(timestamp, UTC).isoformat()
    turn_day(day=clock.today().isoformat(), run=occasion)
