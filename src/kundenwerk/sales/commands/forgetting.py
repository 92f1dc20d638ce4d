"""Forgetting leads: a consent withdrawn, a retention over.

Source: Art. 5 Abs. 1 Buchst. e, Art. 7 Abs. 3, Art. 17 Abs. 1 Buchst. b DSGVO.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from kundenwerk.parties.commands import note_consent
from kundenwerk.parties.rules.consent import (
    ConsentAnswer,
    ConsentChannel,
    ConsentEntry,
    ConsentSource,
)
from kundenwerk.platform import search
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.sales.commands.leading import clear_step, set_stage
from kundenwerk.sales.commands.leads import keep, locked, say
from kundenwerk.sales.models import Lead, LeadEntry, Quote, QuoteDraft
from kundenwerk.sales.queries.leads import LEAD_SEARCH_KIND
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.leads import PERSONAL
from kundenwerk.sales.rules.stages import ENDED, LeadStage, LossReason
from kundenwerk.sales.rules.vocabulary import DraftState, QuoteState


def _has_open_quote() -> Exists:
    return Exists(Quote.objects.filter(lead=OuterRef("pk"), state=QuoteState.OPEN))


@command
def withdraw_consent(*, lead_id: int, day: date) -> bool:
    """Stop approaching a lead and forget it; says whether it could be forgotten at once.

    An open quote was asked for and is answered first; the data go with its end.

    Raises:
        LeadErased: it was forgotten before.
    """
    lead = locked(lead_id)
    if lead.business_partner_id:
        for channel in ConsentChannel:
            entry = ConsentEntry(
                channel=channel,
                answer=ConsentAnswer.REVOKED,
                source=ConsentSource.PERSONAL,
                given_on=day,
                proof=f"Lead {lead.pk}",
            )
            note_consent(lead.business_partner_id, entry, day=day)
    return stop_approaching(lead, day)


def stop_approaching(lead: Lead, day: date) -> bool:
    """Forget a locked lead that withdrew, at once or with its open quote; says which (step)."""
    require_transaction()
    lead.withdrawn_on = lead.withdrawn_on or day
    lead.allows_phone = lead.allows_email = False
    clear_step(lead)
    waits = Lead.objects.filter(_has_open_quote(), pk=lead.pk).exists()
    if lead.stage not in ENDED and not waits:
        set_stage(lead, LeadStage.LOST, reason=LossReason.NO_CONSENT)
    say(lead, "ban", "Einwilligung widerrufen")
    keep(lead, day)
    if not waits:
        erase([lead], day)
    return not waits


@command
def forget_leads(*, day: date) -> int:
    """Forget every lead that stood still for too long or withdrew; returns how many.

    Leads with an open quote wait for its end. What stays says nothing about anybody: stage,
    reason, source, energy and response code.
    """
    last = day - timedelta(days=settings().lead_retention_days)
    standing = Lead.objects.filter(erased_on__isnull=True).exclude(_has_open_quote())
    gone = standing.filter(touched_on__lt=last) | standing.filter(withdrawn_on__isnull=False)
    locked_rows = Lead.objects.select_for_update().filter(pk__in=gone.values("pk"))
    found = list(locked_rows.order_by("pk"))
    for lead in found:
        clear_step(lead)
        if lead.stage not in ENDED:
            reason = LossReason.NO_CONSENT if lead.withdrawn_on else LossReason.NOT_REACHED
            set_stage(lead, LeadStage.LOST, reason=reason)
    erase(found, day)
    return len(found)


_EMPTY = dict.fromkeys((*PERSONAL, "phone_key", "sort_key"), "")


def erase(leads: Sequence[Lead], day: date) -> None:
    """Take everything personal out of leads, their entries, drafts and the search (step)."""
    require_transaction()
    if not leads:
        return
    ids = [lead.pk for lead in leads]
    for lead in leads:
        for name, value in _EMPTY.items():
            setattr(lead, name, value)
        lead.owner, lead.erased_on = "", day
        lead.allows_phone = lead.allows_email = False
        lead.version += 1
    columns = [*_EMPTY, "owner", "erased_on", "allows_phone", "allows_email", "version"]
    columns += ["stage", "reason", "next_step", "next_note", "due_on"]
    Lead.objects.bulk_update(leads, columns, batch_size=500)
    LeadEntry.objects.filter(lead_id__in=ids).delete()
    drafts = QuoteDraft.objects.filter(state=DraftState.OPEN)
    drafts.filter(data__lead__in=[str(pk) for pk in ids]).delete()
    search.remove(LEAD_SEARCH_KIND, ids)
