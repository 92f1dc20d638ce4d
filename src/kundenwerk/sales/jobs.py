"""Daily work of sales."""

from __future__ import annotations

from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import periodic
from kundenwerk.sales.commands import expire_quotes


@periodic("10 3 * * *")
def expire_old_quotes(timestamp: int) -> None:  # noqa: ARG001
    """Close the quotes whose binding period ended yesterday or before."""
    day = today()
    expire_quotes(Call.of_job("sales.expire_quotes", day), day=day)
