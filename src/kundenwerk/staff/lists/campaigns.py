"""The list of campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.marketing.models import Campaign
from kundenwerk.marketing.queries import campaign_counts, campaigns, give_figures
from kundenwerk.marketing.rules import STATE_LABELS, CampaignState
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing, Tag

TAGS: dict[str, Tag] = {
    CampaignState.DRAFT.value: ("", "pencil"),
    CampaignState.PLANNED.value: ("info", "calendar"),
    CampaignState.RUNNING.value: ("ok", "player-play"),
    CampaignState.ENDED.value: ("", "check"),
    CampaignState.CANCELLED.value: ("bad", "ban"),
}


def _find(words: Mapping[str, str], day: date) -> QuerySet[Campaign]:
    del day
    return campaigns(state=words["status"], text=words["q"])


def _counts(day: date) -> dict[str, int]:
    del day
    return campaign_counts()


CAMPAIGNS = Listing(
    key="kampagnen",
    title="Kampagnen",
    url_name="staff:campaigns",
    permission=Permission.CAMPAIGNS_READ,
    find=_find,
    prepare=give_figures,
    search_hint="Name oder Aktionscode",
    empty_text="Keine Kampagne passt zu dieser Auswahl. Legen Sie eine an, mit Zielgruppe, "
    "Budget und Aktionscodes.",
    empty_icon="speakerphone",
    columns=(
        Column(
            "name",
            "Kampagne",
            lambda one: one.name,
            sort="name",
            url=lambda one: address("staff:campaign", one.pk),
        ),
        Column(
            "status",
            "Status",
            lambda one: one.get_state_display(),
            sort="state",
            tag=lambda one: TAGS[one.state],
        ),
        Column("kanal", "Kanal", lambda one: one.get_channel_display(), sort="channel"),
        Column(
            "beginn",
            "Beginn",
            lambda one: one.period.start,
            sort="period__startswith",
            is_narrow=True,
        ),
        Column(
            "ende",
            "Ende",
            lambda one: one.period.last_day,
            sort="period__endswith",
            is_narrow=True,
        ),
        Column("budget", "Budget", lambda one: one.budget, sort="budget", is_number=True),
        Column("ausgegeben", "Ausgegeben", lambda one: one.spent, sort="spent", is_number=True),
        Column("leads", "Leads", lambda one: one.figures.leads, is_number=True),
        Column("angebote", "Angebote", lambda one: one.figures.quotes, is_number=True),
        Column("vertraege", "Verträge", lambda one: one.figures.contracts, is_number=True),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.options(STATE_LABELS),
            _counts,
        ),
    ),
)
