"""Leads become quotes, business partners and customers without typing anything again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import Now

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.numbers import format_day, format_decimal
from kundenwerk.parties.commands import create_business_partner
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import names
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.sales.commands.agreeing import bring_consent
from kundenwerk.sales.commands.leading import set_stage
from kundenwerk.sales.commands.leads import LeadErased, keep, locked, say
from kundenwerk.sales.models import Lead, Quote, QuoteDraft
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.leads import business_partner_data_of
from kundenwerk.sales.rules.kinds import kind_of
from kundenwerk.sales.rules.leads import usable_code
from kundenwerk.sales.rules.stages import LEAD_LIFE_CYCLE, LeadAction, LeadStage
from kundenwerk.sales.rules.vocabulary import DraftState, Step
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind


@command
def draft_of_lead(*, lead_id: int, draft_id: UUID) -> str:
    """Begin a quote with everything the lead tells; returns the id of the draft.

    A draft of the lead that is still open is taken up again instead.

    Raises:
        LeadErased: it was forgotten.
    """
    lead = locked(lead_id)
    begun = QuoteDraft.objects.filter(state=DraftState.OPEN, data__lead=str(lead.pk)).first()
    if begun:
        return str(begun.pk)
    actor = current_call().actor
    QuoteDraft.objects.create(
        id=draft_id,
        owner=actor,
        saved_by=actor,
        data=draft_values(lead),
        step=Step.BASIS.value,
        updated_at=Now(),
    )
    say(lead, "file-text", "Angebot begonnen", url=f"/angebote/entwurf/{draft_id}/basisdaten/")
    return str(draft_id)


def draft_values(lead: Lead) -> dict[str, str]:
    """The lead as fields of the quote path; ``lead`` lets the quote find its way back."""
    usage = UsageType.HOUSEHOLD if lead.commodity == Commodity.ELECTRICITY else ""
    kind = kind_of(energy_kinds(), lead.commodity, usage)
    values = {
        "lead": str(lead.pk),
        "response_code": lead.response_code,
        "energy_kind": kind.code if kind else "",
        "postcode": lead.postcode,
        "town": lead.town,
        "street": lead.street,
        "house_number": lead.house_number,
        "annual_kwh": format_decimal(lead.annual_kwh) if lead.annual_kwh else "",
        "previous_contract_end": format_day(lead.contract_end) if lead.contract_end else "",
    }
    if lead.business_partner_id:
        values["business_partner"] = str(lead.business_partner_id)
    else:
        values |= {
            "kind": lead.kind,
            "salutation": lead.salutation,
            "first_name": lead.first_name,
            "last_name": lead.last_name,
            "organisation_name": lead.organisation_name,
            "email": lead.email,
            "phone": lead.phone,
        }
    return {name: text for name, text in values.items() if text}


@command
def convert_lead(*, lead_id: int, day: date, business_partner_id: int | None = None) -> int:
    """Make the lead a business partner, once; returns the partner's id.

    Args:
        lead_id: which.
        day: the business day.
        business_partner_id: the record the lead turned out to be; None makes a new prospect.

    Raises:
        BusinessPartner.DoesNotExist: no such record.
        UnusableData: the lead's data make no partner, with a sentence per field.
        LeadErased: it was forgotten.
    """
    lead = locked(lead_id)
    if lead.business_partner_id is None:
        business_partner = (
            create_business_partner(business_partner_data_of(lead), day=day)
            if business_partner_id is None
            else BusinessPartner.objects.get(pk=business_partner_id)
        )
        _belongs_to(lead, business_partner.pk, day)
        keep(lead, day)
    assert lead.business_partner_id
    return lead.business_partner_id


def _belongs_to(lead: Lead, business_partner_id: int, day: date) -> None:
    lead.business_partner_id = business_partner_id
    bring_consent(lead, day)
    url = f"/kunden/{business_partner_id}/"
    say(
        lead,
        "user-plus",
        f"Geschäftspartner: {names([business_partner_id])[business_partner_id]}",
        url=url,
    )
    record(
        business_partner_id=business_partner_id,
        kind=EntryKind.CONTACT,
        icon="user-plus",
        title="Als Lead gewonnen",
        detail=f"Herkunft: {lead.get_source_display()}",
        url=f"/leads/{lead.pk}/",
    )


def take_lead(quote: Quote, data: Mapping[str, Any]) -> None:
    """Note on a new quote which lead and which campaign it comes from (step, not stored yet)."""
    lead_id = str(data.get("lead", ""))
    quote.response_code = usable_code(str(data.get("response_code", "")))
    if lead_id.isdigit():
        quote.lead = Lead.objects.filter(pk=int(lead_id), erased_on__isnull=True).first()


def lead_was_quoted(quote: Quote) -> None:
    """Move the lead of a stored quote on and tie it to the business partner (step)."""
    require_transaction()
    if quote.lead_id is None:
        return
    try:
        lead = locked(quote.lead_id)
    except LeadErased:
        return
    if lead.business_partner_id is None:
        _belongs_to(lead, quote.business_partner_id, quote.quoted_on)
    set_stage(lead, LEAD_LIFE_CYCLE.after(LeadStage(lead.stage), LeadAction.QUOTE))
    say(lead, "file-text", f"Angebot {quote.number} erstellt", url=f"/angebote/{quote.pk}/")
    keep(lead, quote.quoted_on)
