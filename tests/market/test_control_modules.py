"""What a controllable device lowers: the published grid fees by module (§ 14a EnWG)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market import queries
from kundenwerk.market.models import GridPrice
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.series import required_components
from kundenwerk.market.rules.vocabulary import (
    Component,
    ConcessionClass,
    ControlModule,
    MeteringClass,
    Unit,
)
from tests import factories

pytestmark = pytest.mark.django_db

YEAR = Period.year(2026)
FEES = {Component.GRID_ENERGY, Component.GRID_BASE, Component.GRID_MODULE1}
Fees = dict[tuple[Component, Unit], Decimal]


@pytest.fixture
def published() -> GridPrice:
    return GridPrice.objects.create(
        grid_operator=factories.grid_operator(),
        commodity="ELECTRICITY",
        valid=YEAR,
        base_eur_per_year=Decimal(80),
        energy_ct_per_kwh=Decimal("9.5"),
        module1_eur_per_year=Decimal("138.48"),
        module2_energy_ct=Decimal("3.8"),
        source="Preisblatt 2026",
    )


def fees(published: GridPrice, module: ControlModule) -> Fees:
    region = PriceRegion(
        Commodity.ELECTRICITY,
        published.grid_operator_id,
        ConcessionClass.UPTO_25K,
        metering_class=MeteringClass.SMART_UPTO_20K,
        control_module=module,
    )
    found = queries.components(region, YEAR)
    assert {one.source for one in found} <= {"Preisblatt 2026"}
    return {(one.component, one.unit): one.value for one in found if one.component in FEES}


def test_without_a_module_working_and_base_price_are_due(published: GridPrice) -> None:
    assert fees(published, ControlModule.NONE) == {
        (Component.GRID_ENERGY, Unit.CT_PER_KWH): Decimal("9.5"),
        (Component.GRID_BASE, Unit.EUR_PER_YEAR): Decimal(80),
    }


def test_module_1_is_a_yearly_reduction_beside_them(published: GridPrice) -> None:
    assert fees(published, ControlModule.MODULE1) == {
        (Component.GRID_ENERGY, Unit.CT_PER_KWH): Decimal("9.5"),
        (Component.GRID_BASE, Unit.EUR_PER_YEAR): Decimal(80),
        (Component.GRID_MODULE1, Unit.EUR_PER_YEAR): Decimal("-138.48"),
    }


def test_module_2_is_a_lower_working_price_without_base_price(published: GridPrice) -> None:
    assert fees(published, ControlModule.MODULE2) == {
        (Component.GRID_ENERGY, Unit.CT_PER_KWH): Decimal("3.8"),
        (Component.GRID_BASE, Unit.EUR_PER_YEAR): Decimal(0),
    }


def test_module_3_leaves_the_working_price_to_the_hours(published: GridPrice) -> None:
    assert fees(published, ControlModule.MODULES_1_AND_3) == {
        (Component.GRID_BASE, Unit.EUR_PER_YEAR): Decimal(80),
        (Component.GRID_MODULE1, Unit.EUR_PER_YEAR): Decimal("-138.48"),
    }


@pytest.mark.parametrize(
    ("module", "column", "missing"),
    [
        (ControlModule.MODULE1, "module1_eur_per_year", Component.GRID_MODULE1),
        (ControlModule.MODULE2, "module2_energy_ct", Component.GRID_ENERGY),
    ],
)
def test_what_the_grid_operator_did_not_publish_is_missing_not_nothing(
    published: GridPrice, module: ControlModule, column: str, missing: Component
) -> None:
    GridPrice.objects.update(**{column: None})

    known = {component for component, _ in fees(published, module)}

    required = required_components(
        Commodity.ELECTRICITY, levy_privilege=False, control_module=module
    )
    assert missing in required
    assert missing not in known
