"""Kinds of entries on a customer's time line, and states of tasks."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.states import LifeCycle


class EntryKind(StrEnum):
    """What an entry of the time line is about."""

    CONTACT = "CONTACT"
    QUOTE = "QUOTE"
    CONTRACT = "CONTRACT"
    METERING = "METERING"
    BILL = "BILL"
    PAYMENT = "PAYMENT"
    MARKET = "MARKET"
    NOTE = "NOTE"


ENTRY_LABELS: Final = {
    EntryKind.CONTACT: "Kontakt",
    EntryKind.QUOTE: "Angebot",
    EntryKind.CONTRACT: "Vertrag",
    EntryKind.METERING: "Messung",
    EntryKind.BILL: "Rechnung",
    EntryKind.PAYMENT: "Zahlung",
    EntryKind.MARKET: "Marktkommunikation",
    EntryKind.NOTE: "Notiz",
}


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    DROPPED = "DROPPED"


class TaskAction(StrEnum):
    """What can be done with a task."""

    FINISH = "FINISH"
    DROP = "DROP"
    REOPEN = "REOPEN"


TASK_LABELS: Final = {
    TaskState.OPEN: "offen",
    TaskState.DONE: "erledigt",
    TaskState.DROPPED: "entfallen",
}

TASK_LIFE_CYCLE: Final = LifeCycle(
    {
        (TaskState.OPEN, TaskAction.FINISH): TaskState.DONE,
        (TaskState.OPEN, TaskAction.DROP): TaskState.DROPPED,
        (TaskState.DONE, TaskAction.REOPEN): TaskState.OPEN,
        (TaskState.DROPPED, TaskAction.REOPEN): TaskState.OPEN,
    }
)
