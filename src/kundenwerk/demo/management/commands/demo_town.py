"""Fills an empty demonstration with a believable supplier."""

from __future__ import annotations

import argparse
import gc
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kundenwerk.demo import logins
from kundenwerk.demo.supplier import COMPANY
from kundenwerk.demo.town import Town
from kundenwerk.market.queries import own_company
from kundenwerk.platform.commands import KeyReused


class Command(BaseCommand):
    """Makes the town once; what it prints are the logins."""

    help = "Legt die Demo-Stadt an: Kunden, Verträge, Zählerstände, Rechnungen, Zahlungen."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the size of the town."""
        parser.add_argument(
            "--customers", type=int, default=200, help="Anzahl der Kunden, mindestens 1"
        )

    def handle(self, *, customers: int, **options: Any) -> None:  # noqa: ARG002
        """Make what is missing of the town, and print the logins.

        Raises:
            CommandError: this is no demonstration, or another supplier lives here.
        """
        if not settings.DEMO:
            raise CommandError("Das ist keine Demo-Installation (KUNDENWERK_DEMO=1).")
        if customers < 1:
            raise CommandError("Die Demo-Stadt braucht mindestens einen Kunden.")
        if own_company().name not in {"", COMPANY.name}:
            raise CommandError("In dieser Datenbank arbeitet schon ein anderer Lieferant.")
        if not logins.usernames():
            self._make(customers)
        self.stdout.write(logins.table())

    def _make(self, customers: int) -> None:
        # A hundred thousand rows come and go without cycles; looking for some takes a tenth.
        gc.set_threshold(200_000, 20, 20)
        town = Town(customers, self._tell)
        try:
            town.begin()
        except KeyReused as other:
            raise CommandError(
                "Die Demo-Stadt wurde mit einer anderen Kundenzahl begonnen. "
                "Bitte beginnen Sie mit einer leeren Datenbank."
            ) from other
        town.play()

    def _tell(self, text: str) -> None:
        self.stderr.write(f"  {text} …")
