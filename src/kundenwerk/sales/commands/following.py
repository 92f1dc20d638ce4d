"""Coming back to quotes: tasks before the last day, days chosen by clerks, and their end."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kundenwerk.correspondence.formats.typesetting import NotTypeset
from kundenwerk.correspondence.rules import UnusableAddress
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.text import clean_text
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.sales.commands.documents import CompanyUnknown, mail_summary
from kundenwerk.sales.commands.leading import RESPONSIBLE, set_stage
from kundenwerk.sales.commands.leads import LeadErased, keep, locked, say
from kundenwerk.sales.commands.mailing import NoEmailAddress
from kundenwerk.sales.commands.reminding import NotOpen
from kundenwerk.sales.commands.telling import tell
from kundenwerk.sales.models import FollowUp, Quote
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.stages import (
    LEAD_LIFE_CYCLE,
    FollowUpState,
    LeadAction,
    LeadStage,
    LossReason,
)
from kundenwerk.sales.rules.vocabulary import QUOTE_LABELS, QuoteState
from kundenwerk.work.commands import close_tasks, open_task, reopen_dropped

log = logging.getLogger(__name__)

_MOVES: Final = {
    QuoteState.ACCEPTED: LeadAction.WIN,
    QuoteState.DECLINED: LeadAction.LOSE,
    QuoteState.EXPIRED: LeadAction.LOSE,
    QuoteState.OPEN: LeadAction.QUOTE,
}


class OutsideBinding(Exception):
    """The day lies in the past or after the last day of the quote; ``until`` is that day."""

    def __init__(self, until: date) -> None:
        super().__init__(until.isoformat())
        self.until = until


class FollowUpPlanned(Exception):
    """Somebody has planned this day already."""


# ---- a day chosen by a clerk (CD-31)


@command
def plan_follow_up(*, quote_id: int, due_on: date, with_mail: bool, note: str, day: date) -> int:
    """Plan to come back to an open quote; returns the id of the plan.

    On that day a task is due and, where wanted, a mail with the summary goes out. An answer of
    the customer ends both.

    Raises:
        NotOpen: the quote was answered or ran out.
        OutsideBinding: see the exception.
        FollowUpPlanned: see the exception.
        UnusableText: the note is too long.
    """
    quote = Quote.objects.select_for_update().get(pk=quote_id)
    if quote.state != QuoteState.OPEN or quote.binding_until < day:
        raise NotOpen(quote_id)
    if not day <= due_on <= quote.binding_until:
        raise OutsideBinding(quote.binding_until)
    if FollowUp.objects.filter(quote=quote, due_on=due_on, state=FollowUpState.PLANNED).exists():
        raise FollowUpPlanned
    plan = FollowUp.objects.create(
        quote=quote,
        due_on=due_on,
        with_mail=with_mail,
        note=clean_text(note, max_length=300),
        created_by=current_call().actor,
    )
    _open(plan_key(plan), quote, due_on, plan.note)
    tell(
        quote,
        "calendar",
        f"Nachfassen zu Angebot {quote.number} am {format_day(due_on)} geplant",
        plan.note,
    )
    undo.offer("Nachfassen geplant", cancel_follow_up, plan_id=plan.pk)
    return plan.pk


@undo.inverse
@command
def cancel_follow_up(*, plan_id: int) -> int:
    """Drop a plan that has not come to its day; returns the id of the quote.

    Raises:
        Overtaken: it has happened or ended.
    """
    plan = FollowUp.objects.select_for_update().select_related("quote").get(pk=plan_id)
    if plan.state != FollowUpState.PLANNED:
        now = plan.get_state_display()
        raise undo.Overtaken([undo.Difference("Nachfassen", "geplant", now)])
    plan.state, plan.outcome = FollowUpState.STOPPED.value, "zurückgenommen"
    plan.save(update_fields=["state", "outcome"])
    close_tasks([plan_key(plan)])
    return plan.quote_id


def plan_key(plan: FollowUp) -> str:
    """Names the task of a plan."""
    return f"sales:follow-up:plan:{plan.pk}"


def quote_key(quote: Quote) -> str:
    """Names the task before the last day of a quote; a longer binding period asks anew."""
    return f"sales:follow-up:{quote.pk}:{quote.binding_until.isoformat()}"


def _open(key: str, quote: Quote, due_on: date, detail: str) -> None:
    open_task(
        key=key,
        title=f"Angebot {quote.number} nachfassen",
        role=RESPONSIBLE,
        due_on=due_on,
        business_partner_id=quote.business_partner_id,
        detail=detail,
        url=f"/angebote/{quote.pk}/",
    )


# ---- what a day brings


@command
def follow_up_quotes(*, day: date) -> int:
    """Open a task for every quote whose last day is near; returns how many are near (KM-012)."""
    soon = day + timedelta(days=settings().follow_up_days)
    near = Quote.objects.filter(state=QuoteState.OPEN, binding_until__range=(day, soon))
    found = list(near.select_related("business_partner").order_by("pk"))
    for quote in found:
        told = f"Das Angebot gilt bis {format_day(quote.binding_until)}."
        _open(quote_key(quote), quote, day, told)
    return len(found)


@command
def do_follow_up(*, plan_id: int) -> str:
    """Send the mail of a plan whose day has come, once; returns what became of it."""
    plan = FollowUp.objects.select_for_update().select_related("quote").get(pk=plan_id)
    if plan.state == FollowUpState.PLANNED:
        plan.state, plan.outcome = FollowUpState.DONE.value, _outcome(plan)
        plan.save(update_fields=["state", "outcome"])
    return plan.outcome


def _outcome(plan: FollowUp) -> str:
    if not plan.with_mail:
        return "Aufgabe fällig"
    try:
        mail_summary(plan.quote_id, key=f"sales:follow-up:{plan.pk}")
    except NoEmailAddress:
        return "keine E-Mail-Adresse bekannt, nur Aufgabe fällig"
    except (CompanyUnknown, UnusableAddress, NotTypeset) as refusal:
        log.warning("follow-up %s: no mail: %s", plan.pk, type(refusal).__name__)
        return "E-Mail nicht möglich, nur Aufgabe fällig"
    return "E-Mail eingestellt, Aufgabe fällig"


# ---- the customer has answered, or the time is over


def quotes_were_decided(quotes: Sequence[Quote], day: date) -> None:
    """End what was planned for quotes that are no longer open, and move their leads (step)."""
    require_transaction()
    plans = FollowUp.objects.select_for_update().filter(
        quote__in=quotes, state=FollowUpState.PLANNED
    )
    stopped = list(plans.order_by("pk"))
    states = {quote.pk: QUOTE_LABELS[QuoteState(quote.state)] for quote in quotes}
    for plan in stopped:
        plan.state = FollowUpState.STOPPED.value
        plan.outcome = f"Angebot {states[plan.quote_id]}"
    FollowUp.objects.bulk_update(stopped, ["state", "outcome"])
    done = FollowUp.objects.filter(quote__in=quotes, state=FollowUpState.DONE)
    keys = [plan_key(plan) for plan in [*stopped, *done]]
    close_tasks(keys + [quote_key(quote) for quote in quotes])
    for quote in quotes:
        _move_lead(quote, day)


def quote_was_reopened(quote: Quote, day: date) -> None:
    """Take up again what ended with a decline that was taken back (step)."""
    declined = f"Angebot {QUOTE_LABELS[QuoteState.DECLINED]}"
    plans = FollowUp.objects.select_for_update().filter(quote=quote, outcome=declined)
    for plan in plans.filter(state=FollowUpState.STOPPED).order_by("pk"):
        plan.state, plan.outcome = FollowUpState.PLANNED.value, ""
        plan.save(update_fields=["state", "outcome"])
        reopen_dropped(key=plan_key(plan))
    reopen_dropped(key=quote_key(quote))
    _move_lead(quote, day)


def _move_lead(quote: Quote, day: date) -> None:
    if quote.lead_id is None:
        return
    try:
        lead = locked(quote.lead_id)
    except LeadErased:
        return
    state, stage = QuoteState(quote.state), LeadStage(lead.stage)
    action = _MOVES[state]
    others = Quote.objects.filter(lead=lead, state__in=[QuoteState.OPEN, QuoteState.ACCEPTED])
    is_lost = action is LeadAction.LOSE
    if is_lost and (stage is not LeadStage.QUOTED or others.exclude(pk=quote.pk).exists()):
        return
    set_stage(lead, LEAD_LIFE_CYCLE.after(stage, action), reason=_reason(quote))
    say(
        lead,
        "file-text",
        f"Angebot {quote.number} {QUOTE_LABELS[state]}",
        quote.get_decline_reason_display(),
        f"/angebote/{quote.pk}/",
    )
    keep(lead, day)


def _reason(quote: Quote) -> LossReason:
    return LossReason(quote.decline_reason or LossReason.EXPIRED)
