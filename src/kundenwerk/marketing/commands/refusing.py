"""Whoever presses the link in a mail gets no more of them."""

from __future__ import annotations

from datetime import date

from kundenwerk.marketing.models import CampaignMail
from kundenwerk.parties.commands import note_consent
from kundenwerk.parties.rules.consent import (
    ConsentAnswer,
    ConsentChannel,
    ConsentEntry,
    ConsentSource,
)
from kundenwerk.platform.commands import command
from kundenwerk.sales.commands import allowed_ways, stop_way
from kundenwerk.sales.models import Lead


@command
def refuse_by_link(*, mail_id: int, day: date) -> bool:
    """Honour a refusal at once; says whether it was new.

    The consent of the business partner ends, and that of the lead: without another way left the
    lead is forgotten.

    Source: Art. 7 Abs. 3 DSGVO; § 7 Abs. 2 Nr. 3 UWG.
    """
    mail = CampaignMail.objects.select_for_update().get(pk=mail_id)
    owner = mail.business_partner_id
    if mail.lead_id:
        lead = Lead.objects.select_for_update().get(pk=mail.lead_id)
        owner = lead.business_partner_id
        if not lead.erased_on and ConsentChannel.EMAIL in allowed_ways(lead):
            stop_way(lead, ConsentChannel.EMAIL, day)
    if owner:
        entry = ConsentEntry(
            channel=ConsentChannel.EMAIL,
            answer=ConsentAnswer.REVOKED,
            source=ConsentSource.LINK,
            given_on=day,
            proof=f"E-Mail der Kampagne {mail.campaign_id} vom {mail.mailed_on:%d.%m.%Y}",
        )
        note_consent(owner, entry, day=day)
    is_new = mail.refused_on is None
    if is_new:
        mail.refused_on = day
        mail.save(update_fields=["refused_on"])
    return is_new
