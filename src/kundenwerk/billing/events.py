"""Facts about bills that others react to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issued:
    """A bill is final and booked; its document may be made."""

    invoice_id: int
