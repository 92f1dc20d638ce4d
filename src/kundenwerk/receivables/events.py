"""What receivables announce."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dunned:
    """An account was dunned; the letter is to be made."""

    notice_id: int
