"""A new version of a dunning procedure from a day on."""

from __future__ import annotations

from datetime import date

from kundenwerk.kernel.period import Period
from kundenwerk.platform.commands import command
from kundenwerk.receivables.models import DunningLevel, DunningProcedure
from kundenwerk.receivables.rules.procedure import Procedure, ProcedureRefused


@command
def set_procedure(*, procedure: Procedure, day: date) -> int:
    """Dun a customer type otherwise from a day on; the version before ends there.

    Raises:
        ProcedureRefused: it cannot be, begins in the past, or another version begins later.
    """
    procedure.check()
    start = procedure.valid.start
    if start <= day:
        raise ProcedureRefused("Eine neue Fassung beginnt frühestens morgen.")
    rows = DunningProcedure.objects.select_for_update()
    mine = rows.filter(customer_type=procedure.customer_type.value)
    if mine.filter(valid__startswith__gte=start).exists():
        raise ProcedureRefused("An diesem Tag oder später beginnt schon eine andere Fassung.")
    for former in mine.filter(valid__contains=start):
        former.valid = Period(former.valid.start, start)
        former.save(update_fields=["valid"])
    stored = DunningProcedure.objects.create(
        customer_type=procedure.customer_type.value,
        valid=procedure.valid,
        bank_days=procedure.bank_days,
        source=procedure.source,
    )
    DunningLevel.objects.bulk_create(
        DunningLevel(
            procedure=stored,
            number=level.number,
            name=level.name,
            days_after=level.days_after,
            pay_days=level.pay_days,
            fee=level.fee,
            smallest=level.smallest,
            source=level.source,
        )
        for level in procedure.levels
    )
    return stored.pk
