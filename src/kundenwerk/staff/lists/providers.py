"""The log of questions to services: when, how long, how they ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.market.models import LookupCall
from kundenwerk.market.queries import providers as queries
from kundenwerk.market.rules.lookups import SERVICE_LABELS
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing


def _find(words: Mapping[str, str], day: date) -> QuerySet[LookupCall]:
    del day
    return queries.calls(service=words["dienst"], ending=words["ergebnis"])


def _ending(one: LookupCall) -> tuple[str, str]:
    return ("bad", "alert-triangle") if one.is_failure else ("ok", "check")


LOOKUPS = Listing(
    key="abfragen",
    title="Abfragen bei Anbindungen",
    url_name="staff:lookups",
    permission=Permission.SETTINGS_READ,
    find=_find,
    empty_text="Noch keine Abfrage. Sobald eine Online-Abfrage eingeschaltet ist, steht hier jede "
    "mit Dauer und Ergebnis, ohne Namen und Adressen.",
    empty_icon="plug",
    row_title=lambda one: f"Abfrage {one.pk}",
    columns=(
        Column("zeitpunkt", "Zeitpunkt", lambda one: one.at, sort="at", is_narrow=True),
        Column(
            "anbindung",
            "Anbindung",
            lambda one: one.provider.name,
            sort="provider__name",
            url=lambda one: address("staff:provider", one.provider_id),
        ),
        Column(
            "ergebnis",
            "Ergebnis",
            lambda one: one.get_outcome_display(),
            sort="outcome",
            tag=_ending,
        ),
        Column("status", "HTTP-Status", lambda one: one.status, sort="status", is_number=True),
        Column(
            "dauer",
            "Dauer",
            lambda one: one.duration_ms,
            sort="duration_ms",
            unit="ms",
            is_number=True,
        ),
    ),
    choices=(
        Choice(
            "dienst",
            "Auskunft",
            parts.options(SERVICE_LABELS),
        ),
        Choice(
            "ergebnis",
            "Ergebnis",
            (("", "Alle"), ("gut", "Beantwortet"), ("fehler", "Fehler")),
        ),
    ),
)
