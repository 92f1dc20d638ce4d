"""The same rows again by COPY alone: what writing them costs at least."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction


class Rows:
    """Rows a way of working wrote, kept in memory as the wire has them."""

    def __init__(self, tables: Sequence[str]) -> None:
        self._tables = tables
        self._before: dict[str, int] = {}
        self._content: dict[str, list[bytes]] = {}

    def mark(self) -> None:
        """Remember what is there before; without it everything counts as new."""
        with connection.cursor() as cursor:
            for table in self._tables:
                cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
                self._before[table] = cursor.fetchone()[0]

    def take(self) -> None:
        """Read the new rows of every table."""
        with connection.cursor() as cursor:
            for table in self._tables:
                after = self._before.get(table, 0)
                statement = (
                    f"COPY (SELECT * FROM {table} WHERE id > {after} ORDER BY id) "
                    "TO STDOUT (FORMAT binary)"
                )
                with cursor.cursor.copy(statement) as copy:  # type: ignore[attr-defined]
                    self._content[table] = [bytes(piece) for piece in copy]

    def put(self) -> None:
        """Write them in one transaction, under the same constraints and triggers."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table in self._tables:
                with cursor.cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:  # type: ignore[attr-defined]
                    for piece in self._content[table]:
                        copy.write(piece)
