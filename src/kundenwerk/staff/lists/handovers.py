"""The list of hand-overs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.sales.models import Handover
from kundenwerk.sales.queries.handovers import counts, handovers
from kundenwerk.sales.rules.handover import HANDOVER_STATE_LABELS, HandoverState
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing, Tag

# German words in the address for the states in the database.
STATES = {
    "offen": HandoverState.OPEN,
    "zurueck": HandoverState.RETURNED,
    "uebernommen": HandoverState.TAKEN,
}
_TAGS: dict[str, Tag] = {
    HandoverState.OPEN.value: ("info", "clock"),
    HandoverState.TAKEN.value: ("ok", "check"),
}


def _find(words: Mapping[str, str], day: date) -> QuerySet[Handover]:
    del day
    state = STATES.get(words["status"])
    return handovers(state=state.value if state else "", text=words["q"])


def _counts(day: date) -> dict[str, int]:
    del day
    numbers = counts()
    return {word: numbers[state.value] for word, state in STATES.items()}


HANDOVERS = Listing(
    key="uebergaben",
    title="Übergaben",
    url_name="staff:handovers",
    permission=Permission.CONTRACTS_READ,
    find=_find,
    order=("-opened_on", "-pk"),
    search_hint="Name, Angebots- oder Vertragsnummer",
    empty_text="Keine Übergabe passt zu dieser Auswahl. Jede Annahme eines Angebots legt eine an.",
    row_title=lambda one: f"Übergabe zu Angebot {one.quote.number}",
    columns=(
        Column(
            "angebot",
            "Angebot",
            lambda one: one.quote.number,
            sort="quote__number",
            url=lambda one: address("staff:handover", one.pk),
            is_narrow=True,
        ),
        parts.state(_TAGS, ("warn", "arrow-back-up")),
        Column("datum", "Übergeben", lambda one: one.opened_on, sort="opened_on", is_narrow=True),
        parts.contract(),
        parts.customer("quote.business_partner"),
        parts.supply_point("quote.supply_point"),
        Column("bemerkung", "Bemerkung", lambda one: one.note),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.worded(STATES, HANDOVER_STATE_LABELS),
            _counts,
        ),
    ),
)
