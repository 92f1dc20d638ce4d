"""Many tariffs, each version sold in the grids of dozens of operators."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from django.db import connection

from kundenwerk.demo import supplier
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.tariffs.models import PriceTier, Tariff, TariffVersion

DAY: Final = date(2026, 11, 18)
OPERATORS: Final = 800
PER_VERSION: Final = 56
BANDS: Final = (0, 2_500, 5_000, 10_000)
_USAGES: Final = (["HOUSEHOLD"], ["HOUSEHOLD"], ["HEAT_PUMP"], ["EV_CHARGING"], [])
# Two of three versions are on sale; the others are former prices, or prices to come.
_BEFORE = Period(date(2025, 1, 1), date(2026, 1, 1))
_NOW = Period(date(2026, 1, 1), date(2027, 1, 1))


def build(versions: int) -> None:
    """Fill an empty database; the same count gives the same tariffs."""
    call = Call.of_job("bench", "catalogue")
    clock.set_business_date(call.derive("day"), day=DAY)
    supplier.set_up(call.derive("supplier"))
    chance = random.Random(2026)
    MarketParticipant.objects.bulk_create(
        MarketParticipant(
            code=f"98{number:011d}",
            name=f"Netze {number:03d}",
            role="NB",
            commodity=Commodity.ELECTRICITY.value,
            is_fictitious=True,
            source="Messung",
        )
        for number in range(OPERATORS)
    )
    tariffs = Tariff.objects.bulk_create(
        Tariff(
            code=f"T{number:05d}",
            name=f"Tarif {number}",
            commodity=Commodity.ELECTRICITY.value,
            usage_types=_USAGES[number % len(_USAGES)],
            is_green=number % 3 == 0,
            is_online=number % 4 == 0,
            is_b2b=number % 10 == 0,
        )
        for number in range(versions * 2 // 3)
    )
    _versions(tariffs, versions, chance)
    _assign()


def _versions(tariffs: list[Tariff], count: int, chance: random.Random) -> None:
    sold = [(tariff, _NOW, "ACTIVE") for tariff in tariffs]
    former = [(tariff, _BEFORE, "ENDED") for tariff in tariffs[: count - len(tariffs)]]
    stored = TariffVersion.objects.bulk_create(
        TariffVersion(
            tariff=tariff,
            label=f"Preisstand {period.start.year}",
            prices=period,
            sale=period,
            state=state,
            approved_on=period.start,
            price_kind="COMPONENTS" if chance.random() < 0.7 else "END_PRICE",
            minimum_term_months=chance.choice([0, 12, 24]),
            new_customer_bonus=Money(chance.choice([0, 5_000, 12_000])),
            instant_bonus=Money(chance.choice([0, 2_500])),
        )
        for tariff, period, state in [*sold, *former]
    )
    PriceTier.objects.bulk_create(
        PriceTier(
            version=version,
            from_kwh=lower or 0,
            upto_kwh=upper,
            energy_ct=Decimal(chance.randrange(1_200, 2_400) if _own(version) else 3_100) / 100,
            base_eur_per_year=Decimal(chance.randrange(60, 160)),
        )
        for version in stored
        for lower, upper in pairwise((*BANDS, None))
    )


def _own(version: TariffVersion) -> bool:
    return version.price_kind == "COMPONENTS"


def _assign() -> None:
    """Every version in the grids of as many operators, spread evenly."""
    through = TariffVersion.grid_operators.through._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {through} (tariffversion_id, marketparticipant_id) "
            "SELECT version.id, operator.id FROM tariffs_tariffversion AS version "
            "CROSS JOIN LATERAL ("
            " SELECT id, row_number() OVER (ORDER BY id) AS place FROM market_marketparticipant"
            " WHERE code LIKE '98%%'"
            ") AS operator WHERE (operator.place + version.id * 7) %% %s < %s",
            [OPERATORS, PER_VERSION],
        )
