"""The facts that come with the product."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market import commands, queries
from kundenwerk.market.commands.reference import reference_call
from kundenwerk.market.models import GridArea, GridPrice, MarketParticipant, Place, PriceComponent
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.series import required_components
from kundenwerk.market.rules.vocabulary import Component, ConcessionClass
from kundenwerk.platform.commands import Call

pytestmark = pytest.mark.django_db

YEAR = Period.year(2026)


@pytest.fixture
def facts() -> None:
    commands.load_reference_data(reference_call())


@pytest.mark.usefixtures("facts")
def test_the_reference_data_are_complete_and_loaded_once(call: Call) -> None:
    counts = Place.objects.count(), GridArea.objects.count(), PriceComponent.objects.count()

    again = commands.load_reference_data(call)

    assert again == 0
    assert counts == (Place.objects.count(), 483, 60)
    assert counts[0] > 19_000
    assert GridPrice.objects.count() == 19


def test_twenty_thousand_facts_are_loaded_with_few_statements(
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(80):
        commands.load_reference_data(reference_call())


@pytest.mark.usefixtures("facts")
def test_a_corrected_fact_stays_corrected(call: Call) -> None:
    wrong = PriceComponent.objects.get(
        kind__component="KWKG_LEVY", valid__contains=date(2026, 5, 1)
    )
    PriceComponent.objects.filter(pk=wrong.pk).update(value=Decimal("0.5"))

    commands.load_reference_data(call)

    wrong.refresh_from_db()
    assert wrong.value == Decimal("0.5")


@pytest.mark.usefixtures("facts")
def test_invented_codes_are_marked_as_such() -> None:
    assert not MarketParticipant.objects.filter(is_fictitious=False).exists()


@pytest.mark.usefixtures("facts")
def test_a_postcode_gives_its_towns_and_their_state() -> None:
    assert [str(place) for place in queries.places("80331")] == ["80331 München"]
    assert {place.state for place in queries.places("14715")} == {"Brandenburg", "Sachsen-Anhalt"}
    assert queries.places("01067")[0].state == "Sachsen"
    assert queries.places("00000") == []


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("postcode", "town", "operator"),
    [
        ("10115", "Berlin", "Stromnetz Berlin GmbH"),
        ("80331", "münchen", "SWM Infrastruktur GmbH & Co. KG"),
        ("50667", "Köln-Innenstadt", "RheinNetz GmbH"),
        ("70173", "Stuttgart", None),
    ],
)
def test_the_grid_operator_follows_from_the_address(
    postcode: str, town: str, operator: str | None
) -> None:
    areas = queries.grid_areas(postcode, town, Commodity.ELECTRICITY, date(2026, 12, 1))

    assert {area.grid_operator.name for area in areas} == ({operator} if operator else set())


@pytest.mark.usefixtures("facts")
def test_every_component_of_electricity_is_known_for_2026() -> None:
    operator = MarketParticipant.objects.get(name="Netze BW GmbH")
    region = PriceRegion(Commodity.ELECTRICITY, operator.pk, ConcessionClass.UPTO_100K)

    found = queries.components(region, YEAR)

    assert {item.component for item in found} == required_components(
        Commodity.ELECTRICITY, levy_privilege=False
    )
    per_kwh = [item for item in found if item.unit == "CT_PER_KWH" and item.register is None]
    assert sum(item.value for item in per_kwh) == Decimal("14.156")


@pytest.mark.usefixtures("facts")
def test_a_privileged_heat_pump_gets_no_kwkg_and_no_offshore_levy() -> None:
    region = PriceRegion(Commodity.ELECTRICITY, 0, ConcessionClass.UPTO_100K, levy_privilege=True)

    found = {item.component for item in queries.components(region, YEAR)}

    assert not found & {Component.KWKG_LEVY, Component.OFFSHORE_LEVY}


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(("special", "fee"), [(True, "0.03"), (False, "0.22")])
def test_the_concession_fee_of_gas_depends_on_the_kind_of_contract(
    special: bool,  # noqa: FBT001
    fee: str,
) -> None:
    region = PriceRegion(Commodity.GAS, 0, ConcessionClass.UPTO_25K, is_special_contract=special)

    found = queries.components(region, YEAR)

    fees = [item.value for item in found if item.component == Component.CONCESSION_FEE]
    assert fees == [Decimal(fee)]


@pytest.mark.usefixtures("facts")
def test_vat_on_gas_was_lower_for_eighteen_months() -> None:
    rates = queries.vat_rates(Commodity.GAS, Period.year(2024))

    assert [(rate.value, rate.valid.end) for rate in rates] == [
        (7, date(2024, 4, 1)),
        (19, None),
    ]


@pytest.mark.usefixtures("facts")
def test_base_rates_are_cut_to_the_period_asked_for() -> None:
    rates = queries.base_rates(YEAR)

    assert [(span.start, str(percent)) for span, percent in rates] == [
        (date(2026, 1, 1), "1.2700"),
        (date(2026, 7, 1), "1.5200"),
    ]


@pytest.mark.usefixtures("facts")
def test_it_is_known_how_far_the_levies_reach() -> None:
    levies = [Component.KWKG_LEVY, Component.ELECTRICITY_TAX]

    assert queries.known_until(levies, Commodity.ELECTRICITY) == date(2026, 12, 31)
    assert queries.known_until([Component.ELECTRICITY_TAX], Commodity.ELECTRICITY) is None


@pytest.mark.usefixtures("facts")
def test_operators_and_suppliers_can_be_chosen_by_hand() -> None:
    names = [operator.name for operator in queries.grid_operators(Commodity.ELECTRICITY)]

    assert len(names) == 19
    assert [one.name for one in queries.suppliers("rhein")] == ["RheinEnergie AG"]
