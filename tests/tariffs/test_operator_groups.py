"""A grid operator stands in one group of price tiers, whoever writes and however."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from kundenwerk.platform.constraints import violated
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.models import PriceTier
from kundenwerk.tariffs.rules.tiers import TiersRefused, check_tiers
from tests.factories.calls import fresh_call
from tests.tariffs.world import Market, market_of_2026, tariff, tier, version_data

pytestmark = pytest.mark.django_db


def two_groups(market: Market) -> tuple[PriceTier, PriceTier]:
    """A draft with one group for each grid operator."""
    version_id = commands.create_version(
        fresh_call(),
        tariff_id=tariff("FIX"),
        data=version_data(),
        tiers=[
            tier("10", upto_kwh=3000, grid_operator_ids=(market.near,)),
            tier("9", from_kwh=3000, grid_operator_ids=(market.near,)),
            tier("20", operator_group=1, grid_operator_ids=(market.far,)),
        ],
    )
    near, _, far = PriceTier.objects.filter(version_id=version_id).order_by(
        "operator_group", "from_kwh"
    )
    return near, far


@pytest.mark.row("DEC-09")
def test_a_grid_operator_in_two_groups_is_told_with_its_row() -> None:
    tiers = [tier(grid_operator_ids=(1,)), tier(operator_group=1, grid_operator_ids=(2, 1))]

    with pytest.raises(TiersRefused, match="steht schon in einer anderen Gruppe") as refused:
        check_tiers(tiers)

    assert refused.value.row == 2


@pytest.mark.row("DEC-09")
@pytest.mark.parametrize(
    "statement",
    [
        """INSERT INTO tariffs_pricetier_grid_operators (pricetier_id, marketparticipant_id)
           VALUES (%(far_tier)s, %(near)s)""",
        """UPDATE tariffs_pricetier_grid_operators SET marketparticipant_id = %(near)s
           WHERE pricetier_id = %(far_tier)s""",
        """UPDATE tariffs_pricetier_grid_operators SET pricetier_id = %(far_tier)s
           WHERE pricetier_id = %(near_tier)s""",
        "UPDATE tariffs_pricetier SET operator_group = 2 WHERE id = %(near_tier)s",
    ],
)
def test_the_database_refuses_a_second_group(statement: str) -> None:
    market = market_of_2026()
    near, far = two_groups(market)
    values = {"near": market.near, "near_tier": near.pk, "far_tier": far.pk}

    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)

    assert violated(refused.value) == "tier_operator_in_one_group"


def test_other_versions_have_groups_of_their_own() -> None:
    market = market_of_2026()
    _, far = two_groups(market)

    following = commands.prepare_version(
        fresh_call(),
        tariff_id=far.version.tariff_id,
        start=version_data().prices.start.replace(year=2027),
        label="2027",
    )

    moved = PriceTier.objects.get(version_id=following, operator_group=1)
    PriceTier.objects.filter(pk=moved.pk).update(operator_group=3)
    moved.grid_operators.add(*far.grid_operators.all())
    assert moved.grid_operators.count() == 1
