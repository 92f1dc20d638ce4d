"""Prospects who want no quote now and agree to be approached later (DEC-07, S8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.platform import search
from kundenwerk.platform.commands import current_call, require_transaction
from kundenwerk.sales.commands.leading import plan, set_stage, task_key
from kundenwerk.sales.commands.leads import LeadErased, add_lead, keep, locked, say
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.leads import LEAD_SEARCH_KIND
from kundenwerk.sales.rules.leads import Consent, LeadData
from kundenwerk.sales.rules.stages import (
    LEAD_LIFE_CYCLE,
    LOSS_LABELS,
    LeadAction,
    LeadStage,
    LossReason,
    NextStep,
)
from kundenwerk.sales.rules.vocabulary import RejectionReason
from kundenwerk.work.commands import close_tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadWish:
    """Who wants to be approached again, on which day."""

    data: LeadData
    consent: Consent
    call_on: date


def lead_of_wish(wish: LeadWish, reason: RejectionReason, day: date) -> Lead:
    """Record a prospect who rejected and consented, with reason and day of return (step).

    Raises:
        UnusableData: with a sentence per field.
    """
    lead = add_lead(wish.data, wish.consent, owner=current_call().actor, day=day, anyway=True)
    lead.stage = LeadStage.CONTACTED.value
    lead.reason = LossReason(reason.value).value
    say(lead, "ban", f"Angebot abgelehnt: {LOSS_LABELS[LossReason(lead.reason)]}")
    plan(lead, NextStep.FOLLOW_UP, "", wish.call_on)
    lead.save()
    return lead


def lead_rejected(lead_id: int, reason: RejectionReason, call_on: date | None, day: date) -> None:
    """Close the lead whose quote was rejected, or plan when to come back (step)."""
    try:
        lead = locked(lead_id)
    except (Lead.DoesNotExist, LeadErased):
        return
    why = LossReason(reason.value)
    say(lead, "ban", f"Angebot abgelehnt: {LOSS_LABELS[why]}")
    if call_on:
        lead.reason = why.value
        plan(lead, NextStep.FOLLOW_UP, "", call_on)
    elif LeadAction.LOSE in LEAD_LIFE_CYCLE.actions(LeadStage(lead.stage)):
        set_stage(lead, LeadStage.LOST, reason=why)
    keep(lead, day)


def drop_lead(lead_id: int) -> None:
    """Delete the lead of a rejection that was taken back within its minute (step)."""
    require_transaction()
    lead = Lead.objects.select_for_update().filter(pk=lead_id).first()
    if lead and lead.stage == LeadStage.CONTACTED and not lead.partner_id:
        close_tasks([task_key(lead)])
        search.remove(LEAD_SEARCH_KIND, [lead.pk])
        lead.delete()
