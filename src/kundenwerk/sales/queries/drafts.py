"""Reading drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kundenwerk.parties.queries import names
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.kinds import kind_labels
from kundenwerk.sales.rules.basis import sought_name
from kundenwerk.sales.rules.online import WEB
from kundenwerk.sales.rules.vocabulary import STEP_LABELS, DraftState, Step


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """One line of the list of drafts."""

    draft_id: UUID
    title: str
    subtitle: str
    owner: str
    step: Step
    step_label: str
    updated_at: datetime
    age_days: int
    missing: tuple[str, ...]


# What every quote needs, by the field it is asked in, in the order it is asked.
_NEEDED = {
    "energy_kind": "Energieart",
    "postcode": "Postleitzahl",
    "street": "Straße",
    "house_number": "Hausnummer",
    "annual_kwh": "Jahresverbrauch",
    "tariff_version": "Tarif",
    "last_name": "Name",
    "situation": "Liefersituation",
}


def draft(draft_id: UUID) -> QuoteDraft | None:
    """One draft, whatever became of it; None before its first keystroke."""
    return QuoteDraft.objects.select_related("quote").filter(pk=draft_id).first()


def open_drafts(*, day: date, owner: str = "", limit: int = 200) -> list[OpenDraft]:
    """Open drafts, the one last touched first; of one colleague or of all."""
    found = QuoteDraft.objects.filter(state=DraftState.OPEN).exclude(owner=WEB)
    if owner:
        found = found.filter(owner=owner)
    rows = list(found.order_by("-updated_at")[:limit])
    kinds, known = kind_labels(), _names([row.data for row in rows])
    return [_line(row, day, kinds, known) for row in rows]


def count_open_drafts(owner: str = "") -> int:
    """How many drafts wait to be finished."""
    found = QuoteDraft.objects.filter(state=DraftState.OPEN).exclude(owner=WEB)
    return (found.filter(owner=owner) if owner else found).count()


def title_of(data: dict[str, str]) -> str:
    """What a draft is called: its customer, else the name typed or looked for."""
    return _title(data, _names([data]))


def _title(data: dict[str, str], known: dict[str, str]) -> str:
    typed = {name: text for name, text in data.items() if text}
    if found := known.get(typed.get("partner", "")):
        return found
    shown = sought_name(typed.get("sought", "")) | typed
    name = f"{shown.get('first_name', '')} {shown.get('last_name', '')}".strip()
    return shown.get("organisation_name") or name or "neuen Interessenten"


def _names(drafts: list[dict[str, str]]) -> dict[str, str]:
    """The names of the customers drafts are for, with one query."""
    ids = {one["partner"] for one in drafts if one.get("partner", "").isdecimal()}
    wanted = [int(text) for text in ids if text.isascii() and len(text) <= 18]
    return {str(pk): name for pk, name in names(wanted).items()} if wanted else {}


def missing_fields(data: dict[str, str]) -> tuple[str, ...]:
    """Labels of what is still to be asked."""
    known = dict(data)
    if known.get("partner") or known.get("organisation_name"):
        known["last_name"] = "bekannt"
    return tuple(label for name, label in _NEEDED.items() if not known.get(name))


def _line(row: QuoteDraft, day: date, kinds: dict[str, str], known: dict[str, str]) -> OpenDraft:
    kind = kinds.get(row.data.get("energy_kind", ""), "")
    place = " ".join(row.data.get(name, "") for name in ("postcode", "town")).strip()
    street = " ".join(row.data.get(name, "") for name in ("street", "house_number")).strip()
    parts = [kind, street, place]
    step = Step(row.step)
    return OpenDraft(
        row.pk,
        _title(row.data, known),
        ", ".join(part for part in parts if part),
        row.owner,
        step,
        STEP_LABELS[step],
        row.updated_at,
        max(0, (day - row.updated_at.date()).days),
        missing_fields(row.data),
    )
