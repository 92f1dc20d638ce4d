"""Leads in every stage and a campaign with its answers."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from kundenwerk.demo import facts
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.marketing import commands as marketing
from kundenwerk.marketing.rules import CampaignAction, CampaignData, Channel, Segment
from kundenwerk.parties.commands import record_consents
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.rules.consent import (
    ConsentAnswer,
    ConsentChannel,
    ConsentEntry,
    ConsentSource,
)
from kundenwerk.parties.rules.person import BusinessPartnerKind, Salutation
from kundenwerk.platform.commands import Call
from kundenwerk.sales import commands as sales
from kundenwerk.sales.rules.leads import CONSENT_TEXT, Consent, LeadData
from kundenwerk.sales.rules.stages import (
    ConsentHow,
    LeadAction,
    LeadSource,
    LeadStage,
    LossReason,
    NextStep,
)
from kundenwerk.sales.rules.vocabulary import Step

# The codes prospects name; the pipeline brings the first one along with some quotes.
MAIL_CODE: Final = "HERBST26"
FLYER_CODE: Final = "FLYER26"
OWNER: Final = "vertrieb"
_HERE: Final = {"postcode": facts.POSTCODE, "town": facts.TOWN}

# Who it is, the steps made so far, what comes next in how many days.
_LEADS: Final[tuple[tuple[dict[str, Any], tuple[LeadAction, ...], NextStep, int], ...]] = (
    (
        {"first_name": "Jule", "last_name": "Brandt", "response_code": FLYER_CODE,
         "commodity": Commodity.ELECTRICITY, "annual_kwh": 2600, "source": LeadSource.MAILING},
        (), NextStep.CALL, 0,
    ),
    (
        {"kind": BusinessPartnerKind.ORGANISATION, "organisation_name": "Bäckerei Morgenrot",
         "first_name": "Emil", "last_name": "Kruse", "commodity": Commodity.GAS,
         "annual_kwh": 64_000, "contract_end": date(2026, 12, 31), "source": LeadSource.EVENT},
        (LeadAction.CONTACT,), NextStep.MEETING, 5,
    ),
    (
        {"first_name": "Nesrin", "last_name": "Aydin", "response_code": MAIL_CODE,
         "commodity": Commodity.ELECTRICITY, "annual_kwh": 4100, "street": "Lindenweg",
         "house_number": "4", "contract_end": date(2027, 2, 28), "source": LeadSource.WEBSITE},
        (LeadAction.CONTACT, LeadAction.QUALIFY), NextStep.QUOTE, 2,
    ),
    (
        {"first_name": "Ole", "last_name": "Petersen", "commodity": Commodity.ELECTRICITY,
         "source": LeadSource.RECOMMENDATION},
        (LeadAction.CONTACT,), NextStep.FOLLOW_UP, -1,
    ),
    (
        {"first_name": "Tamara", "last_name": "Voss", "response_code": FLYER_CODE,
         "commodity": Commodity.ELECTRICITY, "annual_kwh": 3200, "source": LeadSource.MAILING},
        (LeadAction.LOSE,), NextStep.NONE, 0,
    ),
)  # fmt: skip
_QUOTED: Final = {
    "first_name": "Kaspar", "last_name": "Lohmann", "salutation": Salutation.MR,
    "commodity": Commodity.ELECTRICITY, "annual_kwh": 3600, "street": "Lindenweg",
    "house_number": "11", "response_code": MAIL_CODE, "source": LeadSource.WEBSITE,
}  # fmt: skip


def win_leads(call: Call, version_id: int, day: date) -> None:
    """Record the leads and the campaign that brought some of them.

    Args:
        call: of the town.
        version_id: the tariff version one lead is quoted.
        day: the business day.
    """
    _campaign(call.derive("campaign"))
    for number, (known, steps, step, days) in enumerate(_LEADS):
        mine = call.derive("lead", number)
        lead_id = _lead(mine, number, known, day - timedelta(days=9))
        for action in steps:
            reason = LossReason.PRICE if action is LeadAction.LOSE else None
            sales.move_lead(
                mine.derive(action), lead_id=lead_id, action=action, reason=reason, day=day
            )
        if step:
            sales.plan_lead(
                mine.derive("plan"),
                lead_id=lead_id,
                step=step,
                due_on=day + timedelta(days=days),
                day=day,
            )
    _consents(call.derive("consents"), day)
    quoted = call.derive("quoted")
    _quote(quoted, _lead(quoted, len(_LEADS), _QUOTED, day), version_id, day)


def _consents(call: Call, day: date) -> None:
    """Some customers agreed to mails, one of them thought better of it."""
    customers = BusinessPartner.objects.filter(is_customer=True).order_by("pk")[:8]
    agreed = ConsentEntry(
        channel=ConsentChannel.EMAIL,
        answer=ConsentAnswer.GRANTED,
        source=ConsentSource.WRITTEN,
        given_on=day - timedelta(days=200),
        wording=CONSENT_TEXT,
        proof="Auftragsformular, Ablage Vertrieb",
    )
    for number, owner in enumerate(customers):
        entries = [agreed]
        if number == 3:
            no = replace(agreed, answer=ConsentAnswer.REVOKED, source=ConsentSource.PHONE)
            entries.append(replace(no, given_on=day - timedelta(days=20), wording="", proof=""))
        record_consents(call.derive(number), business_partner_id=owner.pk, entries=entries, day=day)


def _lead(call: Call, number: int, known: dict[str, Any], day: date) -> int:
    reachable = {
        "email": f"lead{number}@example.org",
        "phone": f"03399 {55_000 + number}",
    }
    return sales.create_lead(
        call,
        data=LeadData(**(_HERE | reachable | known)),
        consent=Consent(
            how=ConsentHow.PHONE if number % 2 else ConsentHow.ONLINE,
            text=CONSENT_TEXT,
            by_phone=True,
            by_email=number != 1,
        ),
        owner=OWNER if number != 0 else "",
        day=day,
    )


def _quote(call: Call, lead_id: int, version_id: int, day: date) -> None:
    draft_id = uuid.UUID(
        sales.draft_of_lead(
            call.derive("draft"), lead_id=lead_id, draft_id=uuid.uuid5(call.key, "draft")
        )
    )
    version = sales.save_draft(
        call.derive("tariff"),
        draft_id=draft_id,
        step=Step.TARIFF,
        version=1,
        page=uuid.uuid5(call.key, "page"),
        values={"tariff_version": str(version_id), "annual_kwh": str(_QUOTED["annual_kwh"])},
    )
    sales.close_draft(call.derive("close"), draft_id=draft_id, version=version, day=day)


def _campaign(call: Call) -> None:
    campaign_id = marketing.create_campaign(
        call,
        data=CampaignData(
            name="Herbst 2026",
            goal="Neue Haushalte in Musterstadt vor der Heizzeit",
            target_contracts=12,
            channel=Channel.EMAIL,
            period=Period(date(2026, 10, 15), date(2027, 1, 1)),
            budget=Money(2_400_00),
            subject="Strom von nebenan, fest bis 2027",
            content="Guten Tag,\nnennen Sie uns den Code HERBST26, dann rechnen wir für Sie.",
            segment=Segment(
                stages=(LeadStage.NEW, LeadStage.CONTACTED, LeadStage.QUALIFIED),
                commodity=Commodity.ELECTRICITY,
            ),
            codes={MAIL_CODE: "E-Mail an Leads", FLYER_CODE: "Flyer Wochenmarkt"},
        ),
    )
    for action in (CampaignAction.APPROVE, CampaignAction.START):
        marketing.move_campaign(call.derive(action), campaign_id=campaign_id, action=action)
    marketing.note_spending(call.derive("spent"), campaign_id=campaign_id, spent=Money(860_00))
