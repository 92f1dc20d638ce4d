"""What happens to campaigns when a day begins, and how their mails go out."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.correspondence.queries import NotToBeSent, asked_when_sent
from kundenwerk.marketing.commands import (
    AlreadyMailed,
    MailingRefused,
    advance_campaigns,
    mail_person,
)
from kundenwerk.marketing.queries.mailing import MAIL_PREFIX, MAILING, address_of
from kundenwerk.marketing.rules import LEFT_OUT_LABELS, LeftOut
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.platform.runs import Outcome, report_done, run_kind

asked_when_sent(MAIL_PREFIX)(address_of)


@daily
def begin_day(call: Call, day: date) -> None:
    """Start and end campaigns."""
    advance_campaigns(call, day=day)


@run_kind(MAILING)
def mail_part(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Put the mails of one part into the queue; who is left out stops nobody else."""
    problems: list[dict[str, Any]] = []
    for position, person in enumerate(items, start=1):
        if reason := _mail(call, params, person):
            problems.append({"id": person, **_named(person), "reason": reason})
        report_done(position - len(problems))
    return Outcome(len(items) - len(problems), problems)


def _mail(call: Call, params: dict[str, Any], person: str) -> str:
    """Why nothing was put into the queue; empty when it was."""
    try:
        mail_person(
            call.derive(person),
            campaign_id=params["campaign"],
            person=person,
            code=params["code"],
            day=date.fromisoformat(params["day"]),
        )
    except AlreadyMailed:
        return LEFT_OUT_LABELS[LeftOut.MAILED]
    except (NotToBeSent, MailingRefused) as refusal:
        return str(refusal)
    return ""


def _named(person: str) -> dict[str, str]:
    """The number only: a run is kept, a lead may have to be forgotten."""
    kind, pk = person[0], person[1:]
    if kind == "L":
        return {"item": f"Lead {pk}", "url": f"/leads/{pk}/"}
    return {"item": f"Geschäftspartner {pk}", "url": f"/kunden/{pk}/"}
