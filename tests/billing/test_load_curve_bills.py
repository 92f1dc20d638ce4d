"""Dynamic tariffs and grid fees by the hour, billed from received load curves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.billing import commands, queries
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.billing.rules.bulk.ready import Ready
from kundenwerk.billing.rules.drafts import Draft
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import Hint, InvoiceKind
from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.models import GridPrice, SpotDay
from kundenwerk.market.rules.vocabulary import (
    Component,
    ControllableDevice,
    ControlModule,
    MeteringClass,
    Unit,
)
from kundenwerk.supply.commands import change_metering
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.rules.verify import faults
from tests.billing import worlds
from tests.factories.calls import fresh_call
from tests.metering import curves

pytestmark = pytest.mark.django_db

MALO = "51238696781"
SPRING = Period(worlds.START, date(2026, 5, 1))
MODULE_DAY = date(2026, 3, 10)


@pytest.fixture
def contract() -> SupplyContract:
    """A household with a smart meter since the start of its supply."""
    worlds.prices()
    worlds.company()
    worlds.value(Component.METERING, "SMART_UPTO_20K", Unit.EUR_PER_YEAR_GROSS, "50")
    GridPrice.objects.update(
        module1_eur_per_year=Decimal(124),
        module2_energy_ct=Decimal("2.85"),
        module3_peak_ct=Decimal(12),
        module3_offpeak_ct=Decimal(1),
        module3_peak_windows="17:00-22:00",
        module3_offpeak_windows="00:00-06:00",
    )
    made = worlds.supplied()
    SupplyPoint.objects.filter(pk=made.supply_point_id).update(malo_id=MALO)
    equip(made, date(2026, 1, 1), ControlModule.NONE)
    return made


def equip(contract: SupplyContract, since: date, module: ControlModule) -> None:
    change_metering(
        fresh_call(),
        supply_point_id=contract.supply_point_id,
        since=since,
        metering_class=MeteringClass.SMART_UPTO_20K,
        control_module=module,
        device=None if module is ControlModule.NONE else ControllableDevice.HEAT_PUMP,
        source="Mitteilung des Netzbetreibers",
    )


def make_dynamic(contract: SupplyContract, since: date | None = None) -> None:
    """Dynamic from the start or from a day on."""
    if since is None:
        ContractTerms.objects.filter(contract=contract).update(price_kind="DYNAMIC")
        return
    worlds.change_price(contract, since, "2.5")
    ContractTerms.objects.filter(contract=contract, valid__startswith=since).update(
        price_kind="DYNAMIC"
    )


def spot(period: Period, cents: int = 8000) -> None:
    days = [period.start + n * ONE_DAY for n in range(period.days)]
    SpotDay.objects.bulk_create(
        SpotDay(
            day=day, cents_per_mwh=[cents + n for n in range(quarter_hours(day))], source="Börse"
        )
        for day in days
    )


def both(contract: SupplyContract, period: Period = SPRING) -> tuple[object, object]:
    """The bill of preview and of run."""
    wanted = [Wanted(contract.pk, period, InvoiceKind.INTERIM)]
    shown = queries.drafts(wanted, issued_on=worlds.ISSUED)[contract.pk]
    return shown, queries.bills(wanted, issued_on=worlds.ISSUED)[contract.pk]


def agreeing(contract: SupplyContract, period: Period = SPRING) -> Draft:
    """The preview, proved to be what a run would issue."""
    shown, run = both(contract, period)
    assert isinstance(shown, Draft), shown
    assert isinstance(run, Ready), run
    assert run.digest == shown.digest
    assert (run.net, run.vat) == (shown.bill.net.cents, shown.bill.vat.cents)
    assert faults(shown.trace) == []
    return shown


def refused(contract: SupplyContract, period: Period = SPRING) -> NotBillable:
    shown, run = both(contract, period)
    assert isinstance(shown, NotBillable), shown
    assert isinstance(run, NotBillable), run
    assert (shown.cause, shown.reason) == (run.cause, run.reason)
    return shown


def test_a_dynamic_contract_is_billed_from_its_load_curve_without_readings(
    contract: SupplyContract,
) -> None:
    make_dynamic(contract)
    spot(SPRING)
    curves.receive(MALO, SPRING, lambda _, n: 100 + n)

    draft = agreeing(contract)

    energy = [line for line in draft.bill.rated.lines if line.unit == "kWh"]
    assert [line.period.start.month for line in energy] == [2, 3, 4]
    # 28 equal days; the price rises with the use.
    used = sum(100 + n for n in range(96))
    paid = sum((100 + n) * (8000 + n) for n in range(96))
    mean = round(Decimal(paid) / used / 1000, 6)
    assert energy[0].quantity == Decimal(28 * used) / 1000
    assert energy[0].unit_price - mean == Decimal("12.5") + Decimal("2.05") + Decimal(
        "0.941"
    ) + Decimal("1.559") + Decimal("1.59") + Decimal("0.446") + Decimal("7.12")
    assert draft.facts["quarter_hours"] == {
        "count": sum(quarter_hours(SPRING.start + n * ONE_DAY) for n in range(SPRING.days)),
        "substitutes": 0,
        "versions": {},
        "grid_by_the_hour": [],
    }


def test_missing_days_park_the_contract_and_are_named(contract: SupplyContract) -> None:
    make_dynamic(contract)
    spot(SPRING)
    curves.receive(MALO, Period(SPRING.start, date(2026, 4, 10)))
    curves.receive(MALO, Period(date(2026, 4, 12), date(2026, 4, 30)))

    found = refused(contract)

    assert found.cause is Cause.QUARTERS_MISSING
    assert found.reason == (
        "Viertelstundenwerte fehlen für 3 Tage: 10.04.2026 bis 11.04.2026, 30.04.2026."
    )
    agreeing(contract, Period(SPRING.start, date(2026, 4, 10)))


def test_missing_exchange_prices_park_it_with_another_cause(contract: SupplyContract) -> None:
    make_dynamic(contract)
    spot(Period(SPRING.start, date(2026, 4, 10)))
    curves.receive(MALO, SPRING)

    found = refused(contract)

    assert found.cause is Cause.PRICE_MISSING
    assert "10.04.2026 sind keine Börsenpreise" in found.reason


def test_module_3_is_billed_by_its_windows_from_the_day_it_holds(
    contract: SupplyContract,
) -> None:
    equip(contract, MODULE_DAY, ControlModule.MODULES_1_AND_3)
    worlds.read(contract, SPRING.start, 1000)
    worlds.read(contract, MODULE_DAY, 1300)
    worlds.read(contract, date(2026, 5, 1), 2000)
    curves.receive(MALO, Period(MODULE_DAY, date(2026, 5, 1)), lambda _, n: 250 if n < 20 else 0)

    draft = agreeing(contract)

    energy = [line for line in draft.bill.rated.lines if line.unit == "kWh"]
    assert energy[0].quantity == 300
    assert energy[0].period == Period(SPRING.start, MODULE_DAY)
    fees = {
        segment["period"][0]: [
            part["value"]
            for part in segment["energy_ct"]["parts"]
            if part["component"] == Component.GRID_ENERGY
        ]
        for segment in draft.trace["prices"]
    }
    # Everything was used at night.
    assert fees == {"2026-02-01": ["7.12"], "2026-03-10": ["1"]}
    assert sum(line.quantity for line in energy[1:]) == Decimal("0.25") * 20 * 52
    base = [s["base_eur_per_year"]["parts"] for s in draft.trace["prices"]]
    assert [any(p["component"] == "GRID_MODULE1" for p in parts) for parts in base] == [
        False,
        True,
    ]


def test_without_a_reading_at_the_boundary_nothing_is_guessed(contract: SupplyContract) -> None:
    equip(contract, MODULE_DAY, ControlModule.MODULES_1_AND_3)
    worlds.read(contract, SPRING.start, 1000)
    worlds.read(contract, date(2026, 5, 1), 2000)
    curves.receive(MALO, SPRING)

    found = refused(contract)

    assert found.cause is Cause.READING_MISSING
    assert found.reason.startswith("Der Stand vom 10.03.2026 fehlt")


def test_a_contract_that_became_dynamic_is_billed_in_both_ways(contract: SupplyContract) -> None:
    day = date(2026, 4, 1)
    make_dynamic(contract, day)
    spot(Period(day, date(2026, 5, 1)))
    for at, shown in ((SPRING.start, 1000), (day, 1500), (date(2026, 5, 1), 1700)):
        worlds.read(contract, at, shown)
    curves.receive(MALO, Period(day, date(2026, 5, 1)), lambda _, __: 50)

    draft = agreeing(contract)

    energy = [line for line in draft.bill.rated.lines if line.unit == "kWh"]
    assert [line.quantity for line in energy] == [500, Decimal(30 * 96 * 50) / 1000]
    assert [line.label for line in energy] == ["Arbeitspreis", "Arbeitspreis dynamisch, Mittel"]


@pytest.mark.parametrize(
    ("module", "energy_ct", "base_eur"),
    [
        (ControlModule.NONE, "7.12", "75"),
        (ControlModule.MODULE1, "7.12", "-49"),
        (ControlModule.MODULE2, "2.85", "0"),
    ],
)
def test_modules_1_and_2_lower_the_grid_fee_from_their_day(
    contract: SupplyContract, module: ControlModule, energy_ct: str, base_eur: str
) -> None:
    equip(contract, MODULE_DAY, module)
    worlds.read(contract, SPRING.start, 1000)
    worlds.read(contract, date(2026, 5, 1), 2000)

    draft = agreeing(contract)

    last = draft.trace["prices"][-1]
    grid = {
        part["component"]: Decimal(part["value"])
        for part in (*last["energy_ct"]["parts"], *last["base_eur_per_year"]["parts"])
        if str(part["component"]).startswith("GRID_") and part["component"] != "GRID_USE_SURCHARGE"
    }
    assert grid[Component.GRID_ENERGY] == Decimal(energy_ct)
    assert grid[Component.GRID_BASE] + grid.get(Component.GRID_MODULE1, 0) == Decimal(base_eur)
    starts = [segment["period"][0] for segment in draft.trace["prices"]]
    assert starts == ["2026-02-01"] + ["2026-03-10"] * (module is not ControlModule.NONE)


def test_substitute_values_are_told_and_the_issued_bill_keeps_its_versions(
    contract: SupplyContract,
) -> None:
    make_dynamic(contract)
    spot(SPRING)
    curves.receive(MALO, SPRING)
    curves.receive(MALO, Period(date(2026, 4, 1), date(2026, 4, 2)), lambda _, __: 70, substitute=5)

    draft = agreeing(contract)
    invoice_id = commands.bill_contract(
        fresh_call(),
        contract_id=contract.pk,
        period=SPRING,
        issued_on=worlds.ISSUED,
        kind=InvoiceKind.INTERIM,
    )

    bill = Invoice.objects.get(pk=invoice_id)
    assert Hint.ESTIMATED in draft.hints
    assert bill.facts["quarter_hours"]["versions"] == {"2026-04-01": 2}
    assert bill.facts["quarter_hours"]["substitutes"] == 1
    assert bill.facts["readings"] == []
    assert replace(draft, facts={}).digest == bill.trace_sha256
