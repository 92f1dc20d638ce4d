"""Keeping, discarding and rejecting drafts."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import Now

from kundenwerk.kernel.text import clean_text
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.commands.wishes import LeadWish, after_rejection, forget_rejection
from kundenwerk.sales.models import QuoteDraft, Rejection
from kundenwerk.sales.rules import basis, parties
from kundenwerk.sales.rules.entries import kept
from kundenwerk.sales.rules.selection import CONDITION_FIELDS
from kundenwerk.sales.rules.selection import FIELDS as SELECTION_FIELDS
from kundenwerk.sales.rules.vocabulary import (
    DRAFT_LABELS,
    REJECTION_LABELS,
    DraftState,
    RejectionReason,
    Step,
)
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind

STEP_FIELDS = {
    Step.BASIS: basis.FIELDS,
    Step.TARIFF: SELECTION_FIELDS,
    Step.CONDITIONS: CONDITION_FIELDS,
    Step.PARTIES: parties.FIELDS,
}


class DraftClosed(Exception):
    """The draft became a quote or was rejected meanwhile."""

    def __init__(self, quote_id: int | None) -> None:
        super().__init__(f"quote {quote_id}")
        self.quote_id = quote_id


class StaleDraft(Exception):
    """Another page saved the draft meanwhile; ``current`` is what it holds now."""

    def __init__(self, draft: QuoteDraft) -> None:
        super().__init__(f"the draft is at version {draft.version}")
        self.current: dict[str, str] = draft.data
        self.version = draft.version
        self.saved_by = draft.saved_by
        self.saved_at = draft.updated_at


@command
def save_draft(
    *, draft_id: UUID, step: Step, version: int, page: UUID, values: dict[str, str], turn: int = 0
) -> int:
    """Keep what was typed into one step; the first save creates the draft.

    Steps are guarded one by one: colleagues may fill different steps at once.

    Args:
        draft_id: made when the first page was shown.
        step: the fields of this step are replaced, all others stay.
        version: of the draft when the page was shown; 0 for a new one.
        page: the page that saves; its own earlier saves do not make it stale.
        values: as typed; unknown fields are ignored.
        turn: grows with what the page sends; a save that comes after a later one is dropped.
            0 says nothing.

    Raises:
        Incomplete: a value cannot be stored at all.
        StaleDraft: another page saved other values of the step meanwhile.
        DraftClosed: the draft has ended.
    """
    entered = {name: text for name, text in kept(values, STEP_FIELDS[step]).items() if text}
    actor = current_call().actor
    draft, is_new = QuoteDraft.objects.select_for_update().get_or_create(
        pk=draft_id, defaults={"owner": actor, "saved_by": actor}
    )
    _check_open(draft)
    others = {name: text for name, text in draft.data.items() if name not in STEP_FIELDS[step]}
    if draft.data == others | entered and not is_new:
        return draft.version
    if _is_overtaken(draft, step, page, turn):
        return draft.version
    if _is_stale(draft, step, version, page):
        raise StaleDraft(draft)
    draft.version += 0 if is_new else 1
    draft.data = others | entered
    draft.touched[step.value] = [draft.version, str(page), turn]
    _sign(draft, step, actor)
    draft.save()
    return draft.version


def _sign(draft: QuoteDraft, step: Step, actor: str) -> None:
    """Note who saves, and who did before if it was somebody else."""
    if draft.saved_by != actor:
        draft.before_by, draft.before_at = draft.saved_by, draft.updated_at
    draft.step, draft.saved_by, draft.updated_at = step.value, actor, Now()


def _is_stale(draft: QuoteDraft, step: Step, version: int, page: UUID) -> bool:
    saved_at, saved_from, *_ = draft.touched.get(step.value, [0, ""])
    return int(saved_at) > version and str(saved_from) != str(page)


def _is_overtaken(draft: QuoteDraft, step: Step, page: UUID, turn: int) -> bool:
    """A form and its autosave travel side by side, and a slow one may arrive last."""
    _, saved_from, *turns = draft.touched.get(step.value, [0, ""])
    return str(saved_from) == str(page) and 0 < turn < int((turns or [0])[0])


@command
def discard_draft(*, draft_id: UUID) -> None:
    """Delete an open draft; a draft that has become a quote stays.

    Raises:
        DraftClosed: the draft has ended.
    """
    draft = QuoteDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft:
        _check_open(draft)
        undo.offer("Entwurf verworfen", restore_draft, image=_image(draft))
        draft.delete()


@undo.inverse
@command
def restore_draft(
    *, image: dict[str, Any], rejection_id: int | None = None, lead_id: int | None = None
) -> str:
    """Put a discarded or rejected draft back as it was.

    Args:
        image: the draft before its end.
        rejection_id: what the statistics counted, where it was rejected.
        lead_id: who was to be approached later instead.

    Raises:
        Overtaken: somebody has begun it anew meanwhile.
    """
    present = QuoteDraft.objects.select_for_update().filter(pk=image["id"]).first()
    if present and (present.state != DraftState.REJECTED or rejection_id is None):
        word = f"{DRAFT_LABELS[DraftState(present.state)]}, {present.saved_by}"
        raise undo.Overtaken([undo.Difference("Entwurf", "beendet", word)])
    draft = QuoteDraft(saved_by=current_call().actor, updated_at=Now(), **image)
    draft.save(force_insert=present is None, force_update=present is not None)
    if rejection_id is not None:
        Rejection.objects.filter(pk=rejection_id).delete()
        forget_rejection(UUID(image["id"]), lead_id)
        _tell_customer_record(image["data"])
    return str(draft.pk)


def _tell_customer_record(data: dict[str, str]) -> None:
    if business_partner_id := int(data.get("business_partner", "0") or 0):
        record(
            business_partner_id=business_partner_id,
            kind=EntryKind.QUOTE,
            icon="arrow-back-up",
            title="Ablehnung zurückgenommen, der Entwurf ist wieder offen",
        )


def _image(draft: QuoteDraft) -> dict[str, Any]:
    return {
        "id": str(draft.pk),
        "owner": draft.owner,
        "data": draft.data,
        "step": draft.step,
        "version": draft.version + 1,
        "touched": draft.touched,
        "created_at": draft.created_at.isoformat(),
    }


@command
def reject_draft(
    *,
    draft_id: UUID,
    reason: RejectionReason,
    note: str,
    day: date,
    shown: tuple[str, ...],
    commodity: str,
    wish: LeadWish | None = None,
    call_on: date | None = None,
) -> None:
    """End a draft because nobody wants the quote.

    A customer's record keeps what was asked and shown; of a prospect only the anonymous
    statistic stays (DEC-07), unless a ``wish`` with consent makes a lead. On ``call_on``
    somebody comes back to them (S8).

    Raises:
        DraftClosed: the draft has ended.
        UnusableData: the wish cannot be stored, with a sentence per field.
    """
    draft = QuoteDraft.objects.select_for_update().filter(pk=draft_id).first()
    business_partner_id = None
    image = _image(draft) if draft else None
    if draft:
        _check_open(draft)
        business_partner_id = int(draft.data.get("business_partner", "0") or 0) or None
        if business_partner_id:
            _document_rejection(business_partner_id, draft, reason, note, shown)
        draft.data, draft.state, draft.updated_at = {}, DraftState.REJECTED.value, Now()
        draft.save(update_fields=["data", "state", "updated_at"])
    rejection = _counted(day, commodity, reason, shown, is_customer=business_partner_id is not None)
    before = image["data"] if image else {}
    lead_id = after_rejection(before, draft_id, reason, wish=wish, call_on=call_on, day=day)
    if image:
        ids = {"rejection_id": rejection.pk, "lead_id": lead_id}
        undo.offer("Ablehnung festgehalten", restore_draft, image=image, **ids)


def _counted(
    day: date, commodity: str, reason: RejectionReason, shown: tuple[str, ...], *, is_customer: bool
) -> Rejection:
    return Rejection.objects.create(
        rejected_on=day,
        commodity=commodity,
        reason=reason.value,
        shown=list(shown),
        is_customer=is_customer,
    )


def _check_open(draft: QuoteDraft) -> None:
    if draft.state != DraftState.OPEN:
        raise DraftClosed(draft.quote_id)


def _document_rejection(
    business_partner_id: int,
    draft: QuoteDraft,
    reason: RejectionReason,
    note: str,
    shown: tuple[str, ...],
) -> None:
    asked = [
        f"{label}: {draft.data[name]}" for name, label in _ASKED.items() if draft.data.get(name)
    ]
    lines = [*asked, f"Gezeigte Tarife: {', '.join(shown) or 'keine'}"]
    if note:
        lines.append(f"Bemerkung: {clean_text(note, max_length=300)}")
    record(
        business_partner_id=business_partner_id,
        kind=EntryKind.QUOTE,
        icon="ban",
        title=f"Angebot abgelehnt: {REJECTION_LABELS[reason]}",
        detail="\n".join(lines),
    )


_ASKED = {
    "energy_kind": "Energieart",
    "street": "Straße",
    "house_number": "Hausnummer",
    "postcode": "Postleitzahl",
    "annual_kwh": "Jahresverbrauch in kWh",
    "start": "Lieferbeginn",
}
