"""The time line of a customer and the work list of a role."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.commands import Call, NotInTransaction
from kundenwerk.work import commands, queries
from kundenwerk.work.models import Task
from kundenwerk.work.rules import EntryKind
from tests import factories
from tests.factories import running

pytestmark = pytest.mark.django_db


@pytest.mark.row("KM-002")
def test_the_time_line_shows_the_newest_first_and_narrows_by_kind() -> None:
    customer = factories.business_partner()
    with running("eva"):
        for kind, day in ((EntryKind.QUOTE, 3), (EntryKind.BILL, 9), (EntryKind.CONTACT, 6)):
            commands.record(
                business_partner_id=customer.pk,
                kind=kind,
                title=kind.value,
                at=datetime(2026, 3, day, tzinfo=UTC),
            )

    entries = queries.timeline(customer.pk)

    assert [entry.title for entry in entries] == ["BILL", "CONTACT", "QUOTE"]
    assert {entry.actor for entry in entries} == {"eva"}
    assert [one.title for one in queries.timeline(customer.pk, kinds=[EntryKind.BILL])] == ["BILL"]
    assert [one.title for one in queries.timeline(customer.pk, before=entries[0])] == [
        "CONTACT",
        "QUOTE",
    ]


def test_nothing_is_recorded_outside_a_command() -> None:
    customer = factories.business_partner()

    with pytest.raises(NotInTransaction):
        commands.record(business_partner_id=customer.pk, kind=EntryKind.NOTE, title="x")


@pytest.mark.parametrize(
    "text", ["", "   \n ", "x" * 1_000_000, "Z" + "\u0300" * 5000, "abc\u202e321"]
)
def test_a_note_nobody_can_read_is_refused(call: Call, text: str) -> None:
    customer = factories.business_partner()

    with pytest.raises(UnusableText):
        commands.add_note(call, business_partner_id=customer.pk, text=text)


def test_a_note_keeps_its_lines(call: Call) -> None:
    customer = factories.business_partner()

    commands.add_note(
        call, business_partner_id=customer.pk, text="Ruft morgen an.\r\nWill Ökostrom."
    )

    assert queries.timeline(customer.pk)[0].detail == "Ruft morgen an.\nWill Ökostrom."


def task(key: str = "mako:1", due_on: date = date(2026, 3, 1), role: str = "service") -> Task:
    with running():
        return commands.open_task(key=key, title="Antwort fehlt", role=role, due_on=due_on)


def test_one_reason_opens_one_task() -> None:
    assert task() == task()


def test_a_role_sees_its_open_tasks_the_most_urgent_first(call: Call) -> None:
    later, sooner = task("a", date(2026, 3, 9)), task("b", date(2026, 3, 2))
    done = task("c", date(2026, 3, 1))
    task("d", role="billing")
    commands.finish_task(call, task_id=done.pk)

    assert queries.open_tasks(roles=["service"]) == [sooner, later]
    assert queries.overdue("service", day=date(2026, 3, 3)) == 1


def test_a_task_whose_reason_has_gone_is_dropped() -> None:
    one = task()

    with running():
        dropped = commands.close_task(key="mako:1")
        again = commands.close_task(key="mako:1")

    one.refresh_from_db()
    assert (dropped, again, one.state) == (True, False, "DROPPED")


def test_a_task_is_done_once(call: Call) -> None:
    one = task()
    commands.finish_task(call.derive(1), task_id=one.pk)

    with pytest.raises(TransitionNotAllowed):
        commands.finish_task(call.derive(2), task_id=one.pk)
