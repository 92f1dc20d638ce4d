"""Supply points, meters and registers."""

from __future__ import annotations

from datetime import date

import pytest

from kundenwerk.kernel.energy import Commodity, RegisterKind, UsageType
from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.period import Period
from kundenwerk.platform.commands import Call
from kundenwerk.platform.search import find
from kundenwerk.supply import commands, queries
from kundenwerk.supply.models import Meter, SupplyPoint
from kundenwerk.supply.rules import RegisterData, UnusableSupplyPoint
from tests import factories
from tests.factories import place, running

pytestmark = pytest.mark.django_db

MALO = "51238696781"


def problems(**changes: object) -> dict[str, str]:
    with running(), pytest.raises(UnusableSupplyPoint) as refusal:
        commands.create_supply_point(place(**changes))
    return refusal.value.errors


@pytest.mark.row("AP-029")
def test_a_supply_point_keeps_address_consumption_and_operator() -> None:
    point = factories.supply_point()

    stored = queries.supply_point(point.pk)
    assert (stored.number, str(stored)) == ("L0000001", "Lindenallee 12a, 53757 Sankt Augustin")
    assert (stored.forecast_annual_kwh, stored.grid_operator.name) == (3500, "Netz Beispielstadt")


@pytest.mark.row("AP-100")
@pytest.mark.parametrize(
    "malo",
    [
        "51238696782",
        "5123869678",
        "512386967800",
        "5123869678O",
        "DE00056266802AO6G56M11SN51G21M24S",
    ],
)
def test_a_wrong_malo_is_refused_at_its_field(malo: str) -> None:
    assert set(problems(malo_id=malo)) == {"malo_id"}
    assert not SupplyPoint.objects.exists()


@pytest.mark.row("AP-019")
def test_gas_has_no_usage_type() -> None:
    found = problems(commodity=Commodity.GAS, usage_type=UsageType.HOUSEHOLD)

    assert found == {"usage_type": "Eine Verbrauchsart gibt es nur bei Strom."}


@pytest.mark.parametrize("kwh", [0, -1])
def test_a_consumption_of_nothing_is_refused(kwh: int) -> None:
    assert set(problems(forecast_annual_kwh=kwh)) == {"forecast_annual_kwh"}


def test_all_wrong_fields_are_reported_at_once() -> None:
    assert set(problems(street="", house_number="0", postcode="1067")) == {
        "street",
        "house_number",
        "postcode",
    }


@pytest.mark.parametrize("typed", [MALO, "L0000001", "1ESY1162000123", "Lindenallee 12a"])
def test_a_supply_point_is_found_by_its_numbers_and_address(typed: str) -> None:
    point = factories.supply_point(malo_id=MALO)
    factories.meter(point)

    hits = find(typed, kinds=["supply_point"])

    assert [hit.object_id for hit in hits] == [point.pk]
    assert hits[0].subtitle == ("Lieferstelle L0000001, MaLo 51238696781, Zähler 1ESY1162000123")


def test_one_malo_belongs_to_one_supply_point(call: Call) -> None:
    factories.supply_point(malo_id=MALO)
    second = factories.supply_point(house_number="14")

    with running(), pytest.raises(commands.MaloTaken):
        commands.set_malo(second.pk, MALO)
    with pytest.raises(commands.MaloTaken):
        commands.name_malo(call, supply_point_id=second.pk, malo_id=MALO)
    with running(), pytest.raises(commands.MaloTaken):
        commands.create_supply_point(place(malo_id=MALO, house_number="16"))

    second.refresh_from_db()
    assert second.malo_id is None


def test_the_grid_operator_names_the_malo_later() -> None:
    point = factories.supply_point()

    with running():
        commands.set_malo(point.pk, MALO)

    assert queries.by_malo(MALO) == point
    assert find(MALO)


def test_a_mistyped_malo_is_not_kept(call: Call) -> None:
    point = factories.supply_point()

    with pytest.raises(InvalidIdentifier):
        commands.name_malo(call, supply_point_id=point.pk, malo_id="51238696782")


@pytest.mark.row("AP-021")
def test_the_registers_of_the_meter_tell_the_register_count() -> None:
    point = factories.supply_point()
    factories.meter(point, registers=factories.supply.DUAL)

    assert queries.register_count(point.pk, date(2026, 1, 1)) == 2
    assert queries.register_count(point.pk, date(2025, 1, 1)) == 0


def test_a_meter_is_changed_on_a_day(call: Call) -> None:
    point = factories.supply_point()
    old = factories.meter(point, number="ALT-1")

    commands.remove_meter(call, meter_id=old.pk, day=date(2026, 5, 1))
    new = factories.meter(point, number="NEU-1", day=date(2026, 5, 1))

    old.refresh_from_db()
    assert old.installed == Period(date(2025, 12, 1), date(2026, 5, 1))
    assert point.meters.get(installed__contains=date(2026, 5, 1)) == new


def test_a_meter_is_removed_once(call: Call) -> None:
    meter = factories.meter(factories.supply_point())
    commands.remove_meter(call.derive(1), meter_id=meter.pk, day=date(2026, 5, 1))

    with pytest.raises(commands.NotInstalled):
        commands.remove_meter(call.derive(2), meter_id=meter.pk, day=date(2026, 6, 1))


@pytest.mark.row("AP-097")
@pytest.mark.parametrize("number", ["", "   ", "1" * 21, "12\u200b34"])
def test_an_unreadable_meter_number_is_refused(number: str) -> None:
    point = factories.supply_point()

    with running(), pytest.raises(UnusableSupplyPoint) as refusal:
        commands.install_meter(point.pk, number, date(2026, 1, 1), factories.supply.SINGLE)

    assert set(refusal.value.errors) == {"meter_number"}
    assert not Meter.objects.exists()


@pytest.mark.parametrize(
    "registers",
    [
        (),
        (
            RegisterData(RegisterKind.TOTAL, "1-0:1.8.0"),
            RegisterData(RegisterKind.TOTAL, "1-0:1.8.1"),
        ),
        (RegisterData(RegisterKind.TOTAL, "1-0:1.8.0", digits=0),),
        (RegisterData(RegisterKind.TOTAL, "1.8.0"),),
    ],
)
def test_impossible_registers_are_refused(registers: tuple[RegisterData, ...]) -> None:
    point = factories.supply_point()

    with running(), pytest.raises(ValueError, match=r".+"):
        commands.install_meter(point.pk, "Z1", date(2026, 1, 1), registers)


@pytest.mark.parametrize("size", [1, 25])
def test_the_number_of_queries_does_not_grow_with_the_supply_points(
    size: int, django_assert_max_num_queries: object
) -> None:
    entries = [place(house_number=str(number + 1)) for number in range(size)]

    with running(), django_assert_max_num_queries(20):  # type: ignore[operator]
        points = commands.create_supply_points(entries)
        commands.install_meters(
            [
                commands.Installation(
                    point.pk, f"Z{point.pk}", date(2026, 1, 1), factories.supply.SINGLE
                )
                for point in points
            ]
        )

    assert Meter.objects.count() == size
