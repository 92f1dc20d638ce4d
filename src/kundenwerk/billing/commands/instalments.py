"""Plan instalments, ask for them, and book what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import DateField, ExpressionWrapper, F, Value

from kundenwerk.billing import queries
from kundenwerk.billing.models import BillingSettings, Instalment, InstalmentPlan
from kundenwerk.billing.rules import booking, instalments
from kundenwerk.billing.rules.basis import Prepaid
from kundenwerk.billing.rules.bill import NotBillable
from kundenwerk.billing.rules.vocabulary import InstalmentState
from kundenwerk.debtors.rules import due_on
from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger.rules import Entry, EntryKind
from kundenwerk.platform.commands import command, current_call
from kundenwerk.tariffs.rules.annual_cost import MONTHS


class AlreadyPlanned(Exception):
    """The days have an instalment plan."""


@command
def plan_instalments(*, contract_id: int, first_day: date, planned_on: date) -> int:
    """Plan twelve months of instalments from what a year will cost; returns the plan's id.

    Raises:
        AlreadyPlanned: a plan covers some of the days.
        NotBillable: a price is missing, or no consumption is expected.

    Source: § 41b Abs. 3 EnWG, § 13 Abs. 1 StromGVV/GasGVV.
    """
    return _plan([contract_id], first_day, planned_on)[0]


@command
def plan_instalments_of(*, contract_ids: list[int], first_day: date, planned_on: date) -> list[int]:
    """Plan the instalments of many contracts, all or none; returns the plans' ids.

    Raises:
        AlreadyPlanned, NotBillable: see ``plan_instalments``; for the first that cannot be.
    """
    return _plan(contract_ids, first_day, planned_on)


def _plan(contract_ids: Sequence[int], first_day: date, planned_on: date) -> list[int]:
    valid = Period(first_day, add_months(first_day, MONTHS))
    planned = InstalmentPlan.objects.filter(contract__in=contract_ids, valid__overlap=valid)
    if (taken := planned.first()) is not None:
        raise AlreadyPlanned(taken.contract_id)
    found = queries.forecasts(contract_ids, first_day)
    forecasts = [_known(found[contract_id]) for contract_id in contract_ids]
    actor = current_call().actor
    plans = InstalmentPlan.objects.bulk_create(
        InstalmentPlan(
            contract_id=contract_id,
            valid=valid,
            monthly_gross=forecast.cost.monthly_instalment,
            expected_gross=forecast.cost.annual_gross,
            expected_kwh=forecast.kwh,
            trace=forecast.trace,
            created_by=actor,
        )
        for contract_id, forecast in zip(contract_ids, forecasts, strict=True)
    )
    day_of_month = BillingSettings.objects.get(pk=1).instalment_day
    Instalment.objects.bulk_create(
        Instalment(plan=plan, contract_id=plan.contract_id, due_on=one.due_on, gross=one.gross)
        for plan, forecast in zip(plans, forecasts, strict=True)
        for one in instalments.schedule(
            valid,
            plan.monthly_gross,
            day_of_month=day_of_month,
            demanded_on=planned_on,
            term_days=forecast.term_days,
        )
    )
    return [plan.pk for plan in plans]


def _known(found: queries.Forecast | NotBillable) -> queries.Forecast:
    if isinstance(found, NotBillable):
        raise found
    return found


@command
def demand_instalments(*, day: date) -> int:
    """Book every planned instalment whose term of payment begins; returns how many.

    Raises:
        NotBillable: the tax rate of a due day is unknown or has no account.
        MonthClosed: the day lies in a closed month.

    Source: § 40c Abs. 1 EnWG (two weeks before it is due).
    """
    last_due = ExpressionWrapper(
        Value(day, DateField()) + F("contract__contract_account__payment_term_days"),
        output_field=DateField(),
    )
    ripe = list(
        Instalment.objects.select_for_update(of=("self",))
        .filter(state=InstalmentState.PLANNED.value, due_on__lte=last_due)
        .select_related("contract__contract_account", "contract__supply_point")
        .order_by("pk")
    )
    parts = [instalments.with_tax(row.gross, rate) for row, rate in _with_rates(ripe)]
    booked = ledger.post([_entry(row, part, day) for row, part in zip(ripe, parts, strict=True)])
    _mark_demanded(ripe, parts, booked)
    return len(ripe)


_DEMANDED = """
    UPDATE billing_instalment AS instalment
    SET state = %s, net = new.net, vat = new.vat, vat_rate = new.rate, entry_id = new.entry_id
    FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[], %s::bigint[])
        AS new (id, net, vat, rate, entry_id)
    WHERE instalment.id = new.id
"""


def _mark_demanded(
    rows: Sequence[Instalment], parts: Sequence[Prepaid], booked: Sequence[int]
) -> None:
    columns: list[Any] = [
        [row.pk for row in rows],
        [part.net.cents for part in parts],
        [part.vat.cents for part in parts],
        [part.vat_percent for part in parts],
        list(booked),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_DEMANDED, [InstalmentState.DEMANDED.value, *columns])


def _entry(row: Instalment, part: Prepaid, day: date) -> Entry:
    account = row.contract.contract_account
    pay_by = max(row.due_on, due_on(day, account.payment_term_days))
    return Entry(
        key=f"instalment:{row.pk}",
        kind=EntryKind.INSTALMENT,
        booked_on=day,
        text=f"Abschlag {row.due_on:%m/%Y}",
        reference=f"{row.contract.number}-{row.due_on:%Y%m}",
        lines=booking.instalment_lines(part, account.ledger_account_id, pay_by),
    )


def _with_rates(rows: Sequence[Instalment]) -> list[tuple[Instalment, Decimal]]:
    """Every instalment with the tax rate of its due day; one query per commodity and month."""
    known: dict[tuple[str, date], Decimal] = {}
    for row in rows:
        key = (row.contract.supply_point.commodity, row.due_on)
        if key not in known:
            known[key] = queries.vat_on(Commodity(key[0]), row.due_on)
    return [(row, known[row.contract.supply_point.commodity, row.due_on]) for row in rows]
