"""What payments announce."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DebitReturned:
    """The bank gave a direct debit back."""

    collection_item_id: int
    reason: str
