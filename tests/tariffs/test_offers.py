"""Tariffs that fit, priced, compared and sorted; and why others do not fit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.queries import Offers
from kundenwerk.tariffs.rules.annual_cost import AnnualCost, YearlyUse, annual_cost
from kundenwerk.tariffs.rules.eligibility import Rule
from kundenwerk.tariffs.rules.profiles import EVEN
from kundenwerk.tariffs.rules.rating import rate
from kundenwerk.tariffs.rules.settings import SettingsData
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PriceKind
from tests.factories.calls import fresh_call
from tests.tariffs.prices import segment, terms
from tests.tariffs.world import (
    BONUSES,
    Market,
    market_of_2026,
    query,
    region,
    sold,
    tariff,
    tier,
    version_data,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return market_of_2026()


def codes(found: Offers) -> list[str]:
    """The cards, in order."""
    return [card.version.tariff.code for card in found.cards]


def current(energy_ct: str = "36", base: str = "120") -> AnnualCost:
    """What the customer pays today."""
    use = YearlyUse(Decimal(3500))
    return annual_cost(use, segment(energy_ct, base), instalment_step=Money(100))


@pytest.mark.row("AP-059", "CD-30")
def test_a_tariff_of_components_costs_its_own_price_plus_everything_published(
    market: Market,
) -> None:
    sold("FIX", tier("10", "60"))

    [card] = queries.offers(query(market.near)).cards

    # 14,156 ct and 84 € + 25 €/1,19 are asked by others.
    assert card.cost.energy_ct == Decimal("24.156")
    assert str(card.cost.annual_net) == "1.010,47 €"
    assert str(card.cost.annual_gross) == "1.202,46 €"


@pytest.mark.row("AP-051")
def test_the_largest_saving_comes_first_and_equal_ones_keep_their_order(market: Market) -> None:
    sold("C-MIDDLE", tier("12"))
    sold("B-CHEAP", tier("10"))
    sold("A-MIDDLE", tier("12"))
    sold("D-DEAR", tier("40"))

    found = queries.offers(query(market.near, comparison=current()))

    assert codes(found) == ["B-CHEAP", "A-MIDDLE", "C-MIDDLE", "D-DEAR"]
    assert found.cards[-1].saving is None
    assert found.cards[0].saving == current().annual_gross - found.cards[0].cost.annual_gross


def test_without_a_comparison_the_cheapest_comes_first(market: Market) -> None:
    sold("A-DEAR", tier("20"))
    sold("B-CHEAP", tier("10"))

    found = queries.offers(query(market.near))

    assert codes(found) == ["B-CHEAP", "A-DEAR"]
    assert found.cards[0].difference is None


@pytest.mark.row("AP-067", "AP-068")
@pytest.mark.parametrize(
    ("new_customer", "instant", "first"),
    [
        (True, True, "B-BONUS"),
        (True, False, "B-BONUS"),
        (False, True, "A-PLAIN"),
        (False, False, "A-PLAIN"),
    ],
)
def test_bonuses_switched_on_change_savings_and_order(
    market: Market,
    new_customer: bool,  # noqa: FBT001
    instant: bool,  # noqa: FBT001
    first: str,
) -> None:
    sold("A-PLAIN", tier("10", "60"))
    sold("B-BONUS", tier("10", "130"), version=version_data(**BONUSES))

    found = queries.offers(
        query(
            market.near,
            new_customer_bonus=new_customer,
            instant_bonus=instant,
            comparison=current(),
        )
    )

    assert codes(found)[0] == first


@pytest.mark.row("AP-054", "AP-055", "AP-056")
def test_filters_combine_and_count_what_they_would_show(market: Market) -> None:
    sold("GREEN", is_green=True)
    sold("WEB", is_online=True)
    sold("BOTH", is_green=True, is_online=True)
    sold("B2B", is_b2b=True)

    plain = queries.offers(query(market.near))
    both = queries.offers(query(market.near, only_green=True, only_online=True))
    business = queries.offers(query(market.near, with_b2b=True))

    assert codes(plain) == ["BOTH", "GREEN", "WEB"]
    assert plain.counts == {"all": 3, "green": 2, "online": 2, "b2b": 1}
    assert codes(both) == ["BOTH"]
    assert "B2B" in codes(business)


@pytest.mark.row("AP-044", "AP-045", "AP-046")
def test_only_tariffs_for_this_grid_band_and_meter_are_offered(market: Market) -> None:
    sold("HERE", version=version_data(grid_operator_ids=(market.near,)))
    sold("THERE", version=version_data(grid_operator_ids=(market.far,)))
    sold("SMALL", tier(upto_kwh=3500))
    sold("LARGE", tier(upto_kwh=3500), tier(from_kwh=3500))
    sold("HEATING", usage_types=frozenset({UsageType.HEAT_PUMP}))
    sold("TWO", register_counts=frozenset({RegisterCount.DUAL}))
    sold("LATER", version=version_data(prices=Period(date(2027, 1, 1))))
    tariff("EMPTY")

    found = queries.offers(query(market.near))

    assert codes(found) == ["HERE", "LARGE"]


@pytest.mark.row("D-6", "AP-047")
def test_every_tariff_not_offered_says_why(market: Market) -> None:
    sold("OK")
    sold("THERE", version=version_data(grid_operator_ids=(market.far,)))
    sold("SMALL", tier(upto_kwh=3500))
    sold("B2B", is_b2b=True)
    sold("LATER", version=version_data(prices=Period(date(2027, 1, 1))))
    commands.create_version(fresh_call(), tariff_id=tariff("DRAFT"), data=version_data())

    misses = queries.why_not(query(market.near), most=20).nearest

    assert [(miss.version.tariff.code, miss.refusal.rule) for miss in misses] == [
        ("SMALL", Rule.BAND),
        ("THERE", Rule.OPERATOR),
        ("B2B", Rule.AUDIENCE),
        ("LATER", Rule.PRICES),
        ("DRAFT", Rule.STATE),
    ]
    assert misses[1].refusal.reason == "Der Tarif gilt nur in den Netzen von Netz B."


def test_offers_and_refusals_agree(market: Market) -> None:
    for number, upto in enumerate((1000, 3500, 3501, None)):
        sold(f"T{number}", tier(upto_kwh=upto))
    wanted = query(market.near)

    offered = set(codes(queries.offers(wanted)))
    refused = {miss.version.tariff.code for miss in queries.why_not(wanted, most=20).nearest}

    assert offered | refused == {"T0", "T1", "T2", "T3"}
    assert not offered & refused


@pytest.mark.row("DEC-09")
def test_grid_operators_of_a_tier_count_when_the_setting_says_so(market: Market) -> None:
    commands.save_settings(
        fresh_call(),
        data=SettingsData(
            OperatorLevel.TIER, 14, compare_default_supply=True, instalment_step=Money(100)
        ),
    )
    sold(
        "TIERED",
        tier("10", grid_operator_ids=(market.near,)),
        tier("20", operator_group=1, grid_operator_ids=(market.far,)),
    )

    [near] = queries.offers(query(market.near)).cards

    assert near.tier.energy_ct == 10
    assert queries.why_not(query(market.near), most=20).count == 0


def test_a_levy_not_published_yet_stops_a_pass_through_tariff_but_not_an_end_price(
    market: Market,
) -> None:
    sold("PASS")
    sold("END", tier("30"), version=version_data(price_kind=PriceKind.END_PRICE))

    found = queries.offers(query(market.near, start=date(2027, 2, 1)))

    assert codes(found) == ["END"]
    [(version, gap)] = found.without_price
    assert version.tariff.code == "PASS"
    assert "01.02.2027 kein Wert" in gap.reason


@pytest.mark.row("AP-060")
def test_two_registers_show_their_own_prices(market: Market) -> None:
    sold("TWO", tier("12", energy_offpeak_ct=Decimal(9)))

    [card] = queries.offers(
        query(
            market.near,
            usage=UsageType.STORAGE_HEATING,
            register_count=RegisterCount.DUAL,
            kwh=Decimal(6000),
            offpeak_kwh=Decimal(4000),
        )
    ).cards

    assert card.cost.energy_ct == Decimal("26.156")
    assert card.cost.energy_offpeak_ct == Decimal("22.176")
    assert card.cost.offpeak_cost == Money(88_704)


@pytest.mark.row("D-2")
def test_a_card_is_the_bill_of_the_same_year(market: Market) -> None:
    sold("FIX", tier("12.3456", "87.65"), version=version_data(**BONUSES))
    [card] = queries.offers(query(market.near, start=date(2026, 1, 1))).cards
    year = Period.year(2026)
    agreed = terms("12.3456", "87.65", year)

    parts = queries.segments_for([agreed], region(market.near), year)
    use = YearlyUse(Decimal(3500))
    bill = rate(year, use.usages(year), parts, profile=EVEN)

    assert (bill.net, bill.gross) == (card.cost.annual_net, card.cost.annual_gross)


@pytest.mark.parametrize("size", [1, 12])
def test_the_number_of_statements_does_not_grow_with_the_tariffs(
    market: Market,
    size: int,
    django_assert_num_queries: object,
) -> None:
    for number in range(size):
        sold(f"T{number:02}")
    wanted = query(market.near)

    with django_assert_num_queries(5):  # type: ignore[operator]  # settings, tiers, VAT, levies, grid
        queries.offers(wanted)
