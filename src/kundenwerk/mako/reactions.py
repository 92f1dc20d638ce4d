"""An order begins its way into the market; a withdrawal ends it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from kundenwerk.contracts.events import Ordered, Withdrawn
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.kernel.switching import NoLeadTime
from kundenwerk.mako import commands, jobs
from kundenwerk.mako.commands import NotRegistrable
from kundenwerk.mako.formats.versions import NoVersion
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.platform.jobs import defer

_NO_RULES: Final = "Für diesen Tag ist noch keine Nachrichtenversion oder Vorlauffrist hinterlegt."


@on(Ordered)
def register_ordered_supply(event: Ordered) -> None:
    """Register, or tell a clerk what is missing; then exchange at once."""
    call = Call.of_job("mako.register", event.contract_id)
    at = clock.now()
    try:
        commands.register_supply(call, contract_id=event.contract_id, at=at)
    except TransitionNotAllowed:
        # Withdrawn, or registered by hand, before this job had its turn.
        return
    except NotRegistrable as gap:
        _tell(call, event.contract_id, gap.problems, at)
        return
    except (NoLeadTime, NoVersion):
        _tell(call, event.contract_id, [_NO_RULES], at)
        return
    with transaction.atomic():
        defer(jobs.exchange)


@on(Withdrawn)
def recall(event: Withdrawn) -> None:
    """Have a clerk take back the termination at the former supplier."""
    call = Call.of_job("mako.recall", event.contract_id)
    commands.ask_to_recall(call, contract_id=event.contract_id, at=clock.now())


def _tell(call: Call, contract_id: int, problems: list[str], at: datetime) -> None:
    commands.report_not_registrable(
        call.derive("gap"), contract_id=contract_id, problems=problems, at=at
    )
