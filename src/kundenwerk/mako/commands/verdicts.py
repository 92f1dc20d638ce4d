"""What became of one transaction of a message."""

from __future__ import annotations

from dataclasses import dataclass

from kundenwerk.mako.models import Process
from kundenwerk.mako.rules.process import MessageState


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one transaction."""

    state: MessageState
    remark: str = ""
    process: Process | None = None
    pid: int | None = None
    transaction: str = ""
