"""Campaigns, changed where asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.marketing import commands
from kundenwerk.marketing.models import Campaign
from kundenwerk.marketing.rules import CampaignAction, CampaignData, Channel, Segment
from kundenwerk.platform.models import Run
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY


def data(**changes: Any) -> CampaignData:
    """A mailing in autumn."""
    values: dict[str, Any] = {
        "name": "Herbst 2026",
        "goal": "Neue Haushalte in der Südstadt",
        "target_contracts": 4,
        "channel": Channel.EMAIL,
        "period": Period(date(2026, 11, 1), date(2027, 1, 1)),
        "budget": Money(1_000_00),
        "subject": "Strom von nebenan",
        "content": "Guten Tag,\nhier ist unser Angebot.",
        "segment": Segment(),
        "codes": {"HERBST26": "E-Mail", "FLYER26": "Flyer"},
    }
    return CampaignData(**(values | changes))


def campaign(**changes: Any) -> Campaign:
    """A stored draft."""
    campaign_id = commands.create_campaign(fresh_call("marko"), data=data(**changes))
    return Campaign.objects.get(pk=campaign_id)


def running(**changes: Any) -> Campaign:
    """A stored campaign that has started."""
    one = campaign(**changes)
    for action in (CampaignAction.APPROVE, CampaignAction.START):
        commands.move_campaign(fresh_call("marko"), campaign_id=one.pk, action=action)
    return Campaign.objects.get(pk=one.pk)


def start(one: Campaign, expected: int, code: str = "HERBST26") -> Run:
    """The run that mails a campaign."""
    run_id = commands.start_mailing(
        fresh_call("marko"), campaign_id=one.pk, code=code, expected=expected, day=DAY
    )
    return Run.objects.get(pk=run_id)
