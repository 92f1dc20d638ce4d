"""States of runs and their chunks."""

from __future__ import annotations

from enum import StrEnum


class RunState(StrEnum):
    """Where a run stands."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class ChunkState(StrEnum):
    """Where one chunk of a run stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


RUN_STATE_LABELS = {
    RunState.RUNNING: "läuft",
    RunState.DONE: "fertig",
    RunState.FAILED: "mit Fehlern beendet",
    RunState.CANCELLED: "abgebrochen",
}
