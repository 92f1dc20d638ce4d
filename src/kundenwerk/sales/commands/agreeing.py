"""What a lead agreed to holds for the business partner it becomes, and the other way round."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from kundenwerk.parties.commands import note_consent
from kundenwerk.parties.queries.consents import standings
from kundenwerk.parties.rules.consent import (
    ConsentAnswer,
    ConsentChannel,
    ConsentEntry,
    ConsentPurpose,
    ConsentSource,
)
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.sales.commands.forgetting import stop_approaching
from kundenwerk.sales.commands.leads import keep, say
from kundenwerk.sales.models import Lead
from kundenwerk.sales.rules.stages import ConsentHow


def bring_consent(lead: Lead, day: date) -> None:
    """Note with the business partner what the lead agreed to, unless he said no later (step)."""
    require_transaction()
    assert lead.business_partner_id
    if not lead.consent_at:
        return
    given_on = min(timezone.localdate(lead.consent_at), day)
    known = {
        one.channel: one.last
        for one in standings(lead.business_partner_id)
        if one.purpose is ConsentPurpose.ADVERTISING
    }
    for channel in allowed_ways(lead):
        last = known[channel]
        if last and (last.given_on > given_on or last.answer == ConsentAnswer.GRANTED):
            continue
        entry = ConsentEntry(
            channel=channel,
            answer=ConsentAnswer.GRANTED,
            source=ConsentSource(ConsentHow(lead.consent_how).value),
            given_on=given_on,
            wording=lead.consent_text,
            proof=f"Lead {lead.pk}, aufgenommen von {lead.created_by}",
        )
        note_consent(lead.business_partner_id, entry, day=day)


def allowed_ways(lead: Lead) -> list[ConsentChannel]:
    """The ways a lead agreed to."""
    ways = ((lead.allows_email, ConsentChannel.EMAIL), (lead.allows_phone, ConsentChannel.PHONE))
    return [channel for allowed, channel in ways if allowed]


@command
def stop_leads_of(*, business_partner_id: int, channel: ConsentChannel, day: date) -> int:
    """Approach the leads of a business partner this way no longer; returns how many."""
    leads = Lead.objects.select_for_update().filter(
        business_partner=business_partner_id, erased_on__isnull=True
    )
    found = [lead for lead in leads.order_by("pk") if channel in allowed_ways(lead)]
    for lead in found:
        stop_way(lead, channel, day)
    return len(found)


def stop_way(lead: Lead, channel: ConsentChannel, day: date) -> None:
    """Approach a lead this way no longer; with the last way it is forgotten (step)."""
    require_transaction()
    left = [way for way in allowed_ways(lead) if way is not channel]
    if not left:
        stop_approaching(lead, day)
        return
    lead.allows_email = ConsentChannel.EMAIL in left
    lead.allows_phone = ConsentChannel.PHONE in left
    what = "E-Mails" if channel is ConsentChannel.EMAIL else "Anrufe"
    say(lead, "ban", f"Einwilligung widerrufen: keine {what} mehr")
    keep(lead, day)
