"""A second connection: what others shall see while a command still holds its transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

_opened: ContextVar[list[Any] | None] = ContextVar("kundenwerk_beside", default=None)


@contextmanager
def closed_afterwards() -> Iterator[None]:
    """Let the connection be opened when it is needed, once, and closed at the end."""
    opened: list[Any] = []
    token = _opened.set(opened)
    try:
        yield
    finally:
        _opened.reset(token)
        for one in opened:
            one.close()


def execute(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one statement in a transaction of its own; returns its rows.

    It must touch no row the command beside it has changed, for it would wait for itself.
    """
    opened = _opened.get()
    assert opened is not None, "outside of closed_afterwards"
    if not opened:
        opened.append(connection.copy())
    with opened[0].cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
