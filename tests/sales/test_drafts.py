"""Drafts: kept from the first keystroke, guarded against a colleague's changes."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import AuditRow
from kundenwerk.sales.commands import (
    DraftClosed,
    StaleDraft,
    discard_draft,
    reject_draft,
    save_draft,
)
from kundenwerk.sales.models import QuoteDraft, Rejection
from kundenwerk.sales.queries.drafts import open_drafts
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import DraftState, RejectionReason, Step

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)


def fresh(actor: str = "vera") -> Call:
    return Call(actor, uuid.uuid4())


def save(
    draft_id: uuid.UUID,
    values: dict[str, str],
    *,
    version: int = 0,
    page: uuid.UUID | None = None,
    step: Step = Step.BASIS,
    actor: str = "vera",
    turn: int = 0,
) -> int:
    return save_draft(
        fresh(actor),
        draft_id=draft_id,
        step=step,
        version=version,
        page=page or uuid.uuid4(),
        values=values,
        turn=turn,
    )


@pytest.mark.row("AP-126")
def test_a_draft_exists_from_the_first_keystroke_and_any_colleague_can_resume_it() -> None:
    draft_id = uuid.uuid4()

    save(draft_id, {"postcode": "5"})

    (line,) = open_drafts(day=DAY)
    assert line.draft_id == draft_id
    assert line.owner == "vera"
    assert line.missing[0] == "Energieart"
    version = save(draft_id, {"postcode": "53111"}, version=1, actor="jonas")
    assert (version, QuoteDraft.objects.get().data) == (2, {"postcode": "53111"})


def test_a_step_replaces_its_own_fields_and_leaves_the_others() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"postcode": "53111", "next_possible": "1"})

    save(draft_id, {"last_name": "Sommer"}, version=1, step=Step.PARTIES)
    save(draft_id, {"postcode": "53111"}, version=2)

    assert QuoteDraft.objects.get().data == {"postcode": "53111", "last_name": "Sommer"}


def test_unknown_fields_never_reach_a_draft() -> None:
    draft_id = uuid.uuid4()

    save(draft_id, {"postcode": "53111", "arbeitspreis": "0.01", "gesamt": "1.00"})

    assert QuoteDraft.objects.get().data == {"postcode": "53111"}


def test_a_colleague_who_saved_first_wins_and_nothing_is_overwritten() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"street": "Sonnenweg"})
    save(draft_id, {"street": "Talweg"}, version=1, actor="jonas")

    with pytest.raises(StaleDraft) as caught:
        save(draft_id, {"street": "Bergweg"}, version=1)

    assert caught.value.current == {"street": "Talweg"}
    assert (caught.value.version, caught.value.saved_by) == (2, "jonas")


def test_a_page_is_never_stale_because_of_its_own_autosave() -> None:
    draft_id, page = uuid.uuid4(), uuid.uuid4()
    save(draft_id, {"street": "S"}, page=page)
    save(draft_id, {"street": "So"}, page=page)

    assert save(draft_id, {"street": "Son"}, page=page) == 3


def test_a_save_that_arrives_after_a_later_one_of_its_page_changes_nothing() -> None:
    draft_id, page = uuid.uuid4(), uuid.uuid4()
    save(draft_id, {"street": "Sonnenweg"}, page=page, turn=8)

    late = save(draft_id, {"street": "Son"}, page=page, turn=7)
    stored = QuoteDraft.objects.get().data
    next_one = save(draft_id, {"street": "Sonnenallee"}, page=page, turn=9)

    assert (late, stored) == (1, {"street": "Sonnenweg"})
    assert next_one == 2


def test_another_page_of_the_same_clerk_is_not_held_to_the_order_of_the_first() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"street": "Sonnenweg"}, turn=8)

    assert save(draft_id, {"street": "Talweg"}, version=1, turn=3) == 2


def test_colleagues_may_fill_different_steps_at_once() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"street": "Sonnenweg"})
    save(draft_id, {"last_name": "Sommer"}, version=1, step=Step.PARTIES, actor="jonas")

    save(draft_id, {"street": "Talweg"}, version=1)

    assert QuoteDraft.objects.get().data == {"street": "Talweg", "last_name": "Sommer"}


def test_saving_the_same_again_is_no_new_version() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"street": "Sonnenweg"})

    assert save(draft_id, {"street": "Sonnenweg"}, version=0) == 1


@pytest.mark.parametrize("hostile", ["a\x00b", "\ud800", "x" * 1_000_000])
def test_what_the_database_cannot_hold_is_refused_at_its_field(hostile: str) -> None:
    with pytest.raises(Incomplete) as caught:
        save(uuid.uuid4(), {"street": hostile})

    assert set(caught.value.errors) == {"street"}
    assert not QuoteDraft.objects.exists()


def test_a_draft_can_be_discarded_also_twice() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"postcode": "53111"})

    discard_draft(fresh(), draft_id=draft_id)
    discard_draft(fresh(), draft_id=draft_id)

    assert not QuoteDraft.objects.exists()


@pytest.mark.row("AP-069", "AP-071", "DEC-07")
def test_a_prospect_who_declines_leaves_a_number_in_the_statistics_and_nothing_else() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"postcode": "53111", "street": "Sonnenweg"})

    reject_draft(
        fresh(),
        draft_id=draft_id,
        reason=RejectionReason.PRICE,
        note="Frau Sommer, 0228 1234",
        day=DAY,
        shown=("Stadtstrom 12",),
        commodity="ELECTRICITY",
    )

    draft = QuoteDraft.objects.get()
    assert (draft.state, draft.data) == (DraftState.REJECTED, {})
    assert list(Rejection.objects.values_list("reason", "shown", "is_customer")) == [
        ("PRICE", ["Stadtstrom 12"], False)
    ]
    assert not AuditRow.objects.filter(table_name="sales_quotedraft").exists()
    with pytest.raises(DraftClosed):
        save(draft_id, {"street": "Sonnenweg"}, version=1)
