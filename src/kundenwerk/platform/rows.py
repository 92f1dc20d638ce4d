"""Rows for what every page asks: a statement written once instead of built anew each time.

The ORM spends several times as long on building such a small query as the database on answering.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection, models

Values = Sequence[Any] | Mapping[str, Any]
Model = TypeVar("Model", bound=models.Model)


def first(sql: str, values: Values = ()) -> tuple[Any, ...] | None:
    """The first row of a query, as the columns come from the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def every(sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """All rows of a query, as the columns come from the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def by_key(model: type[Model], key: object) -> Model | None:
    """One object by its primary key; for tables whose columns need no conversion."""
    sql, names = _selection(model)
    row = first(sql, [key])
    return model.from_db(connection.alias, names, row) if row else None


@functools.cache
def _selection(model: type[models.Model]) -> tuple[str, list[str]]:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    key = model._meta.pk.column
    sql = f'SELECT {columns} FROM "{model._meta.db_table}" WHERE "{key}" = %s'  # noqa: S608  names of our own tables
    return sql, [field.attname for field in fields]
