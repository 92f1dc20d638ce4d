"""Writing the time line and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kundenwerk.kernel.text import UnusableText, clean_name, clean_text
from kundenwerk.platform import clock, undo
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.platform.copying import copy_in
from kundenwerk.platform.copying import text as copied
from kundenwerk.work.models import Task, TimelineEntry
from kundenwerk.work.rules import (
    TASK_LABELS,
    TASK_LIFE_CYCLE,
    EntryKind,
    TaskAction,
    TaskState,
)

MAX_NOTE = 4000


class NotOwnNote(Exception):
    """Only who wrote a note may remove it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An entry for the time line.

    Args:
        at: when it happened; None means now, in a demonstration on the day that is played.
        actor: None means who called the command.
    """

    business_partner_id: int
    kind: EntryKind
    title: str
    detail: str = ""
    url: str = ""
    icon: str = ""
    at: datetime | None = None
    actor: str | None = None


def record(
    *,
    business_partner_id: int,
    kind: EntryKind,
    title: str,
    detail: str = "",
    url: str = "",
    icon: str = "",
    at: datetime | None = None,
    actor: str | None = None,
) -> None:
    """Put one entry on a customer's time line (step)."""
    happening = Happening(
        business_partner_id=business_partner_id,
        kind=kind,
        title=title,
        detail=detail,
        url=url,
        icon=icon,
        at=at,
        actor=actor,
    )
    record_all([happening])


_COLUMNS: Final = ("business_partner_id", "kind", "icon", "title", "detail", "url", "actor", "at")


def record_all(happenings: Sequence[Happening]) -> None:
    """Put many entries on time lines, with one statement (step).

    Raises:
        NotInTransaction: no command is running.
    """
    require_transaction()
    if happenings:
        present, actor = clock.now(), current_call().actor
        copy_in("work_timelineentry", _COLUMNS, (_row(one, present, actor) for one in happenings))


def _row(happening: Happening, present: datetime, actor: str) -> str:
    texts = (
        happening.kind.value,
        happening.icon,
        happening.title[:200],
        happening.detail[:MAX_NOTE],
        happening.url,
        actor if happening.actor is None else happening.actor,
    )
    at = happening.at or present
    return "\t".join((str(happening.business_partner_id), *map(copied, texts), at.isoformat()))


@command
def add_note(*, business_partner_id: int, text: str, at: datetime | None = None) -> int:
    """Keep what a clerk wants to remember about a customer.

    Raises:
        UnusableText: empty, too long or with invisible characters.
    """
    note = "\n".join(clean_text(line, max_length=MAX_NOTE) for line in text.splitlines()).strip()
    if not note or len(note) > MAX_NOTE:
        raise UnusableText(f"Bitte schreiben Sie 1 bis {MAX_NOTE} Zeichen.")
    entry = _note(business_partner_id, note, at or clock.now())
    undo.offer("Notiz festgehalten", remove_note, entry_id=entry.pk)
    return business_partner_id


@undo.inverse
@command
def remove_note(*, entry_id: int) -> None:
    """Take one's own note off the time line; the audit log keeps it.

    Raises:
        NotOwnNote: somebody else wrote it.
        Overtaken: it is gone already.
    """
    entry = TimelineEntry.objects.filter(pk=entry_id, kind=EntryKind.NOTE).first()
    if entry is None:
        raise undo.Overtaken([undo.Difference("Notiz", "vorhanden", "schon entfernt")])
    if entry.actor != current_call().actor:
        raise NotOwnNote
    undo.offer(
        "Notiz entfernt",
        restore_note,
        business_partner_id=entry.business_partner_id,
        text=entry.detail,
        at=entry.at.isoformat(),
    )
    entry.delete()


@undo.inverse
@command
def restore_note(*, business_partner_id: int, text: str, at: str) -> int:
    """Put a removed note back where it stood.

    Args:
        business_partner_id: whose time line.
        text: of the note.
        at: instant in ISO form.
    """
    _note(business_partner_id, text, datetime.fromisoformat(at))
    return business_partner_id


