"""Tariffs with one or more versions."""

from __future__ import annotations

from decimal import Decimal

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.models import PriceTier, Tariff, TariffVersion

YEAR = Period.year(2026)


def tariff_version(
    *,
    code: str = "STROM-FIX",
    prices: Period = YEAR,
    energy_ct: str = "12.5",
    commodity: Commodity = Commodity.ELECTRICITY,
    supply_kind: str = "SPECIAL",
    upto_kwh: int | None = None,
) -> TariffVersion:
    """A version of the tariff with this code, with one tier from 0 kWh."""
    tariff, _ = Tariff.objects.get_or_create(
        code=code,
        defaults={"name": "Strom Fix", "commodity": commodity, "supply_kind": supply_kind},
    )
    version = TariffVersion.objects.create(
        tariff=tariff,
        label=f"ab {prices.start:%d.%m.%Y}",
        prices=prices,
        sale=prices,
        state="ACTIVE",
        approved_on=prices.start,
        price_kind="COMPONENTS",
        minimum_term_months=12,
        notice_weeks=4,
        new_customer_bonus=ZERO,
        instant_bonus=ZERO,
    )
    PriceTier.objects.create(
        version=version,
        from_kwh=0,
        upto_kwh=upto_kwh,
        energy_ct=Decimal(energy_ct),
        base_eur_per_year=Decimal(90),
    )
    return version
