"""Prospects who want no quote now and agree to be approached later (DEC-07, S8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kundenwerk.platform import search
from kundenwerk.platform.commands import current_call, require_transaction
from kundenwerk.sales.commands.leading import RESPONSIBLE, plan, set_stage, task_key
from kundenwerk.sales.commands.leads import LeadErased, add_lead, keep, locked, say
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.leads import LEAD_SEARCH_KIND
from kundenwerk.sales.rules.leads import Consent, LeadData
from kundenwerk.sales.rules.stages import (
    LEAD_LIFE_CYCLE,
    LeadAction,
    LeadStage,
    LossReason,
    NextStep,
)
from kundenwerk.sales.rules.vocabulary import REJECTION_LABELS, RejectionReason
from kundenwerk.work.commands import close_tasks, open_task, reopen_dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadWish:
    """Who agreed to be approached again."""

    data: LeadData
    consent: Consent


def after_rejection(
    data: Mapping[str, str],
    draft_id: UUID,
    reason: RejectionReason,
    *,
    wish: LeadWish | None,
    call_on: date | None,
    day: date,
) -> int | None:
    """Plan the return to whom a rejected draft was for; returns the id of a new lead (step).

    Raises:
        UnusableData: of the wish, with a sentence per field.
    """
    require_transaction()
    business_partner, lead = data.get("business_partner", ""), data.get("lead", "")
    if lead.isdigit():
        _lead_rejected(int(lead), reason, call_on, day)
    elif business_partner.isdigit() and call_on:
        open_task(
            key=_customer_key(draft_id),
            title="Nach abgelehntem Angebot wieder ansprechen",
            role=RESPONSIBLE,
            due_on=call_on,
            business_partner_id=int(business_partner),
            detail=REJECTION_LABELS[reason],
            url=f"/kunden/{business_partner}/",
        )
        reopen_dropped(key=_customer_key(draft_id))
    elif wish:
        return _lead_of_wish(wish, reason, call_on, day).pk
    return None


def _customer_key(draft_id: UUID) -> str:
    return f"sales:rejection:{draft_id}"


def _lead_of_wish(wish: LeadWish, reason: RejectionReason, call_on: date | None, day: date) -> Lead:
    lead = add_lead(wish.data, wish.consent, owner=current_call().actor, day=day, anyway=True)
    lead.stage = LeadStage.CONTACTED.value
    _told(lead, reason)
    if call_on:
        plan(lead, NextStep.FOLLOW_UP, "", call_on)
    lead.save()
    return lead


def _told(lead: Lead, reason: RejectionReason) -> None:
    lead.reason = LossReason(reason.value).value
    say(lead, "ban", f"Angebot abgelehnt: {REJECTION_LABELS[reason]}")


def _lead_rejected(lead_id: int, reason: RejectionReason, call_on: date | None, day: date) -> None:
    """Close the lead whose quote was rejected, or plan when to come back."""
    try:
        lead = locked(lead_id)
    except (Lead.DoesNotExist, LeadErased):
        return
    _told(lead, reason)
    if call_on:
        plan(lead, NextStep.FOLLOW_UP, "", call_on)
    elif LeadAction.LOSE in LEAD_LIFE_CYCLE.actions(LeadStage(lead.stage)):
        set_stage(lead, LeadStage.LOST, reason=LossReason(reason.value))
    keep(lead, day)


def forget_rejection(draft_id: UUID, lead_id: int | None) -> None:
    """Drop what a rejection planned that was taken back within its minute (step)."""
    close_tasks([_customer_key(draft_id)])
    lead = Lead.objects.select_for_update().filter(pk=lead_id or 0).first()
    if lead and lead.stage == LeadStage.CONTACTED and not lead.business_partner_id:
        close_tasks([task_key(lead)])
        search.remove(LEAD_SEARCH_KIND, [lead.pk])
        lead.delete()