def _note(business_partner_id: int, text: str, at: datetime) -> TimelineEntry:
    return TimelineEntry.objects.create(
        business_partner_id=business_partner_id,
        kind=EntryKind.NOTE.value,
        title="Notiz",
        detail=text,
        actor=current_call().actor,
        at=at,
    )


def open_task(
    *,
    key: str,
    title: str,
    role: str,
    due_on: date,
    business_partner_id: int | None = None,
    detail: str = "",
    url: str = "",
) -> Task:
    """Open a task unless its reason, named by ``key``, has opened one before (step)."""
    require_transaction()
    task, _ = Task.objects.get_or_create(
        key=key,
        defaults={
            "title": title[:200],
            "role": role,
            "due_on": due_on,
            "business_partner_id": business_partner_id,
            "detail": detail[:MAX_NOTE],
            "url": url,
        },
    )
    return task


@command
def give_task(
    *,
    title: str,
    role: str,
    due_on: date,
    business_partner_id: int | None = None,
    detail: str = "",
    url: str = "",
) -> int:
    """Ask colleagues of a role to do something; returns the id of the task.

    Raises:
        UnusableText: a title nobody can read.
    """
    task = open_task(
        key=f"given:{current_call().key}",
        title=clean_name(title, max_length=200),
        role=role,
        due_on=due_on,
        business_partner_id=business_partner_id,
        detail=detail,
        url=url,
    )
    undo.offer(f"Aufgabe: {task.title}", take_task_back, task_id=task.pk, left=task.state)
    return task.pk


def close_task(*, key: str) -> bool:
    """Drop the open task of a reason that has gone; False when there is none (step)."""
    return close_tasks([key]) > 0


def close_tasks(keys: Sequence[str]) -> int:
    """Drop the open tasks of many reasons that have gone; returns how many (step)."""
    require_transaction()
    found = Task.objects.select_for_update().filter(key__in=keys, state="OPEN")
    tasks = list(found.order_by("pk"))
    for task in tasks:
        _step(task, TaskAction.DROP)
    return len(tasks)


@command
def finish_task(*, task_id: int) -> int:
    """Tick a task off.

    Raises:
        TransitionNotAllowed: it is not open.
    """
    task = Task.objects.select_for_update().get(pk=task_id)
    _step(task, TaskAction.FINISH)
    undo.offer(f"Erledigt: {task.title}", take_task_back, task_id=task_id, left=task.state)
    return task_id


_WAYS_BACK: Final = {TaskState.OPEN: TaskAction.DROP, TaskState.DONE: TaskAction.REOPEN}


@undo.inverse
@command
def take_task_back(*, task_id: int, left: str) -> int:
    """Drop a task that was given, or put one that was ticked off back on the list.

    Raises:
        Overtaken: it is no longer as it was left.
    """
    task = Task.objects.select_for_update().get(pk=task_id)
    if task.state != left:
        was, now = (TASK_LABELS[TaskState(state)] for state in (left, task.state))
        raise undo.Overtaken([undo.Difference(task.title, was, now)])
    _step(task, _WAYS_BACK[TaskState(left)])
    return task_id


def reopen_dropped(*, key: str) -> None:
    """Open the dropped task of a reason that has come back (step)."""
    require_transaction()
    for task in Task.objects.select_for_update().filter(key=key, state=TaskState.DROPPED):
        _step(task, TaskAction.REOPEN)


def _step(task: Task, action: TaskAction) -> None:
    task.state = TASK_LIFE_CYCLE.after(TaskState(task.state), action).value
    task.done_by = "" if action is TaskAction.REOPEN else current_call().actor
    task.save(update_fields=["state", "done_by"])


@command
def record_fact(
    *, business_partner_id: int, title: str, detail: str, by: str, icon: str = "", url: str = ""
) -> int:
    """Note on the time line what happened to the master data or was said about them."""
    record(
        business_partner_id=business_partner_id,
        kind=EntryKind.CONTACT,
        icon=icon,
        title=title,
        detail=detail,
        url=url,
        actor=by,
    )
    return business_partner_id
