"""Double entry: accounts, entries, postings, open items."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Django application of this package."""

    name = "kundenwerk.ledger"
    verbose_name = "Nebenbuch"
