"""The simulator and the breakdown say what quotes and bills say, at every place and consumption."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money, total
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import DefaultSupplyTariff, MarketParticipant
from kundenwerk.platform import undo
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import ProcurementPrice, TariffVersion
from kundenwerk.tariffs.queries.composition import OthersPrices, composition, others_prices
from kundenwerk.tariffs.queries.simulation import (
    Simulation,
    procurement_price,
    simulate,
    tier_of,
    tiers_for,
)
from kundenwerk.tariffs.rules.amounts import MOST, USUAL_KWH, amounts, use_of
from kundenwerk.tariffs.rules.bands import Band
from kundenwerk.tariffs.rules.settings import SettingsData
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PriceKind
from tests.factories.calls import fresh_call
from tests.tariffs.world import (
    BONUSES,
    TODAY,
    Market,
    market_of_2026,
    query,
    region,
    sold,
    tier,
    version_data,
)

pytestmark = pytest.mark.django_db

START = date(2026, 12, 1)


@pytest.fixture
def market() -> Market:
    return market_of_2026()


def others(market: Market, day: date = START) -> OthersPrices:
    return others_prices(region(market.near), day)


def simulated(
    version_id: int, market: Market, *kwh: int, supplier: int | None = None
) -> Simulation:
    version = TariffVersion.objects.select_related("tariff").get(pk=version_id)
    uses = [use_of(one, None) for one in kwh]
    return simulate(version, others(market), uses, default_supplier_id=supplier)


@pytest.mark.row("CD-30")
@pytest.mark.parametrize("kind", [PriceKind.COMPONENTS, PriceKind.END_PRICE])
@pytest.mark.parametrize("offpeak", [None, 40])
def test_the_parts_of_a_year_add_up_and_name_their_source(
    market: Market, kind: PriceKind, offpeak: int | None
) -> None:
    nt = {"energy_offpeak_ct": Decimal(28)} if offpeak else {}
    price = "15" if kind == PriceKind.COMPONENTS else "35"
    version = TariffVersion.objects.get(
        pk=sold("FIX", tier(price, **nt), version=version_data(price_kind=kind))
    )

    found = composition(version.tiers.get(), others(market), use_of(3500, offpeak))

    assert total(part.net for part in found.parts) == found.net
    assert found.net + found.vat == found.gross
    own, *rest = found.parts
    assert own.is_own
    assert all(part.values and all(one.source for one in part.values) for part in rest)
    fee = next(part for part in rest if part.label == "Konzessionsabgabe")
    assert [str(one.value.normalize()) for one in fee.values] == (
        ["0.61", "1.59"] if offpeak else ["1.59"]
    ) or len(fee.values) == (2 if offpeak else 1)


def test_a_missing_value_is_named_with_the_table_it_comes_from(market: Market) -> None:
    beyond = others(market, date(2027, 1, 1)).missing()

    assert ("Netzentgelt Arbeitspreis", "netzpreise") in [(one.label, one.table) for one in beyond]
    assert ("KWKG-Umlage", "preisbestandteile") in [(one.label, one.table) for one in beyond]
    assert others(market).missing() == []


def test_the_simulator_says_what_the_tariff_card_says(market: Market) -> None:
    version_id = sold(
        "FIX", tier("15", upto_kwh=3000), tier("14", from_kwh=3000), version=version_data(**BONUSES)
    )

    for row in simulated(version_id, market, *USUAL_KWH).rows:
        [card] = queries.offers(query(market.near, kwh=row.use.kwh)).cards
        assert row.cost == card.cost


@given(kwh=st.integers(1, 100_000))
def test_any_consumption_finds_the_tier_of_its_band(kwh: int) -> None:
    bands = [Band(0, 2000), Band(2000, 9000), Band(9000, None)]

    found = amounts(USUAL_KWH, bands, [kwh])

    assert kwh in found
    assert all(any(Decimal(one) in band for one in found) for band in bands)
    assert found == sorted(set(found))
    assert len(found) <= MOST


def test_default_supply_and_the_version_before_stand_beside_it(market: Market) -> None:
    supplier = MarketParticipant.objects.create(code="9999003000011", name="Rheinstrom", role="LF")
    DefaultSupplyTariff.objects.create(
        supplier=supplier,
        name="Basis",
        commodity="ELECTRICITY",
        valid=Period(date(2026, 1, 1)),
        energy_ct_gross=Decimal(42),
        base_eur_gross=Decimal(150),
        source="Test",
    )
    former = TariffVersion.objects.get(pk=sold("FIX", tier("15")))
    following = commands.prepare_version(
        fresh_call(), tariff_id=former.tariff_id, start=START, label="Neu"
    )
    draft = TariffVersion.objects.get(pk=following)
    present = queries.draft_of(draft)
    commands.save_draft(
        fresh_call(),
        version_id=following,
        shown=present.digest,
        draft=replace(present, tiers=(replace(present.tiers[0], energy_ct=Decimal(16)),)),
    )

    found = simulated(following, market, 3500, supplier=supplier.pk)

    [row] = found.rows
    assert found.predecessor == former
    assert found.default_name == "Basis"
    # 3,500 kWh × 1 ct more, with 19 % VAT.
    assert row.against_former == Money(4165)
    assert row.default == Money(162_000)
    assert row.cost
    assert row.against_default == row.cost.annual_gross - Money(162_000)


def test_the_margin_is_the_own_share_less_the_purchase(market: Market) -> None:
    version_id = sold("FIX", tier("15", "90"), version=version_data(**BONUSES))
    assert simulated(version_id, market, 3500).rows[0].margin is None
    for day, price in ((date(2026, 1, 1), "9"), (START, "10.5"), (date(2027, 1, 1), "11")):
        commands.add_procurement_price(
            fresh_call(),
            commodity=Commodity.ELECTRICITY,
            valid_from=day,
            ct_per_kwh=Decimal(price),
            source="Portfolio",
        )

    found = simulated(version_id, market, 3500)

    [row] = found.rows
    assert found.procurement
    assert found.procurement.ct_per_kwh == Decimal("10.5")
    # own: 3,500 × 15 ct + 90 €, less what rounding the other parts took; bought for 10.5 ct;
    # bonuses of 150 € gross are 126.05 € net.
    assert (row.own, row.margin) == (Money(61_499), Money(24_749))
    assert row.first_margin == Money(24_749 - 12_605)


def test_consumption_without_a_tier_has_no_price(market: Market) -> None:
    version_id = sold("FIX", tier(upto_kwh=2000))

    small, large = simulated(version_id, market, 1500, 2500).rows

    assert small.cost
    assert (large.tier, large.cost, large.margin) == (None, None, None)


@pytest.mark.row("DEC-09")
def test_the_tiers_of_the_grid_operator_count_where_the_setting_says_so(market: Market) -> None:
    version = TariffVersion.objects.get(
        pk=sold(
            "TIERED",
            tier("10", grid_operator_ids=(market.near,)),
            tier("20", operator_group=1, grid_operator_ids=(market.far,)),
        )
    )
    commands.save_settings(
        fresh_call(),
        data=SettingsData(
            OperatorLevel.TIER, 14, compare_default_supply=True, instalment_step=Money(100)
        ),
    )

    for operator, price in ((market.near, 10), (market.far, 20)):
        found = tier_of(tiers_for(version, operator), Decimal(3500))
        assert found
        assert found.energy_ct == price


@pytest.mark.parametrize("count", [1, 12])
def test_the_values_of_others_are_asked_once(
    market: Market, count: int, django_assert_num_queries: Any
) -> None:
    version = TariffVersion.objects.select_related("tariff").get(pk=sold("FIX"))
    asked = others(market)
    uses = [use_of(1000 + n, None) for n in range(count)]

    with django_assert_num_queries(7):
        simulate(version, asked, uses, default_supplier_id=None)


# ---- purchase prices


def add(**changes: Any) -> int:
    wanted: dict[str, Any] = {
        "commodity": Commodity.ELECTRICITY,
        "valid_from": TODAY,
        "ct_per_kwh": Decimal("9.5"),
        "source": "Portfolio",
    }
    return commands.add_procurement_price(changes.pop("by", fresh_call()), **(wanted | changes))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ct_per_kwh": Decimal(-1)}, "ct_per_kwh"),
        ({"ct_per_kwh": Decimal("NaN")}, "ct_per_kwh"),
        ({"ct_per_kwh": Decimal(1000)}, "ct_per_kwh"),
        ({"ct_per_kwh": Decimal("1.1234567")}, "ct_per_kwh"),
        ({"source": " "}, "source"),
        ({"source": "a\u200bb"}, "source"),
    ],
)
def test_a_purchase_price_that_cannot_be_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(commands.ProcurementRefused) as refused:
        add(**changes)

    assert set(refused.value.faults) == {field}
    assert not ProcurementPrice.objects.exists()


def test_a_day_has_one_purchase_price_and_each_is_taken_back() -> None:
    by = fresh_call()
    kept = add(by=by)
    with pytest.raises(commands.ProcurementRefused, match="schon einen Preis"):
        add()
    found = undo.offer_of(by)
    assert found
    undo.take_back(found.pk, actor=by.actor)
    assert procurement_price(Commodity.ELECTRICITY, TODAY) is None

    kept, by = add(), fresh_call()
    commands.remove_procurement_price(by, price_id=kept)
    found = undo.offer_of(by)
    assert found
    undo.take_back(found.pk, actor=by.actor)
    assert procurement_price(Commodity.ELECTRICITY, TODAY)
    assert procurement_price(Commodity.GAS, TODAY) is None


def test_a_removal_is_not_taken_back_over_another_price() -> None:
    kept, by = add(), fresh_call()
    commands.remove_procurement_price(by, price_id=kept)
    add(ct_per_kwh=Decimal(8))

    found = undo.offer_of(by)
    assert found
    with pytest.raises(undo.Overtaken):
        undo.take_back(found.pk, actor=by.actor)
    with pytest.raises(commands.ProcurementRefused):
        commands.remove_procurement_price(fresh_call(), price_id=kept)
