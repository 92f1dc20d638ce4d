"""The conditions in SQL and the readable rule: one answer."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kundenwerk.kernel.energy import RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.models import PriceTier, Tariff, TariffVersion
from kundenwerk.tariffs.queries import OfferQuery
from kundenwerk.tariffs.queries.refusals import closest_versions, explained
from kundenwerk.tariffs.rules.settings import SettingsData
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel
from tests.factories.calls import fresh_call
from tests.tariffs.world import Market, market_of_2026, query

pytestmark = pytest.mark.django_db

_SPANS = (Period.year(2025), Period.year(2026), Period.year(2027), Period(date(2026, 11, 22)))
_STARTS = (date(2026, 12, 1), date(2027, 1, 1), date(2026, 1, 1))
_USAGES: tuple[list[str], ...] = ([], ["HOUSEHOLD"], ["HEAT_PUMP", "EV_CHARGING"])
_REGISTERS: tuple[list[str], ...] = ([], ["SINGLE"], ["DUAL"])
_CUTS = (0, 1000, 3500, 3501, 9000)


def any_version(chance: random.Random, market: Market, number: int) -> TariffVersion:
    """A version of a tariff with former and later prices, whatever comes."""
    tariff, _ = Tariff.objects.get_or_create(
        code=f"T{number // 2}",
        defaults={
            "name": f"Tarif {number // 2}",
            "commodity": "ELECTRICITY",
            "usage_types": chance.choice(_USAGES),
            "register_counts": chance.choice(_REGISTERS),
            "is_b2b": chance.random() < 0.2,
        },
    )
    state = chance.choice(["ACTIVE", "ACTIVE", "ACTIVE", "ENDED", "DRAFT"])
    version = TariffVersion.objects.create(
        tariff=tariff,
        label=str(number),
        # One after the other, for approved prices of a tariff do not overlap.
        prices=_SPANS[1 + number % 2],
        sale=chance.choice(_SPANS),
        state=state,
        approved_on=None if state == "DRAFT" else date(2026, 1, 1),
        price_kind="END_PRICE",
        new_customer_bonus=Money(0),
        instant_bonus=Money(0),
    )
    version.grid_operators.set(any_grids(chance, market))
    lower, upper = sorted(chance.sample(_CUTS, 2))
    for start, end in ((lower, upper), (upper, None))[: chance.choice([1, 2])]:
        tier = PriceTier.objects.create(
            version=version,
            from_kwh=start,
            upto_kwh=end,
            energy_ct=Decimal(30),
            base_eur_per_year=Decimal(90),
        )
        tier.grid_operators.set(any_grids(chance, market))
    return version


def any_grids(chance: random.Random, market: Market) -> list[int]:
    return chance.choice([[], [market.near], [market.far], [market.near, market.far]])


def any_question(chance: random.Random, market: Market) -> OfferQuery:
    wanted: dict[str, Any] = {
        "start": chance.choice(_STARTS),
        "kwh": Decimal(chance.choice(_CUTS[1:])),
        "usage": chance.choice([None, UsageType.HOUSEHOLD, UsageType.HEAT_PUMP]),
        "register_count": chance.choice([None, RegisterCount.SINGLE, RegisterCount.DUAL]),
        "with_b2b": chance.random() < 0.5,
    }
    return replace(query(chance.choice([market.near, market.far])), **wanted)


@pytest.mark.row("D-6", "AP-045", "AP-046", "DEC-09", "DEC-14")
@pytest.mark.parametrize("level", list(OperatorLevel))
def test_sql_and_the_readable_rule_give_one_answer(level: OperatorLevel) -> None:
    market, chance = market_of_2026(), random.Random(14)  # noqa: S311
    commands.save_settings(
        fresh_call(),
        data=SettingsData(level, 14, compare_default_supply=False, instalment_step=Money(100)),
    )
    everything = [any_version(chance, market, number).pk for number in range(40)]
    seen = set()
    for _ in range(25):
        wanted = any_question(chance, market)

        offered = {card.version.pk for card in queries.offers(wanted).cards}
        refused = {one.version.pk: one.refusal.rule for one in explained(wanted, everything)}
        closest = dict(closest_versions(wanted))

        assert set(everything) - set(refused) == offered
        assert {pk: refused[pk] for pk in closest} == closest
        seen |= set(closest.values())

    assert len(seen) >= 7
