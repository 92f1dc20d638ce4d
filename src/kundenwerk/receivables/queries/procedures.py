"""Reads dunning procedures."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.receivables.models import DunningLevel, DunningProcedure
from kundenwerk.receivables.rules.procedure import Level, Procedure
from kundenwerk.receivables.rules.vocabulary import CustomerType


def customer_type(kind: str) -> CustomerType:
    """Whose terms hold for a kind of business partner."""
    is_person = kind == BusinessPartnerKind.PERSON
    return CustomerType.HOUSEHOLD if is_person else CustomerType.BUSINESS


def procedures_on(day: date) -> dict[CustomerType, Procedure]:
    """The procedure of each customer type on a day; none where none holds."""
    found = DunningProcedure.objects.filter(valid__contains=day).prefetch_related("levels")
    return {CustomerType(row.customer_type): as_value(row) for row in found}


def all_procedures() -> QuerySet[DunningProcedure]:
    """All procedures with their levels, the newest of each customer type first."""
    found = DunningProcedure.objects.prefetch_related("levels")
    return found.order_by("-customer_type", "-valid")


def level_id(kind: CustomerType, day: date, number: int) -> int:
    """The row of a level of the procedure that holds on a day.

    Raises:
        DunningLevel.DoesNotExist: no such level.
    """
    wanted = DunningLevel.objects.filter(
        procedure__customer_type=kind.value, procedure__valid__contains=day, number=number
    )
    return wanted.values_list("pk", flat=True).get()


def as_value(row: DunningProcedure) -> Procedure:
    """A stored procedure as the rules ask for it."""
    return Procedure(
        CustomerType(row.customer_type),
        row.valid,
        row.bank_days,
        row.source,
        tuple(
            Level(
                level.number,
                level.name,
                level.days_after,
                level.pay_days,
                level.fee,
                level.smallest,
                level.source,
            )
            for level in sorted(row.levels.all(), key=lambda level: level.number)
        ),
    )
