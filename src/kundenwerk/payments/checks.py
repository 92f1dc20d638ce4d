"""What must hold in payments, for ``check_books``."""

from __future__ import annotations

from kundenwerk.payments import queries
from kundenwerk.platform import books


@books.register("Zahlungen")
def payments_are_sound() -> list[str]:
    """Statements are booked, collections add up, unclear payments equal their account."""
    return queries.violations()
