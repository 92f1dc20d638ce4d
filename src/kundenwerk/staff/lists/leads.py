"""The list of leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.leads import (
    DUE,
    OPEN,
    OVERDUE,
    UNPLANNED,
    LeadFilter,
    lead_counts,
    leads,
)
from kundenwerk.sales.rules.stages import SOURCE_LABELS, STAGE_LABELS, LeadStage
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import VIEWER, Choice, Column, Listing, Tag

# German words in the address for the stages in the database.
STAGES = {
    "offen": OPEN,
    "faellig": DUE,
    "neu": LeadStage.NEW.value,
    "kontakt": LeadStage.CONTACTED.value,
    "qualifiziert": LeadStage.QUALIFIED.value,
    "angebot": LeadStage.QUOTED.value,
    "gewonnen": LeadStage.WON.value,
    "verloren": LeadStage.LOST.value,
}
STEPS = {"ohne": UNPLANNED, "ueberfaellig": OVERDUE}
_LABELS = {code.value: label for code, label in STAGE_LABELS.items()} | {
    OPEN: "in Arbeit",
    DUE: "Schritt fällig",
}
TAGS: dict[str, Tag] = {
    LeadStage.NEW.value: ("", "star"),
    LeadStage.CONTACTED.value: ("info", "phone"),
    LeadStage.QUALIFIED.value: ("info", "circle-check"),
    LeadStage.QUOTED.value: ("warn", "file-text"),
    LeadStage.WON.value: ("ok", "trophy"),
    LeadStage.LOST.value: ("bad", "ban"),
}


def _find(words: Mapping[str, str], day: date) -> QuerySet[Lead]:
    wanted = LeadFilter(
        stage=STAGES.get(words["stufe"], ""),
        text=words["q"],
        commodity=words["sparte"],
        source=words["herkunft"],
        step=STEPS.get(words["schritt"], ""),
        owner=words.get(VIEWER, "") if words["zustaendig"] == "meine" else "",
        nobody=words["zustaendig"] == "niemand",
    )
    return leads(wanted, day=day)


def _counts(day: date) -> dict[str, int]:
    numbers = lead_counts(day=day)
    return {word: numbers[code] for word, code in {**STAGES, **STEPS}.items()}


LEADS = Listing(
    key="leads",
    title="Leads",
    url_name="staff:leads",
    permission=Permission.LEADS_READ,
    find=_find,
    order=("due_on", "-pk"),
    peek=lambda one: address("staff:lead_peek", one.pk),
    search_hint="Name, Ort, Telefon oder E-Mail",
    empty_text="Kein Lead passt zu dieser Auswahl. Neue Leads entstehen hier, aus abgelehnten "
    "Angeboten mit Einwilligung und aus dem Tarifrechner.",
    empty_icon="user-plus",
    row_title=lambda one: f"Lead {one}",
    columns=(
        Column(
            "name",
            "Name",
            str,
            sort="sort_key",
            url=lambda one: address("staff:lead", one.pk),
        ),
        Column(
            "stufe",
            "Stufe",
            lambda one: one.get_stage_display(),
            sort="stage",
            tag=lambda one: TAGS[one.stage],
        ),
        Column(
            "schritt",
            "Nächster Schritt",
            lambda one: one.get_next_step_display() if one.next_step else "",
            sort="next_step",
        ),
        Column(
            "faellig",
            "Fällig",
            lambda one: one.due_on,
            sort="due_on",
            empty_last=True,
            is_narrow=True,
        ),
        Column("zustaendig", "Zuständig", lambda one: one.owner, sort="owner"),
        Column("ort", "Ort", lambda one: f"{one.postcode} {one.town}".strip(), sort="postcode"),
        Column("sparte", "Sparte", lambda one: one.get_commodity_display() or "", sort="commodity"),
        Column(
            "verbrauch",
            "Verbrauch",
            lambda one: one.annual_kwh,
            sort="annual_kwh",
            empty_last=True,
            unit="kWh",
            is_number=True,
        ),
        Column("herkunft", "Herkunft", lambda one: one.get_source_display(), sort="source"),
        Column("code", "Aktionscode", lambda one: one.response_code, sort="response_code"),
        Column(
            "vertragsende",
            "Vertragsende",
            lambda one: one.contract_end,
            sort="contract_end",
            empty_last=True,
            is_narrow=True,
            is_shown=False,
        ),
        Column(
            "grund",
            "Grund",
            lambda one: one.get_reason_display() if one.reason else "",
            is_shown=False,
        ),
        Column("telefon", "Telefon", lambda one: one.phone, is_shown=False),
        Column("email", "E-Mail", lambda one: one.email, is_shown=False),
        Column(
            "angelegt",
            "Angelegt",
            lambda one: one.created_on,
            sort="created_on",
            is_narrow=True,
            is_shown=False,
        ),
    ),
    choices=(
        Choice(
            "stufe",
            "Stufe",
            parts.worded(STAGES, _LABELS),
            _counts,
        ),
        Choice(
            "sparte",
            "Sparte",
            parts.options(COMMODITY_LABELS),
        ),
        Choice(
            "herkunft",
            "Herkunft",
            parts.options(SOURCE_LABELS),
        ),
        Choice(
            "schritt",
            "Schritt",
            (("", "Alle"), ("ohne", "ohne nächsten Schritt"), ("ueberfaellig", "überfällig")),
            _counts,
        ),
        Choice(
            "zustaendig",
            "Zuständig",
            (("", "Alle"), ("meine", "meine"), ("niemand", "niemand")),
        ),
    ),
)
