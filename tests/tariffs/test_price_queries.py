"""Prices of supply points, default supply, profiles and presets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import DefaultSupplyTariff
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.rules.annual_cost import YearlyUse
from kundenwerk.tariffs.rules.prices import PriceGap
from kundenwerk.tariffs.rules.rating import rate
from kundenwerk.tariffs.rules.settings import SettingsData
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PresetKind, PriceKind
from tests.factories.calls import fresh_call
from tests.tariffs.prices import terms
from tests.tariffs.world import Market, market_of_2026, region

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return market_of_2026()


def test_a_bill_beyond_the_known_levies_is_refused(market: Market) -> None:
    period = Period(date(2026, 7, 1), date(2027, 7, 1))

    with pytest.raises(PriceGap) as refused:
        queries.segments_for([terms("10", "60", period)], region(market.near), period)

    assert refused.value.day == date(2027, 1, 1)


@pytest.mark.row("AP-064")
def test_the_present_tariff_can_be_compared_at_its_own_terms(market: Market) -> None:
    agreed = terms("20", "100", kind=PriceKind.END_PRICE)

    found = queries.standing_segment(agreed, region(market.near), date(2026, 12, 1))

    assert found.energy.value == 20


@pytest.mark.row("AP-048", "AP-049", "AP-050")
def test_default_supply_is_priced_unless_it_is_switched_off(market: Market) -> None:
    DefaultSupplyTariff.objects.create(
        supplier_id=market.far,
        name="Grundversorgung",
        commodity="ELECTRICITY",
        valid=Period(date(2026, 1, 1)),
        energy_ct_gross=Decimal("42.5"),
        base_eur_gross=Decimal("166.6"),
        source="Aushang",
    )
    asked = (market.far, Commodity.ELECTRICITY, Decimal(3500), date(2026, 12, 1))

    found = queries.default_supply_cost(*asked)

    assert found is not None
    assert str(found[1].annual_gross) == "1.654,10 €"
    assert queries.default_supply_cost(market.near, *asked[1:]) is None
    commands.save_settings(
        fresh_call(),
        data=SettingsData(
            OperatorLevel.VERSION, 14, compare_default_supply=False, instalment_step=Money(100)
        ),
    )
    assert queries.default_supply_cost(*asked) is None


@pytest.mark.row("DEC-08")
def test_usual_consumptions_are_settings() -> None:
    usual = [(preset.count, preset.kwh) for preset in queries.presets(PresetKind.PERSONS)]

    assert usual == [(1, 2000), (2, 3500), (3, 4250), (4, 5000), (5, 5750)]
    commands.save_presets(fresh_call(), kind=PresetKind.PERSONS, kwh={1: 1500})
    assert [preset.kwh for preset in queries.presets(PresetKind.PERSONS)] == [1500]


@pytest.mark.row("R24")
@pytest.mark.parametrize(
    ("commodity", "usage", "name"),
    [
        (Commodity.ELECTRICITY, UsageType.HOUSEHOLD, "BDEW H25"),
        (Commodity.ELECTRICITY, UsageType.HEAT_PUMP, "Gradtage"),
        (Commodity.ELECTRICITY, UsageType.EV_CHARGING, "gleichmäßig"),
        (Commodity.GAS, None, "Gradtage"),
    ],
)
def test_heating_is_spread_by_the_season_and_households_by_their_profile(
    commodity: Commodity, usage: UsageType | None, name: str
) -> None:
    assert queries.profile_for(commodity, usage).name == name


def test_a_seasonal_profile_shifts_energy_into_winter(market: Market) -> None:
    first_half = Period(date(2026, 1, 1), date(2026, 4, 1))
    agreed = [
        terms("10", "60", first_half),
        terms("20", "60", Period(date(2026, 4, 1), date(2027, 1, 1))),
    ]
    year = Period.year(2026)
    parts = queries.segments_for(agreed, region(market.near), year)
    profile = queries.profile_for(Commodity.GAS, None)

    use = YearlyUse(Decimal(10_000)).usages(year)
    winter = rate(year, use, parts, profile=profile).lines[0].quantity

    assert winter > rate(year, use, parts).lines[0].quantity


@pytest.mark.row("DEC-08", "AP-028")
def test_living_areas_have_usual_consumptions_of_gas() -> None:
    usual = [(preset.count, preset.kwh) for preset in queries.presets(PresetKind.AREA)]

    assert usual == [(50, 5000), (100, 12_000), (150, 18_000), (180, 20_000)]
