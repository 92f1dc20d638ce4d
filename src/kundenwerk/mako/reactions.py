"""An order begins its registration at the grid operator."""

from __future__ import annotations

from django.db import transaction

from kundenwerk.contracts.events import Ordered
from kundenwerk.mako import commands, jobs
from kundenwerk.mako.commands import NotRegistrable
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.platform.jobs import defer


@on(Ordered)
def register_ordered_supply(event: Ordered) -> None:
    """Register, or tell a clerk what is missing; then exchange at once."""
    call = Call.of_job("mako.register", event.contract_id)
    at = clock.now()
    try:
        commands.register_supply(call, contract_id=event.contract_id, at=at)
    except NotRegistrable as gap:
        commands.report_not_registrable(
            call.derive("gap"), contract_id=event.contract_id, problems=gap.problems, at=at
        )
        return
    with transaction.atomic():
        defer(jobs.exchange)
