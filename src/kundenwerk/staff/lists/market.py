"""The log of files exchanged with the market."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from kundenwerk.mako import queries
from kundenwerk.mako.models import Interchange
from kundenwerk.mako.rules.process import Direction
from kundenwerk.market import queries as market_data
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.ui.lists import Choice, Column, Listing

_SHOWN = 4


def _find(words: Mapping[str, str], day: date) -> QuerySet[Interchange]:
    del day
    return queries.interchange_rows(words["richtung"])


def participant_code(one: Interchange) -> str:
    """The code of the other side."""
    return one.receiver if one.direction == Direction.OUT else one.sender


def prepare(found: Sequence[Interchange], day: date) -> None:  # noqa: ARG001
    """Give each file the name of the other side, or its code, and what it is about."""
    names = market_data.names_of([participant_code(one) for one in found])
    contents = queries.contents([one.pk for one in found], most=_SHOWN)
    for one in found:
        code = participant_code(one)
        one.participant_name = names.get(code, code)  # type: ignore[attr-defined]
        one.told = contents.get(one.pk, queries.Content())  # type: ignore[attr-defined]


def _shortened(parts: Sequence[str], count: int) -> str:
    more = count - _SHOWN
    return ", ".join(parts[:_SHOWN]) + (f" und {more} weitere" if more > 0 else "")


MESSAGES = Listing(
    key="nachrichten",
    title="Marktkommunikation",
    url_name="staff:market",
    permission=Permission.MARKET_READ,
    find=_find,
    prepare=prepare,
    empty_text="Noch keine Nachrichten. Mit dem ersten angenommenen Angebot geht die erste "
    "Anmeldung hinaus.",
    empty_icon="truck-delivery",
    row_title=lambda one: f"Datei {one.pk}",
    columns=(
        Column(
            "zeitpunkt",
            "Zeitpunkt",
            lambda one: one.at,
            sort="at",
            url=lambda one: address("staff:interchange", one.pk),
            is_narrow=True,
        ),
        Column("richtung", "Richtung", lambda one: one.get_direction_display(), sort="direction"),
        Column("participant", "Marktpartner", lambda one: one.participant_name),
        Column(
            "inhalt",
            "Inhalt",
            lambda one: _shortened(one.told.use_cases, len(one.told.use_cases)),
        ),
        Column(
            "vertraege",
            "Verträge",
            lambda one: _shortened(one.told.contracts, one.told.contract_count),
        ),
        Column("status", "Status", lambda one: one.get_state_display(), sort="state"),
        Column("fehler", "Fehler", lambda one: one.error),
    ),
    choices=(
        Choice("richtung", "Richtung", (("", "Alle"), ("IN", "Eingang"), ("OUT", "Ausgang"))),
    ),
)
