"""Rows for what every page asks: a statement written once instead of built anew each time.

The ORM spends several times as long on building such a small query as the database on answering.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
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
    """One object by its primary key."""
    found = matching(model, f'"{model._meta.pk.column}" = %s', [key])
    return found[0] if found else None


def matching(model: type[Model], condition: str, values: Values) -> list[Model]:
    """Objects for which a condition holds, in the order it asks for."""
    selection, names, conversions = _selection(model)
    found = every(f"{selection} WHERE {condition}", values)
    for place, convert in conversions:
        found = [
            (*row[:place], convert(row[place], None, connection), *row[place + 1 :])
            for row in found
        ]
    return [model.from_db(connection.alias, names, row) for row in found]


_Conversion = Callable[[Any, None, Any], Any]


@functools.cache
def _selection(model: type[models.Model]) -> tuple[str, list[str], list[tuple[int, _Conversion]]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    conversions = [
        (place, convert)
        for place, field in enumerate(fields)
        for convert in field.get_db_converters(connection)
    ]
    sql = f'SELECT {columns} FROM "{model._meta.db_table}"'  # noqa: S608  names of our own tables
    return sql, [field.attname for field in fields], conversions
