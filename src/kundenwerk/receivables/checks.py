"""What must hold between letters and books, for ``check-books``."""

from __future__ import annotations

from kundenwerk.platform import books
from kundenwerk.receivables.queries import violations


@books.register("Mahnungen")
def letters_are_sound() -> list[str]:
    """Every fee has its letter and every letter its fee; the claims are of its account."""
    return violations.violations()
