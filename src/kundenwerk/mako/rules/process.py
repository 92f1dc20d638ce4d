"""States of market processes, interchanges and messages."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.states import LifeCycle


class ProcessKind(StrEnum):
    """What we ask a market partner for."""

    REGISTRATION = "REGISTRATION"
    TERMINATION = "TERMINATION"


class ProcessState(StrEnum):
    """Where a process stands."""

    PREPARED = "PREPARED"
    SENT = "SENT"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"


class ProcessAction(StrEnum):
    """What can happen to a process."""

    SEND = "SEND"
    CONFIRM = "CONFIRM"
    REJECT = "REJECT"
    FAIL = "FAIL"


class Direction(StrEnum):
    """Who wrote an interchange."""

    IN = "IN"
    OUT = "OUT"


class InterchangeState(StrEnum):
    """What became of an interchange."""

    PENDING = "PENDING"
    SENT = "SENT"
    READ = "READ"
    REFUSED = "REFUSED"


class MessageState(StrEnum):
    """What became of one message or transaction."""

    WRITTEN = "WRITTEN"
    DONE = "DONE"
    UNMATCHED = "UNMATCHED"
    REFUSED = "REFUSED"


PROCESS_KIND_LABELS: Final = {
    ProcessKind.REGISTRATION: "Anmeldung",
    ProcessKind.TERMINATION: "Kündigung beim Altlieferanten",
}
PROCESS_LABELS: Final = {
    ProcessState.PREPARED: "vorbereitet",
    ProcessState.SENT: "gesendet",
    ProcessState.CONFIRMED: "bestätigt",
    ProcessState.REJECTED: "abgelehnt",
    ProcessState.FAILED: "nicht verarbeitet",
}
DIRECTION_LABELS: Final = {Direction.IN: "eingehend", Direction.OUT: "ausgehend"}
INTERCHANGE_LABELS: Final = {
    InterchangeState.PENDING: "wartet auf Versand",
    InterchangeState.SENT: "gesendet",
    InterchangeState.READ: "gelesen",
    InterchangeState.REFUSED: "zurückgewiesen",
}
MESSAGE_LABELS: Final = {
    MessageState.WRITTEN: "geschrieben",
    MessageState.DONE: "verarbeitet",
    MessageState.UNMATCHED: "zu klären",
    MessageState.REFUSED: "zurückgewiesen",
}

# What a message is about, by its Prüfidentifikator, or by its type where there is none.
USE_CASE_LABELS: Final = {
    "55001": "Anmeldung",
    "55002": "Bestätigung der Anmeldung",
    "55003": "Ablehnung der Anmeldung",
    "55004": "Abmeldung",
    "55005": "Bestätigung der Abmeldung",
    "55006": "Ablehnung der Abmeldung",
    "55016": "Kündigung",
    "55017": "Bestätigung der Kündigung",
    "55018": "Ablehnung der Kündigung",
    "13002": "Zählerstand Gas",
    "13017": "Zählerstand Strom",
    "44001": "Anmeldung Gas",
    "44002": "Bestätigung der Anmeldung Gas",
    "44003": "Ablehnung der Anmeldung Gas",
    "44016": "Kündigung Gas",
    "44017": "Bestätigung der Kündigung Gas",
    "44018": "Ablehnung der Kündigung Gas",
    "CONTRL": "Empfangsbestätigung",
    "APERAK": "Anerkennung oder Fehlermeldung",
}

LIFE_CYCLE: Final = LifeCycle(
    {
        (ProcessState.PREPARED, ProcessAction.SEND): ProcessState.SENT,
        (ProcessState.PREPARED, ProcessAction.FAIL): ProcessState.FAILED,
        (ProcessState.SENT, ProcessAction.CONFIRM): ProcessState.CONFIRMED,
        (ProcessState.SENT, ProcessAction.REJECT): ProcessState.REJECTED,
        (ProcessState.SENT, ProcessAction.FAIL): ProcessState.FAILED,
    }
)
OPEN_STATES: Final = (ProcessState.PREPARED, ProcessState.SENT)
# What need not be asked again: it waits for its answer or was agreed to.
STANDING_STATES: Final = (*OPEN_STATES, ProcessState.CONFIRMED)


def use_case(code: str) -> str:
    """What a message is about in words, with the regulator's code."""
    return f"{USE_CASE_LABELS[code]} ({code})" if code in USE_CASE_LABELS else code
