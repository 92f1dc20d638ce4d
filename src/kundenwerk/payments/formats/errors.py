"""Why a bank's file is refused."""

from __future__ import annotations


class UnreadableStatement(Exception):
    """The file cannot be booked; the reason is a German sentence, the position where known."""

    def __init__(self, reason: str, *, line: int = 0, byte: int = -1) -> None:
        where = f" (Zeile {line}, Byte {byte})" if line else ""
        super().__init__(reason + where)
        self.reason = reason
        self.line = line
        self.byte = byte
