"""Contracts whose price changes with the quarter hour: billed by them, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.billing import queries
from kundenwerk.billing.rules.basis import Basis, Controlled
from kundenwerk.billing.rules.bill import Cause, NotBillable, compute
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import ContractTerms
from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.rules.series import DatedValue, required_components
from kundenwerk.market.rules.vocabulary import Component, ControlModule, Unit
from kundenwerk.tariffs.rules.dynamic import QuarterHours, exchange
from kundenwerk.tariffs.rules.trace import trace_of
from kundenwerk.tariffs.rules.verify import faults
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests.billing import worlds
from tests.tariffs.prices import terms, vat_19

APRIL = Period(date(2026, 4, 1), date(2026, 5, 1))


def every_quarter(value: int) -> dict[date, list[int]]:
    days = [APRIL.start + n * ONE_DAY for n in range(APRIL.days)]
    return {day: [value] * quarter_hours(day) for day in days}


def basis(kind: PriceKind = PriceKind.DYNAMIC, **changes: object) -> Basis:
    required = required_components(Commodity.ELECTRICITY, levy_privilege=False)
    yearly = {Component.GRID_BASE, Component.METERING}
    components = [
        DatedValue(
            one,
            APRIL,
            Decimal(1),
            Unit.EUR_PER_YEAR if one in yearly else Unit.CT_PER_KWH,
            "Test",
        )
        for one in sorted(required)
    ]
    plain = Basis(
        period=APRIL,
        commodity=Commodity.ELECTRICITY,
        usages=(),
        terms=[terms("2", "100", APRIL, kind)],
        components=components,
        vat=[vat_19(APRIL)],
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_bill_by_quarter_hours_is_checked_like_every_other() -> None:
    known = QuarterHours(every_quarter(250), [exchange(every_quarter(7000), "Börse")])

    bill = compute(basis(quarter_hours=known))

    assert bill.kwh == Decimal(720)
    assert bill.rated.lines[0].unit_price == Decimal(2 + 7 + 6)
    assert faults(trace_of(bill.rated)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {
            "kind": PriceKind.COMPONENTS,
            "controlled": [Controlled(APRIL, ControlModule.MODULES_1_AND_3)],
        },
        {"quarter_hours": QuarterHours({}, [])},
    ],
)
def test_without_quarter_hours_there_is_no_bill(changes: dict[str, object]) -> None:
    kind = changes.pop("kind", PriceKind.DYNAMIC)
    assert isinstance(kind, PriceKind)

    with pytest.raises(NotBillable, match="Viertelstundenwerte fehlen") as refused:
        compute(basis(kind, **changes))

    assert refused.value.cause is Cause.QUARTERS_MISSING


def test_terms_that_ended_before_the_period_ask_for_nothing() -> None:
    former = terms("2", "100", Period(date(2026, 1, 1), APRIL.start), PriceKind.DYNAMIC)
    found = basis(PriceKind.COMPONENTS)

    with pytest.raises(NotBillable) as refused:
        compute(replace(found, terms=[former, *found.terms]))

    assert refused.value.cause is Cause.READING_MISSING


@pytest.mark.django_db
@pytest.mark.parametrize("module", [ControlModule.NONE, ControlModule.MODULES_1_AND_3])
def test_preview_and_run_park_the_contract_with_the_same_reason(module: ControlModule) -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable()
    if module is ControlModule.NONE:
        ContractTerms.objects.filter(contract=contract).update(price_kind="DYNAMIC")
    else:
        point = contract.supply_point
        point.metering_class, point.control_module = "SMART_UPTO_20K", module.value
        point.save()
    wanted = Wanted(contract.pk, worlds.YEAR, InvoiceKind.CYCLE)

    shown = queries.drafts([wanted], issued_on=worlds.ISSUED)[contract.pk]
    run = queries.bills([wanted], issued_on=worlds.ISSUED)[contract.pk]

    for outcome in (shown, run):
        assert isinstance(outcome, NotBillable)
        assert outcome.cause is Cause.QUARTERS_MISSING
        assert outcome.reason == (
            "Viertelstundenwerte fehlen für 334 Tage: 01.02.2026 bis 31.12.2026."
        )
