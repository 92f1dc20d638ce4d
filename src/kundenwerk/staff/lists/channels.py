"""The ways interchanges take to single market participants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.mako import queries
from kundenwerk.mako.models import Channel
from kundenwerk.mako.rules.channels import CHANNEL_LABELS
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing


def _find(words: Mapping[str, str], day: date) -> QuerySet[Channel]:
    del day
    return queries.channel_rows(words["art"])


def _switched(one: Channel) -> tuple[str, str]:
    return ("ok", "check") if one.is_enabled else ("", "ban")


CHANNELS = Listing(
    key="wege",
    title="Übertragungswege",
    url_name="staff:channels",
    permission=Permission.SETTINGS_READ,
    find=_find,
    empty_text="Noch hat kein Marktpartner einen eigenen Weg; alle nehmen das gemeinsame Postfach. "
    "Mit „Neuer Weg“ legen Sie für einen Marktpartner Ordner oder Adresse fest.",
    empty_icon="plug",
    row_title=lambda one: one.participant.name,
    columns=(
        Column(
            "participant",
            "Marktpartner",
            lambda one: one.participant.name,
            sort="participant__name",
            url=lambda one: address("staff:channel", one.pk),
        ),
        Column(
            "kennung",
            "Marktpartner-ID",
            lambda one: one.participant.code,
            sort="participant__code",
        ),
        Column("art", "Art", lambda one: one.get_kind_display(), sort="kind"),
        Column("ort", "Ordner oder Adresse", lambda one: one.place, sort="place"),
        Column(
            "zustand",
            "Zustand",
            lambda one: "an" if one.is_enabled else "aus",
            sort="is_enabled",
            tag=_switched,
        ),
    ),
    choices=(
        Choice(
            "art",
            "Art",
            parts.options(CHANNEL_LABELS),
        ),
    ),
)
