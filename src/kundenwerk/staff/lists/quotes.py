"""The list of quotes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.quotes import EXPIRING, QuoteFilter, counts, quotes
from kundenwerk.sales.rules.vocabulary import QUOTE_LABELS, QuoteState
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing, Tag

# German words in the address for the states in the database.
STATES = {
    "offen": QuoteState.OPEN.value,
    "laeuft-ab": EXPIRING,
    "angenommen": QuoteState.ACCEPTED.value,
    "abgelehnt": QuoteState.DECLINED.value,
    "abgelaufen": QuoteState.EXPIRED.value,
}
_LABELS = {code.value: label for code, label in QUOTE_LABELS.items()} | {EXPIRING: "läuft ab"}
_TAGS: dict[str, Tag] = {
    QuoteState.OPEN.value: ("info", "clock"),
    QuoteState.ACCEPTED.value: ("ok", "check"),
    QuoteState.DECLINED.value: ("bad", "ban"),
}


def _find(words: Mapping[str, str], day: date) -> QuerySet[Quote]:
    wanted = QuoteFilter(state=STATES.get(words["status"], ""), text=words["q"])
    return quotes(wanted, day=day)


def _counts(day: date) -> dict[str, int]:
    numbers = counts(day=day)
    return {word: numbers[code] for word, code in STATES.items()}


def _tariff(one: Quote) -> str:
    return str(one.calculation.tariff_version.tariff)


QUOTES = Listing(
    key="angebote",
    title="Angebote",
    url_name="staff:quotes",
    permission=Permission.QUOTES_READ,
    find=_find,
    order=("-quoted_on", "-pk"),
    peek=lambda one: address("staff:quote_peek", one.pk),
    search_hint="Name, Adresse oder Angebotsnummer",
    empty_text="Kein Angebot passt zu dieser Auswahl.",
    row_title=lambda one: f"Angebot {one.number}, {one.business_partner}",
    columns=(
        Column(
            "angebot",
            "Angebot",
            lambda one: one.number,
            sort="number",
            url=lambda one: address("staff:quote", one.pk),
            is_narrow=True,
        ),
        parts.state(_TAGS, ("warn", "history")),
        Column("datum", "Datum", lambda one: one.quoted_on, sort="quoted_on", is_narrow=True),
        Column(
            "bindefrist",
            "Bindefrist",
            lambda one: one.binding_until,
            sort="binding_until",
            is_narrow=True,
        ),
        parts.customer(),
        parts.supply_point(),
        Column("tarif", "Tarif", _tariff, sort="calculation__tariff_version__tariff__name"),
        Column(
            "verbrauch",
            "Verbrauch",
            lambda one: one.annual_kwh,
            sort="annual_kwh",
            unit="kWh",
            is_number=True,
            is_shown=False,
        ),
        Column(
            "jahrespreis",
            "Jahrespreis brutto",
            lambda one: one.calculation.annual_gross,
            sort="calculation__annual_gross",
            is_number=True,
        ),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.worded(STATES, _LABELS),
            _counts,
        ),
    ),
)
