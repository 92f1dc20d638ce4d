"""Plan instalments, ask for them, and book what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from kundenwerk.billing import queries
from kundenwerk.billing.models import BillingSettings, Instalment, InstalmentPlan
from kundenwerk.billing.rules import booking, instalments
from kundenwerk.billing.rules.bill import Prepaid
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


LONGEST_TERM = timedelta(days=366)


@command
def plan_instalments(*, contract_id: int, first_day: date, planned_on: date) -> int:
    """Plan twelve months of instalments from what a year will cost; returns the plan's id.

    Raises:
        AlreadyPlanned: a plan covers some of the days.
        NotBillable: a price is missing, or no consumption is expected.

    Source: § 41b Abs. 3 EnWG, § 13 Abs. 1 StromGVV/GasGVV.
    """
    valid = Period(first_day, add_months(first_day, MONTHS))
    if InstalmentPlan.objects.filter(contract=contract_id, valid__overlap=valid).exists():
        raise AlreadyPlanned(contract_id)
    forecast = queries.forecast(contract_id, first_day)
    plan = InstalmentPlan.objects.create(
        contract_id=contract_id,
        valid=valid,
        monthly_gross=forecast.cost.monthly_instalment,
        expected_gross=forecast.cost.annual_gross,
        expected_kwh=forecast.kwh,
        trace=forecast.trace,
        created_by=current_call().actor,
    )
    dates = instalments.schedule(
        valid,
        plan.monthly_gross,
        day_of_month=BillingSettings.objects.get(pk=1).instalment_day,
        demanded_on=planned_on,
        term_days=forecast.term_days,
    )
    Instalment.objects.bulk_create(
        Instalment(plan=plan, contract_id=contract_id, due_on=one.due_on, gross=one.gross)
        for one in dates
    )
    return plan.pk


@command
def demand_instalments(*, day: date) -> int:
    """Book every planned instalment whose term of payment begins; returns how many.

    Raises:
        NotBillable: the tax rate of a due day is unknown or has no account.
        MonthClosed: the day lies in a closed month.

    Source: § 40c Abs. 1 EnWG (two weeks before it is due).
    """
    due = list(
        Instalment.objects.select_for_update(of=("self",))
        .filter(state=InstalmentState.PLANNED.value, due_on__lte=day + LONGEST_TERM)
        .select_related("contract__contract_account", "contract__supply_point")
        .order_by("pk")
    )
    ripe = [row for row in due if _first_demand(row) <= day]
    parts = [instalments.with_tax(row.gross, rate) for row, rate in _with_rates(ripe)]
    booked = ledger.post([_entry(row, part, day) for row, part in zip(ripe, parts, strict=True)])
    for row, part, entry_id in zip(ripe, parts, booked, strict=True):
        row.state = InstalmentState.DEMANDED.value
        row.net, row.vat, row.vat_rate = part.net, part.vat, part.vat_percent
        row.entry_id = entry_id
    Instalment.objects.bulk_update(
        ripe, ["state", "net", "vat", "vat_rate", "entry"], batch_size=1000
    )
    return len(ripe)


def _first_demand(row: Instalment) -> date:
    """The last day on which asking leaves the customer the whole term of payment."""
    return row.due_on - timedelta(days=row.contract.contract_account.payment_term_days)


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
