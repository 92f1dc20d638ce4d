"""What must hold in the ledger, for ``check_books``."""

from __future__ import annotations

from kundenwerk.ledger import queries
from kundenwerk.platform import books


@books.register("Nebenbuch")
def ledger_is_sound() -> list[str]:
    """Entries balance, items equal accounts, clearings equal what is open."""
    return queries.violations()
