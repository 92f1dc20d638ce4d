"""Letters to customers who stopped paying, and one who promised to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kundenwerk.demo.facts import LAST_DAY
from kundenwerk.demo.money import work_off
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import Run
from kundenwerk.receivables import commands, queries
from kundenwerk.receivables.rules.vocabulary import BlockReason

# By month: the reminder in September, the first letter with costs in October.
RUNS: Final = {date(2026, 9, 1): date(2026, 9, 7), date(2026, 10, 1): date(2026, 10, 6)}
_PROMISED_UNTIL: Final = LAST_DAY + timedelta(days=9)
# One late payer in so many has promised to pay.
_PROMISES: Final = 2


def remind(call: Call, day: date) -> None:
    """Run the dunning of a day; begun anew it goes on where it stopped."""
    run = Run.objects.filter(kind=commands.DUNNING, params__day=day.isoformat()).first()
    if run is not None:
        work_off(run.pk)
        return
    count = len(queries.accounts_due(day))
    if count:
        work_off(commands.start_dunning(call.derive("start"), day=day, expected=count))


def promise(call: Call, day: date) -> None:
    """Let some of those who owe have called and promised to pay."""
    due = queries.accounts_due(day)
    for account_id in due[_PROMISES - 1 :: _PROMISES]:
        commands.block_dunning(
            call.derive(account_id),
            reason=BlockReason.PROMISE,
            day=day,
            until=_PROMISED_UNTIL,
            note="Hat angerufen, zahlt zum Monatsende.",
            account_id=account_id,
        )
