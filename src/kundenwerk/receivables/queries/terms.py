"""Terms of the procedures as expressions over ``business_partner__kind`` and ``level_number``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, DateField, Field, IntegerField, Value, When

from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.receivables.rules.procedure import Level, Procedure
from kundenwerk.receivables.rules.vocabulary import CustomerType

Procedures = Mapping[CustomerType, Procedure]
_KINDS = {
    CustomerType.HOUSEHOLD: BusinessPartnerKind.PERSON.value,
    CustomerType.BUSINESS: BusinessPartnerKind.ORGANISATION.value,
}


def ripe_until(procedures: Procedures, day: date) -> Case:
    """The latest due date whose days of grace are over; nothing without a procedure."""
    return _by_kind(procedures, lambda one: one.latest_due(day), date.min, DateField())


def number_of_levels(procedures: Procedures) -> Case:
    """How many levels there are; none without a procedure."""
    return _by_kind(procedures, lambda one: len(one.levels), 0, IntegerField())


def smallest(procedures: Procedures) -> Case:
    """The smallest amount of the next level, or of the highest when none follows, in cents."""
    highest = _by_kind(procedures, lambda one: one.levels[-1].smallest.cents, 0, BigIntegerField())
    return _by_level(procedures, lambda _, level: level.smallest.cents, highest, BigIntegerField())


def pay_by_until(procedures: Procedures, day: date) -> Case:
    """The latest time to pay of the letter before after which the next level may go out."""
    return _by_level(
        procedures, lambda one, level: one.latest_pay_by(day, level), Value(date.max), DateField()
    )


def _by_kind(
    procedures: Procedures,
    value: Callable[[Procedure], Any],
    otherwise: Any,
    field: Field[Any, Any],
) -> Case:
    cases = (
        When(business_partner__kind=_KINDS[kind], then=Value(value(one)))
        for kind, one in procedures.items()
    )
    return Case(*cases, default=Value(otherwise), output_field=field)


def _by_level(
    procedures: Procedures,
    value: Callable[[Procedure, Level], Any],
    otherwise: Any,
    field: Field[Any, Any],
) -> Case:
    cases = (
        When(
            business_partner__kind=_KINDS[kind],
            level_number=level.number,
            then=Value(value(one, level)),
        )
        for kind, one in procedures.items()
        for level in one.levels
    )
    return Case(*cases, default=otherwise, output_field=field)
