"""How energy is counted and what lowers the grid fee, by days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.vocabulary import ControllableDevice, ControlModule, MeteringClass
from kundenwerk.platform.models import AuditRow
from kundenwerk.supply import queries
from kundenwerk.supply.commands import ChangeGone, change_metering, withdraw_metering_change
from kundenwerk.supply.models import MeteringChange, SupplyPoint
from kundenwerk.supply.rules import EVER, Equipment, UnusableSupplyPoint, history
from tests import factories
from tests.factories.calls import fresh_call

FIRST = date(2026, 3, 10)
MODULE = ControlModule.MODULES_1_AND_3
SMART = MeteringClass.SMART_UPTO_20K

states = st.builds(
    Equipment,
    st.dates(date(2026, 1, 1), date(2026, 1, 12)).map(Period),
    st.sampled_from([MeteringClass.MODERN, SMART]),
    st.sampled_from([ControlModule.NONE, ControlModule.MODULE1]),
)


@given(states, st.lists(states, max_size=6, unique_by=lambda one: one.valid.start))
def test_every_day_has_the_state_entered_last_before_it(
    first: Equipment, changes: list[Equipment]
) -> None:
    start = Equipment(EVER, first.metering_class, first.control_module)

    found = history(start, changes)

    assert found[0].valid.start == date.min
    assert found[-1].valid.end is None
    for number in range(14):
        day = date(2025, 12, 31) + timedelta(days=number)
        (held,) = [one for one in found if day in one.valid]
        before = [one for one in changes if one.valid.start <= day]
        told = max(before, key=lambda one: one.valid.start) if before else start
        assert (held.metering_class, held.control_module) == (
            told.metering_class,
            told.control_module,
        )


def change(point: SupplyPoint, since: date = FIRST, **changes: object) -> int:
    values = {
        "metering_class": SMART,
        "control_module": MODULE,
        "device": ControllableDevice.CHARGING_POINT,
        "source": "Mitteilung",
    } | changes
    return change_metering(fresh_call(), supply_point_id=point.pk, since=since, **values)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_change_holds_from_its_day_and_can_be_taken_back() -> None:
    point = factories.supply_point()
    change(point)
    change(point, date(2026, 6, 1), control_module=ControlModule.MODULE1)
    change(point, date(2026, 6, 1), control_module=ControlModule.MODULE2)

    held = queries.equipment([point.pk])[point.pk]
    assert [(one.valid.start, one.control_module) for one in held] == [
        (date.min, ControlModule.NONE),
        (FIRST, MODULE),
        (date(2026, 6, 1), ControlModule.MODULE2),
    ]
    assert queries.equipment_on(point, date(2026, 3, 9)).metering_class is MeteringClass.MODERN
    assert queries.equipment_on(point, FIRST).device is ControllableDevice.CHARGING_POINT
    assert AuditRow.objects.filter(table_name="supply_meteringchange").count() == 1

    withdraw_metering_change(fresh_call(), supply_point_id=point.pk, since=date(2026, 6, 1))

    assert queries.equipment_on(point, date(2026, 7, 1)).control_module is MODULE
    with pytest.raises(ChangeGone):
        withdraw_metering_change(fresh_call(), supply_point_id=point.pk, since=date(2026, 6, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"metering_class": MeteringClass.MODERN}, "control_module"),
        ({"metering_class": MeteringClass.CONVENTIONAL}, "control_module"),
        ({"device": None}, "device"),
        ({"control_module": ControlModule.NONE}, "device"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(changes: dict[str, object], field: str) -> None:
    point = factories.supply_point()

    with pytest.raises(UnusableSupplyPoint) as refused:
        change(point, **changes)

    assert list(refused.value.errors) == [field]
    assert not MeteringChange.objects.exists()


@pytest.mark.django_db
def test_gas_knows_no_modules() -> None:
    point = factories.supply_point(commodity=Commodity.GAS, usage_type=None)

    with pytest.raises(UnusableSupplyPoint):
        change(point)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"metering_class": "MODERN"},
        {"metering_class": "SUNDIAL"},
        {"control_module": "MODULE9"},
        {"device": "TOASTER"},
        {"control_module": "NONE"},
    ],
)
def test_the_database_refuses_it_too(wrong: dict[str, str]) -> None:
    values = {
        "metering_class": SMART.value,
        "control_module": MODULE.value,
        "device": "HEAT_PUMP",
        "source": "T",
    } | wrong
    point = factories.supply_point()

    with pytest.raises(IntegrityError), transaction.atomic():
        MeteringChange.objects.create(supply_point=point, since=FIRST, **values)
