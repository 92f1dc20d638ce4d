"""Proves the books: every context's invariants in one consistent view of the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from kundenwerk.platform import books


class Command(BaseCommand):
    """Prints one line per check and each violation; exits with 1 when there is any."""

    help = "Prüft, ob die Bücher stimmen."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        """Run all checks.

        Raises:
            CommandError: something does not hold, or no check is known at all.
        """
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            found = books.check_all()
        for title, violations in found.items():
            self.stdout.write(f"{'FEHLER' if violations else 'gut':<7}{title}")
            self.stdout.writelines(f"       {violation}" for violation in violations)
        if not found:
            raise CommandError("Es ist keine Prüfung angemeldet.")
        if count := sum(map(len, found.values())):
            raise CommandError(f"Die Bücher stimmen nicht: {count} Verstöße.")
        self.stdout.write("Die Bücher stimmen.")
