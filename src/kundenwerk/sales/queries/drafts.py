"""Reading drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from kundenwerk.parties.queries import names
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.kinds import kind_labels
from kundenwerk.sales.queries.options import switching
from kundenwerk.sales.rules.basis import sought_name
from kundenwerk.sales.rules.completeness import Completeness, completeness
from kundenwerk.sales.rules.online import WEB
from kundenwerk.sales.rules.vocabulary import STEP_LABELS, DraftState, Step

# Whoever saved so long ago may still sit at the draft.
AT_WORK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """One line of the list of drafts; ``age`` is the time since the last keystroke."""

    draft_id: UUID
    title: str
    subtitle: str
    owner: str
    saved_by: str
    step: Step
    step_label: str
    updated_at: datetime
    age: timedelta
    complete: Completeness


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else who saved the draft, and how long ago."""

    name: str
    age: timedelta

    @property
    def is_at_work(self) -> bool:
        """Whether it was just now."""
        return self.age < AT_WORK


def draft(draft_id: UUID) -> QuoteDraft | None:
    """One draft, whatever became of it; None before its first keystroke."""
    return QuoteDraft.objects.select_related("quote").filter(pk=draft_id).first()


def colleague_on(draft: QuoteDraft, actor: str) -> Colleague | None:
    """Who else saved a draft last; nobody where only one works on it."""
    ages = QuoteDraft.objects.filter(pk=draft.pk).values_list(_age("updated_at"), _age("before_at"))
    saved, before = ages.first() or (None, None)
    if saved is not None and draft.saved_by not in {actor, WEB}:
        return Colleague(draft.saved_by, saved)
    if before is not None and draft.before_by not in {actor, WEB}:
        return Colleague(draft.before_by, before)
    return None


def open_drafts(*, owner: str = "", limit: int = 200) -> list[OpenDraft]:
    """Open drafts, the one last touched first; of one colleague or of all."""
    found = _open(owner).annotate(age=_age("updated_at")).order_by("-updated_at")
    rows = list(found[:limit])
    known = Known(kind_labels(), _names([row.data for row in rows]), switching())
    return [_line(row, known) for row in rows]


def count_open_drafts(owner: str = "") -> int:
    """How many drafts wait to be finished."""
    return _open(owner).count()


def _open(worker: str) -> QuerySet[QuoteDraft]:
    """Drafts of clerks; those of one are begun or last saved by them."""
    found = QuoteDraft.objects.filter(state=DraftState.OPEN).exclude(owner=WEB)
    return found.filter(Q(owner=worker) | Q(saved_by=worker)) if worker else found


def _age(name: str) -> ExpressionWrapper[CombinedExpression]:
    return ExpressionWrapper(Now() - F(name), DurationField())


def title_of(data: dict[str, str]) -> str:
    """What a draft is called: its customer, else the name typed or looked for."""
    return _title(data, _names([data]))


def _title(data: dict[str, str], known: dict[str, str]) -> str:
    typed = {name: text for name, text in data.items() if text}
    if found := known.get(typed.get("business_partner", "")):
        return found
    shown = sought_name(typed.get("sought", "")) | typed
    name = f"{shown.get('first_name', '')} {shown.get('last_name', '')}".strip()
    return shown.get("organisation_name") or name or "neuen Interessenten"


def _names(drafts: list[dict[str, str]]) -> dict[str, str]:
    """The names of the customers drafts are for, with one query."""
    ids = {one["business_partner"] for one in drafts if one.get("business_partner", "").isdecimal()}
    wanted = [int(text) for text in ids if text.isascii() and len(text) <= 18]
    return {str(pk): name for pk, name in names(wanted).items()} if wanted else {}


@dataclass(frozen=True, slots=True)
class Known:
    """What all lines of the list share."""

    kinds: dict[str, str]
    customers: dict[str, str]
    switching: frozenset[str]


def _line(row: QuoteDraft, known: Known) -> OpenDraft:
    kind = known.kinds.get(row.data.get("energy_kind", ""), "")
    place = " ".join(row.data.get(name, "") for name in ("postcode", "town")).strip()
    street = " ".join(row.data.get(name, "") for name in ("street", "house_number")).strip()
    parts = [kind, street, place]
    step = Step(row.step)
    return OpenDraft(
        row.pk,
        _title(row.data, known.customers),
        ", ".join(part for part in parts if part),
        row.owner,
        row.saved_by,
        step,
        STEP_LABELS[step],
        row.updated_at,
        max(timedelta(), row.age),  # type: ignore[attr-defined]
        completeness(row.data, known.switching),
    )
