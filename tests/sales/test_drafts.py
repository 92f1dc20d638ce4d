"""Drafts: kept from the first keystroke, guarded against a colleague's changes."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db.models.functions import Now
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.numbers import format_age
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
from kundenwerk.sales.queries.drafts import colleague_on, open_drafts
from kundenwerk.sales.rules.completeness import completeness
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

    (line,) = open_drafts()
    assert line.draft_id == draft_id
    assert line.owner == "vera"
    assert line.complete.missing[0] == "Energieart"
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


def aged(draft_id: uuid.UUID, **columns: timedelta) -> None:
    """Let a draft have been saved so long ago."""
    shifted = {name: Now() - age for name, age in columns.items()}
    QuoteDraft.objects.filter(pk=draft_id).update(**shifted)


@pytest.mark.row("S2")
def test_the_list_says_how_old_how_complete_and_what_is_missing() -> None:
    draft_id = uuid.uuid4()
    save(draft_id, {"energy_kind": "HAUSHALT", "postcode": "50667", "street": "Domgasse"})
    save(draft_id, {"payment_method": "DIRECT_DEBIT"}, step=Step.PARTIES, actor="jonas")
    aged(draft_id, updated_at=timedelta(hours=3, minutes=5))

    (line,) = open_drafts()

    assert (line.owner, line.saved_by) == ("vera", "jonas")
    assert format_age(line.age) == "vor 3\N{NO-BREAK SPACE}Stunden"
    assert line.complete.missing == ("Hausnummer", "Jahresverbrauch", "Tarif", "Name", "IBAN")
    assert (line.complete.answered, line.complete.asked, line.complete.percent) == (3, 8, 37)


@pytest.mark.row("S2")
def test_ones_own_drafts_are_those_begun_or_continued() -> None:
    for owner, last in (("vera", "jonas"), ("jonas", "vera"), ("jonas", "jonas")):
        draft_id = uuid.uuid4()
        save(draft_id, {"street": "S"}, actor=owner)
        save(draft_id, {"street": "So"}, version=1, actor=last)

    assert len(open_drafts(owner="vera")) == 2
    assert len(open_drafts()) == 3


@pytest.mark.row("S2")
def test_both_of_two_at_one_draft_see_the_other() -> None:
    draft_id, page = uuid.uuid4(), uuid.uuid4()
    save(draft_id, {"street": "S"}, page=page)
    nobody = colleague_on(QuoteDraft.objects.get(), "vera")
    save(draft_id, {"last_name": "A"}, version=1, step=Step.PARTIES, actor="jonas")
    save(draft_id, {"street": "So"}, page=page)
    aged(draft_id, before_at=timedelta(hours=2))
    draft = QuoteDraft.objects.get()

    for_vera, for_jonas = colleague_on(draft, "vera"), colleague_on(draft, "jonas")

    assert nobody is None
    assert for_vera
    assert (for_vera.name, for_vera.is_at_work) == ("jonas", False)
    assert for_jonas
    assert (for_jonas.name, for_jonas.is_at_work) == ("vera", True)
    assert draft.data == {"street": "So", "last_name": "A"}


ANSWERS = {
    "energy_kind": "HAUSHALT",
    "postcode": "50667",
    "street": "Domgasse",
    "house_number": "9",
    "annual_kwh": "3500",
    "tariff_version": "7",
    "last_name": "Sommer",
}


@pytest.mark.row("S2")
@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({}, ()),
        ({"situation": "E03"}, ("Altlieferant",)),
        ({"situation": "E01", "payment_method": "TRANSFER"}, ()),
        ({"payment_method": "DIRECT_DEBIT", "bank_account": "3"}, ()),
        ({"has_recipient": "1", "has_owner": "1"}, ("Rechnungsempfänger", "Eigentümer")),
        ({"has_recipient": "1", "recipient_business_partner": "4"}, ()),
        ({"last_name": " "}, ("Name",)),
        ({"last_name": "", "business_partner": "4"}, ()),
        ({"street": "", "supply_point": "4"}, ()),
    ],
)
def test_what_a_draft_lacks_follows_from_its_answers(
    more: dict[str, str], missing: tuple[str, ...]
) -> None:
    assert completeness(ANSWERS | more).missing == missing


@pytest.mark.row("S2")
@given(st.dictionaries(st.sampled_from([*ANSWERS, "situation", "has_owner"]), st.text(max_size=3)))
def test_a_whole_percentage_means_that_nothing_is_missing(values: dict[str, str]) -> None:
    found = completeness(values)

    assert 0 <= found.percent <= 100
    assert (found.percent == 100) == (not found.missing)
