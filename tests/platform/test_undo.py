"""A change can be taken back for a minute, by who made it, unless somebody else came first."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db.models.functions import Now

from kundenwerk.platform import undo
from kundenwerk.platform.commands import Call, NotInTransaction
from kundenwerk.platform.models import AuditRow, CommandRecord, UndoOffer
from kundenwerk.work import commands as work
from kundenwerk.work.models import Task, TimelineEntry
from tests import factories
from tests.factories import running

pytestmark = pytest.mark.django_db


def noted(call: Call, text: str = "Ruft morgen an") -> UndoOffer:
    work.add_note(call, business_partner_id=factories.business_partner().pk, text=text)
    found = undo.offer_of(call)
    assert found
    return found


@pytest.mark.row("V8")
def test_the_way_back_is_a_command_of_its_own(call: Call) -> None:
    offer = noted(call)

    said = undo.take_back(offer.pk, actor=call.actor)

    assert said == "Notiz festgehalten"
    assert not TimelineEntry.objects.exists()
    names = set(CommandRecord.objects.values_list("name", "actor"))
    assert names == {("work.commands.add_note", "test"), ("work.commands.remove_note", "test")}
    image = AuditRow.objects.get(table_name="work_timelineentry")
    back = CommandRecord.objects.get(name="work.commands.remove_note")
    assert (image.verb, image.old["detail"], image.command) == (
        "DELETE",
        "Ruft morgen an",
        str(back.key),
    )


def test_a_double_click_takes_back_once(call: Call) -> None:
    offer = noted(call)

    for _ in range(2):
        undo.take_back(offer.pk, actor=call.actor)

    assert CommandRecord.objects.count() == 2


def test_what_was_taken_back_can_be_restored_in_turn(call: Call) -> None:
    noted(call)
    entry = TimelineEntry.objects.get()
    removal = call.derive("removal")
    work.remove_note(removal, entry_id=entry.pk)
    offer = undo.offer_of(removal)
    assert offer

    undo.take_back(offer.pk, actor=call.actor)

    again = TimelineEntry.objects.get(kind="NOTE")
    assert (again.detail, again.at, again.actor) == (entry.detail, entry.at, entry.actor)


def test_nobody_else_takes_it_back(call: Call) -> None:
    offer = noted(call)

    with pytest.raises(undo.TooLate):
        undo.take_back(offer.pk, actor="somebody")

    assert TimelineEntry.objects.count() == 1


def test_after_a_minute_it_stays(call: Call) -> None:
    offer = noted(call)
    UndoOffer.objects.update(expires_at=Now() - timedelta(seconds=1))

    with pytest.raises(undo.TooLate):
        undo.take_back(offer.pk, actor=call.actor)

    undo.forget_expired(0)
    assert (TimelineEntry.objects.count(), UndoOffer.objects.count()) == (1, 0)


def test_an_unknown_offer_is_too_late() -> None:
    with pytest.raises(undo.TooLate):
        undo.take_back(uuid.uuid4(), actor="test")


def test_the_minute_is_a_minute(call: Call) -> None:
    left = UndoOffer.objects.filter(pk=noted(call).pk)

    soon, late = (Now() + timedelta(seconds=seconds) for seconds in (59, 61))
    assert left.filter(expires_at__gt=soon, expires_at__lt=late).exists()


def test_what_others_changed_meanwhile_is_shown_and_kept(call: Call) -> None:
    with running():
        task = work.open_task(key="a", title="Rückruf", role="SERVICE", due_on=date(2026, 3, 1))
    work.finish_task(call, task_id=task.pk)
    offer = undo.offer_of(call)
    assert offer
    Task.objects.update(state="DROPPED")

    with pytest.raises(undo.Overtaken) as taken:
        undo.take_back(offer.pk, actor=call.actor)

    assert taken.value.differences == [undo.Difference("Rückruf", "erledigt", "entfallen")]
    assert Task.objects.get().state == "DROPPED"


def test_unattended_work_offers_nothing() -> None:
    nightly = Call.of_job("nightly", 1)

    work.add_note(nightly, business_partner_id=factories.business_partner().pk, text="Automatisch")

    assert undo.offer_of(nightly) is None
    assert not UndoOffer.objects.exists()


def test_a_way_back_is_offered_inside_a_command_only() -> None:
    with pytest.raises(NotInTransaction):
        undo.offer("x", work.remove_note, entry_id=1)


def test_only_commands_made_for_it_lead_back() -> None:
    with running(), pytest.raises(AssertionError):
        undo.offer("x", work.add_note, business_partner_id=1, text="x")
