"""Writing campaigns: making and moving them, sending their mails, honouring a refusal."""

from __future__ import annotations

from kundenwerk.marketing.commands.campaigns import (
    CampaignFixed,
    CodeAnswered,
    CodesMissing,
    CodeTaken,
    StaleCampaign,
    advance_campaigns,
    create_campaign,
    move_campaign,
    note_spending,
    return_campaign,
    return_spending,
    update_campaign,
)
from kundenwerk.marketing.commands.mailing import (
    AlreadyMailed,
    CountChanged,
    MailingRefused,
    mail_person,
    start_mailing,
    why_not,
)
from kundenwerk.marketing.commands.refusing import refuse_by_link

__all__ = [
    "AlreadyMailed",
    "CampaignFixed",
    "CodeAnswered",
    "CodeTaken",
    "CodesMissing",
    "CountChanged",
    "MailingRefused",
    "StaleCampaign",
    "advance_campaigns",
    "create_campaign",
    "mail_person",
    "move_campaign",
    "note_spending",
    "refuse_by_link",
    "return_campaign",
    "return_spending",
    "start_mailing",
    "update_campaign",
    "why_not",
]
