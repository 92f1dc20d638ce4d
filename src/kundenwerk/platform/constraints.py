"""Constraints used by every context, and how to recognise them when the database refuses."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import IntegrityError
from django.db.models import CheckConstraint, F, Func, Q, Value


def no_overlap(
    name: str, *, per: str, during: str, condition: Q | None = None
) -> ExclusionConstraint:
    """No two rows with the same ``per`` (an integer column) share a day of ``during``."""
    # A one-element range makes equality indexable in GiST. The usual way, the btree_gist
    # extension, is missing from the embedded PostgreSQL (ADR 0004).
    only = Func(
        F(per), F(per), Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )
    return ExclusionConstraint(
        name=name,
        expressions=[(only, RangeOperators.OVERLAPS), (during, RangeOperators.OVERLAPS)],
        condition=condition,
    )


def one_of(name: str, column: str, values: type[StrEnum]) -> CheckConstraint:
    """The column holds one of the enum's codes."""
    codes = [value.value for value in values]
    return CheckConstraint(name=name, condition=Q(**{f"{column}__in": codes}))


def choices(labels: dict[StrEnum, str] | object) -> list[tuple[str, str]]:
    """Plain pairs for ``choices=`` so that migrations do not import the rules."""
    assert isinstance(labels, dict)
    return [(code.value, label) for code, label in labels.items()]


def violated(error: IntegrityError) -> str | None:
    """The name of the constraint that refused, if the database told it."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)
