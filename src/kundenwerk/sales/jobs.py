"""What happens to quotes when a day begins, and what is told to other systems meanwhile."""

from __future__ import annotations

import logging
import uuid
from datetime import date

from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.platform.jobs import periodic
from kundenwerk.sales import gateways
from kundenwerk.sales.commands import (
    do_follow_up,
    drop_online_drafts,
    expire_quotes,
    follow_up_quotes,
    forget_leads,
)
from kundenwerk.sales.commands.handing_over import note_delivered, note_failed
from kundenwerk.sales.models import HandoverEndpoint, HandoverNotice
from kundenwerk.sales.queries.follow_ups import due_plans
from kundenwerk.sales.queries.handovers import due_notices, endpoint
from kundenwerk.sales.queries.settings import settings

log = logging.getLogger(__name__)


@daily
def begin_day(call: Call, day: date) -> None:
    """Close the quotes that ran out, come back to open ones, forget leads that stand still."""
    expire_quotes(call, day=day)
    follow_up_quotes(call.derive("follow up"), day=day)
    for plan_id in due_plans(day=day):
        do_follow_up(call.derive("plan", plan_id), plan_id=plan_id)
    forget_leads(call.derive("forget"), day=day)


@periodic("35 * * * *")
def forget_online_drafts(timestamp: int) -> None:
    """Delete what visitors began to order and did not finish."""
    hours = settings().online_draft_hours
    drop_online_drafts(Call.of_job("sales.online_drafts", timestamp), hours=hours)


@periodic("* * * * *")
def send_notices(timestamp: int = 0) -> int:  # noqa: ARG001
    """Tell the other system of hand-overs; returns how many it took."""
    target = endpoint()
    if target is None or not target.is_on:
        return 0
    return sum(_send(target, one) for one in due_notices(clock.now())[:100])


def _send(target: HandoverEndpoint, one: HandoverNotice) -> int:
    call, now = Call("job:sales.send_notices", uuid.uuid4()), clock.now()
    try:
        gateways.send(target.address, target.secret or "", one.body, timestamp=int(now.timestamp()))
    except (gateways.NotTaken, gateways.UnusableTarget) as fault:
        log.warning("hand-over notice %s was not taken: %s", one.event_id, type(fault).__name__)
        note_failed(call, notice_id=one.pk, attempts=one.attempts, problem=str(fault), at=now)
        return 0
    note_delivered(call, notice_id=one.pk, at=now)
    return 1
