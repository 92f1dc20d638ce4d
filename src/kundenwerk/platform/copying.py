"""Many rows at once by COPY; constraints, triggers and rights hold as for any other insert."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from kundenwerk.platform.commands import require_transaction

NULL = "\\N"
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ROWS_AT_ONCE = 500


def text(value: str) -> str:
    """A text as COPY takes it."""
    return (
        _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value) if _SPECIAL.search(value) else value
    )


def json_text(value: str) -> str:
    """The same for JSON, which has no control characters of its own."""
    return value.replace("\\", "\\\\")


def copy_in(table: str, columns: Sequence[str], rows: Iterable[str]) -> None:
    """Insert rows; each is its columns joined by tabs, every text having passed ``text`` (step).

    Raises:
        IntegrityError: the database refuses a row; then none is there.
        NotInTransaction: no transaction is open.
    """
    require_transaction()
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor:
        run: Callable[..., Any] = _sender(cursor, rows)
        # Seen by everything that watches or breaks statements.
        for wrapper in reversed(connection.execute_wrappers):
            run = functools.partial(wrapper, run)
        run(statement, None, False, {"connection": connection, "cursor": cursor})  # noqa: FBT003


def _sender(cursor: Any, rows: Iterable[str]) -> Callable[..., None]:
    def send(statement: str, *_: Any) -> None:
        remaining = iter(rows)
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            while batch := list(islice(remaining, _ROWS_AT_ONCE)):
                copy.write("\n".join(batch) + "\n")

    return send


def reserve_ids(table: str, count: int) -> list[int]:
    """Take ids for rows that name each other before they are written (step)."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(nextval(pg_get_serial_sequence(%s, 'id'))) "
            "FROM generate_series(1, %s)",
            [table, count],
        )
        (ids,) = cursor.fetchone()
    return list(ids)
