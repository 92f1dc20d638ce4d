"""Starting a run of letters; its work is in ``jobs``."""

from __future__ import annotations

from datetime import date
from typing import Final

from kundenwerk.kernel.numbers import format_day
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.runs import plan_run
from kundenwerk.receivables.queries.proposal import accounts_due

DUNNING: Final = "receivables.dunning"
CHUNK: Final = 100


class NobodyDue(Exception):
    """No account gets a letter."""


class CountChanged(Exception):
    """Meanwhile another number of accounts would get a letter."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


@command
def start_dunning(*, day: date, expected: int, level: int = 0) -> int:
    """Begin to write to every account of today's proposal; returns the id of the run.

    Args:
        day: the business day.
        expected: how many letters the clerk was shown.
        level: only letters of this level; 0 for all.

    Raises:
        NobodyDue: see the exception.
        CountChanged: see the exception.
    """
    due = accounts_due(day, level)
    if not due:
        raise NobodyDue
    if len(due) != expected:
        raise CountChanged(len(due))
    run = plan_run(
        kind=DUNNING,
        title=f"Mahnlauf vom {format_day(day)}",
        items=due,
        params={"day": day.isoformat(), "key": str(current_call().derive("run").key)},
        chunk_size=CHUNK,
    )
    return run.pk
