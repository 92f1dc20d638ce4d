"""Columns given another value in a way that can be taken back days later, row by row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from kundenwerk.platform.commands import require_transaction

Row = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one table whose column was given another value; survives JSON.

    Args:
        table: application and model, such as ``sales.Quote``.
        ids: the rows that were changed.
    """

    table: str
    column: str
    old: Any
    new: Any
    ids: tuple[int, ...]

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Change:
        """A change as it was kept."""
        return cls(**{**stored, "ids": tuple(stored["ids"])})

    @property
    def model(self) -> type[models.Model]:
        """The table of the rows."""
        return apps.get_model(self.table)

    @property
    def rows(self) -> list[Row]:
        """Every changed row by table and id."""
        return [(self.table, one) for one in self.ids]


def change(
    model: type[models.Model], column: str, ids: Iterable[int], *, old: Any, new: Any
) -> list[Change]:
    """Give a column of some rows another value; nothing to do is no change (step)."""
    require_transaction()
    wanted = tuple(sorted(ids))
    if not wanted:
        return []
    _rows(model).filter(pk__in=wanted).update(**{column: new})
    return [Change(model._meta.label, column, old, new, wanted)]


def give_back(changes: Iterable[Change], *, held: Collection[Row] = ()) -> list[Row]:
    """Give rows their former values, the last change first; returns those that stay (step).

    A row stays when it is held, gone, or holds another value than it was given.
    """
    require_transaction()
    stayed: list[Row] = []
    for one in reversed(list(changes)):
        found = _rows(one.model).select_for_update().filter(pk__in=one.ids)
        present = dict(found.values_list("pk", one.column))
        back = [
            pk
            for pk in one.ids
            if (one.table, pk) not in held and pk in present and _same(present[pk], one.new)
        ]
        refused = [pk for pk in back if not _return(one, [pk])] if not _return(one, back) else []
        stayed += [(one.table, pk) for pk in one.ids if pk not in back or pk in refused]
    return list(dict.fromkeys(stayed))


def _return(one: Change, ids: list[int]) -> bool:
    """Whether the former value still fits beside what was written since."""
    try:
        with transaction.atomic():
            _rows(one.model).filter(pk__in=ids).update(**{one.column: one.old})
    except IntegrityError:
        return False
    return True


def _same(present: Any, given: Any) -> bool:
    """Whether a column holds what it was given; days are kept as text."""
    return bool(present == given) or str(present) == str(given)


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.all()  # noqa: SLF001  everything, whatever a manager hides


def pointing_at(model: type[models.Model]) -> Iterable[tuple[type[models.Model], str]]:
    """Every table and column that names rows of a table."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not isinstance(
            relation.related_model, str
        ):
            yield relation.related_model, relation.field.attname


def movable(model: type[models.Model], column: str, *, old: int, new: int) -> list[int]:
    """Rows that may name another row: none of the other's own would be there twice."""
    theirs = _rows(model).filter(**{column: old})
    for keys in _unique_with(model, column):
        taken = _rows(model).filter(**{column: new}).values_list(*keys)
        for values in taken:
            theirs = theirs.exclude(**dict(zip(keys, values, strict=True)))
    return list(theirs.values_list("pk", flat=True))


def _unique_with(model: type[models.Model], column: str) -> list[list[str]]:
    """The other columns of every key that a column belongs to."""
    own: Callable[[str], str] = lambda name: model._meta.get_field(name).attname  # type: ignore[union-attr]  # noqa: E731
    keys = [
        [own(name) for name in one.fields]
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint) and one.condition is None
    ]
    return [[name for name in key if name != column] for key in keys if column in key]
