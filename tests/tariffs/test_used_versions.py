"""What quotes and contracts rely on stands, whoever writes and however."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from kundenwerk.kernel.money import Money
from kundenwerk.platform.models import AuditRow
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind
from tests.factories.calls import fresh_call
from tests.tariffs.world import TODAY, market_of_2026, sold, tier, version_data

pytestmark = pytest.mark.django_db


def use(version_id: int) -> None:
    """Somebody relies on the version."""
    with transaction.atomic():
        commands.mark_used([version_id], at=datetime(2026, 11, 22, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tariffs_pricetier SET energy_ct = 1",
        "DELETE FROM tariffs_pricetier",
        """INSERT INTO tariffs_pricetier
           (version_id, operator_group, from_kwh, energy_ct, base_eur_per_year)
           SELECT id, 5, 0, 1, 1 FROM tariffs_tariffversion""",
        "UPDATE tariffs_tariffversion SET prices = '[2026-02-01,)'",
        "UPDATE tariffs_tariffversion SET minimum_term_months = 24",
        "UPDATE tariffs_tariffversion SET new_customer_bonus = 1",
        "UPDATE tariffs_tariffversion SET used_at = NULL",
        "UPDATE tariffs_tariffversion SET label = 'x'",
        "UPDATE tariffs_tariffversion SET price_kind = 'END_PRICE'",
        "UPDATE tariffs_tariffversion SET notice_weeks = 1",
        "UPDATE tariffs_tariffversion SET renewal_months = 1",
        "UPDATE tariffs_tariffversion SET guarantee_until = '2030-01-01'",
        "UPDATE tariffs_tariffversion SET instant_bonus = 1",
        "UPDATE tariffs_tariffversion SET approved_on = NULL",
        "DELETE FROM tariffs_tariffversion",
    ],
)
def test_the_prices_of_a_used_version_stand_even_against_raw_sql(statement: str) -> None:
    use(sold("FIX"))

    with (
        pytest.raises(IntegrityError, match="used tariff version"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM tariffs_tariffversion_grid_operators",
        """UPDATE tariffs_tariffversion_grid_operators SET marketparticipant_id =
           (SELECT id FROM market_marketparticipant WHERE name = 'Netz B')""",
        """INSERT INTO tariffs_tariffversion_grid_operators
           (tariffversion_id, marketparticipant_id)
           SELECT v.id, m.id FROM tariffs_tariffversion v, market_marketparticipant m
           WHERE m.name = 'Netz B'""",
        "DELETE FROM tariffs_pricetier_grid_operators",
        """INSERT INTO tariffs_pricetier_grid_operators (pricetier_id, marketparticipant_id)
           SELECT t.id, m.id FROM tariffs_pricetier t, market_marketparticipant m
           WHERE m.name = 'Netz B'""",
        "DELETE FROM tariffs_condition",
        "UPDATE tariffs_condition SET once = 1",
        "UPDATE tariffs_tariff SET name = 'x'",
        "UPDATE tariffs_tariff SET usage_types = '{HEAT_PUMP}'",
        "DELETE FROM tariffs_tariff",
    ],
)
def test_what_belongs_to_a_used_version_stands_even_against_raw_sql(statement: str) -> None:
    near = market_of_2026().near
    credit = ConditionData(label="Wallbox", kind=ConditionKind.ONCE, once=Money(-3000))
    use(
        sold(
            "FIX",
            tier(grid_operator_ids=(near,), conditions=(credit,)),
            version=version_data(grid_operator_ids=(near,)),
        )
    )

    with (
        pytest.raises(IntegrityError, match=r"is used|used tariff version"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_used_version_can_still_end() -> None:
    version_id = sold("FIX")
    use(version_id)

    commands.end_version(fresh_call(), version_id=version_id, day=TODAY)

    assert AuditRow.objects.filter(table_name="tariffs_tariffversion", verb="UPDATE").exists()
