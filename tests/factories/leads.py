"""Leads, changed where asked."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from kundenwerk.kernel.energy import Commodity
from kundenwerk.parties.rules.person import Salutation
from kundenwerk.sales import commands
from kundenwerk.sales.models import Lead, Quote, QuoteDraft
from kundenwerk.sales.rules.leads import Consent, LeadData
from kundenwerk.sales.rules.stages import ConsentHow, LeadSource
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY

TEXT = "Ich bin einverstanden, dass Sie sich bei mir melden."


def data(**changes: Any) -> LeadData:
    """What is known of Petra Sommer."""
    values: dict[str, Any] = {
        "salutation": Salutation.MS,
        "first_name": "Petra",
        "last_name": "Sommer",
        "email": "petra@example.org",
        "phone": "0221 123456",
        "street": "Domgasse",
        "house_number": "7",
        "postcode": "50667",
        "town": "Köln",
        "commodity": Commodity.ELECTRICITY,
        "annual_kwh": 3500,
        "contract_end": date(2026, 11, 30),
        "source": LeadSource.EVENT,
        "response_code": "HERBST26",
    }
    return LeadData(**(values | changes))


def consent(**changes: Any) -> Consent:
    """What she agreed to."""
    values: dict[str, Any] = {
        "how": ConsentHow.PERSONAL,
        "text": TEXT,
        "by_phone": True,
        "by_email": True,
    }
    return Consent(**(values | changes))


def lead(
    *, day: date = DAY, owner: str = "vera", agreed: Consent | None = None, **changes: Any
) -> Lead:
    """A stored lead."""
    lead_id = commands.create_lead(
        fresh_call("vera"),
        data=data(**changes),
        consent=agreed or consent(),
        owner=owner,
        day=day,
        anyway=True,
    )
    return Lead.objects.get(pk=lead_id)


def quote_of(lead: Lead, version: TariffVersion) -> Quote:
    """A quote through a draft of the lead; only what a lead cannot know is typed."""
    draft_id = uuid.UUID(
        commands.draft_of_lead(fresh_call("vera"), lead_id=lead.pk, draft_id=uuid.uuid4())
    )
    page = uuid.uuid4()
    draft = QuoteDraft.objects.get(pk=draft_id)
    choice = {"tariff_version": str(version.pk), "annual_kwh": draft.data["annual_kwh"]}
    at = commands.save_draft(
        fresh_call("vera"),
        draft_id=draft_id,
        step=Step.TARIFF,
        version=draft.version,
        page=page,
        values=choice,
    )
    quote_id = commands.close_draft(fresh_call("vera"), draft_id=draft_id, version=at, day=DAY)
    return Quote.objects.get(pk=quote_id)
