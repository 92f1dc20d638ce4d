"""What the demo supplier sells: tariffs, each with the prices before and after a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform.commands import Call
from kundenwerk.tariffs import commands as tariffs
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import TariffData, VersionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, PriceKind, SupplyKind

FIRST_PRICES: Final = date(2025, 1, 1)
NEW_PRICES: Final = date(2026, 4, 1)
_HOUSEHOLD = frozenset({UsageType.HOUSEHOLD})
_SINGLE = frozenset({RegisterCount.SINGLE})
_HEAT = frozenset({UsageType.HEAT_PUMP, UsageType.STORAGE_HEATING})


@dataclass(frozen=True, slots=True)
class Prices:
    """Net prices: band of kWh, ct/kWh (peak), euros per year, ct/kWh off-peak."""

    from_kwh: int
    upto_kwh: int | None
    energy_ct: str
    base_eur: str
    offpeak_ct: str | None = None

    def tier(self) -> TierData:
        """As the tariff takes it."""
        offpeak = None if self.offpeak_ct is None else Decimal(self.offpeak_ct)
        return TierData(
            self.from_kwh, self.upto_kwh, Decimal(self.energy_ct), Decimal(self.base_eur), offpeak
        )


@dataclass(frozen=True, slots=True)
class Product:
    """A tariff with its terms and two sets of prices.

    Args:
        guaranteed: the last guaranteed days of the first and the second prices.
        bonus_eur: for new customers; ``instant_eur`` at once; gross.
        conditions: what a customer may choose beside the prices.
    """

    data: TariffData
    before: tuple[Prices, ...]
    after: tuple[Prices, ...]
    months: int = 0
    weeks: int = 4
    guaranteed: tuple[date | None, date | None] = (None, None)
    bonus_eur: int = 0
    instant_eur: int = 0
    conditions: tuple[ConditionData, ...] = ()
    price_kind: PriceKind = PriceKind.COMPONENTS

    def tiers(self, prices: tuple[Prices, ...]) -> list[TierData]:
        """The bands of a version with what may be chosen in each."""
        return [replace(one.tier(), conditions=self.conditions) for one in prices]

    def terms(self, label: str, start: date, guarantee: date | None) -> VersionData:
        """The terms of a version whose prices begin on a day."""
        return VersionData(
            label=label,
            prices=Period(start),
            sale=Period(start),
            price_kind=self.price_kind,
            minimum_term_months=self.months,
            notice_weeks=self.weeks,
            guarantee_until=guarantee,
            new_customer_bonus=Money(self.bonus_eur * 100),
            instant_bonus=Money(self.instant_eur * 100),
        )


def _household(code: str, name: str, *, green: bool = False, online: bool = False) -> TariffData:
    return TariffData(
        code,
        name,
        Commodity.ELECTRICITY,
        usage_types=_HOUSEHOLD,
        register_counts=_SINGLE,
        is_green=green,
        is_online=online,
    )


_PAPER = ConditionData(
    label="Papierrechnung",
    kind=ConditionKind.BASE,
    description="Rechnungen und Mitteilungen kommen mit der Post.",
    price=Decimal(12),
)
_HOUSEHOLD_CONDITIONS = (
    ConditionData(
        label="Ökozuschlag",
        kind=ConditionKind.ENERGY,
        description="Strom aus neuen Anlagen der Region, mit Herkunftsnachweis.",
        price=Decimal("0.30"),
    ),
    _PAPER,
    ConditionData(
        label="Energieberatung",
        kind=ConditionKind.ONCE,
        description="Ein Termin vor Ort, auf der ersten Rechnung.",
        once=Money(49_00),
    ),
    ConditionData(
        label="Lange Preisgarantie",
        kind=ConditionKind.TERMS,
        description="Der Preis bleibt länger gleich.",
        guarantee_months=24,
    ),
)
_CHARGING_CONDITIONS = (
    ConditionData(
        label="Wallbox-Gutschrift",
        kind=ConditionKind.ONCE,
        description="Für eine neu angemeldete Wallbox, mit der ersten Rechnung.",
        once=Money(-30_00),
    ),
    _PAPER,
)

PURCHASES: Final = (
    (Commodity.ELECTRICITY, FIRST_PRICES, "9.60"),
    (Commodity.ELECTRICITY, NEW_PRICES, "8.90"),
    (Commodity.GAS, FIRST_PRICES, "4.10"),
    (Commodity.GAS, NEW_PRICES, "3.80"),
)

PRODUCTS: Final[tuple[Product, ...]] = (
    Product(
        _household("BASIS", "Musterstrom Basis"),
        (Prices(0, 6000, "14.10", "72"), Prices(6000, None, "13.60", "84")),
        (Prices(0, 6000, "12.90", "75"), Prices(6000, None, "12.40", "87")),
    ),
    Product(
        _household("FIX", "Musterstrom Fix 12"),
        (Prices(0, 6000, "13.40", "78"), Prices(6000, None, "13.00", "90")),
        (Prices(0, 6000, "12.10", "81"), Prices(6000, None, "11.70", "93")),
        months=12,
        guaranteed=(date(2026, 12, 31), date(2027, 12, 31)),
        bonus_eur=60,
        instant_eur=25,
        conditions=_HOUSEHOLD_CONDITIONS,
    ),
    Product(
        _household("NATUR", "Musterstrom Natur", green=True),
        (Prices(0, None, "14.60", "78"),),
        (Prices(0, None, "13.20", "81"),),
        months=12,
        bonus_eur=50,
    ),
    Product(
        _household("ONLINE", "Musterstrom Natur Online", green=True, online=True),
        (Prices(0, 5000, "12.90", "60"), Prices(5000, None, "12.60", "66")),
        (Prices(0, 5000, "11.60", "63"), Prices(5000, None, "11.30", "69")),
        months=12,
        bonus_eur=80,
        instant_eur=40,
    ),
    Product(
        TariffData(
            "WAERME",
            "Musterstrom Wärme",
            Commodity.ELECTRICITY,
            usage_types=_HEAT,
            register_counts=frozenset({RegisterCount.SINGLE, RegisterCount.DUAL}),
            is_green=True,
        ),
        (Prices(0, None, "11.90", "66", "9.80"),),
        (Prices(0, None, "10.80", "69", "8.90"),),
        months=12,
        bonus_eur=75,
    ),
    Product(
        TariffData(
            "LADEN",
            "Musterstrom Laden",
            Commodity.ELECTRICITY,
            usage_types=frozenset({UsageType.EV_CHARGING}),
            register_counts=_SINGLE,
            is_green=True,
            is_online=True,
        ),
        (Prices(0, None, "11.20", "60"),),
        (Prices(0, None, "10.10", "63"),),
        instant_eur=30,
        conditions=_CHARGING_CONDITIONS,
    ),
    Product(
        _household("DYNAMIK", "Musterstrom Dynamik", green=True, online=True),
        (Prices(0, None, "2.20", "96"),),
        (Prices(0, None, "1.95", "96"),),
        price_kind=PriceKind.DYNAMIC,
    ),
    Product(
        TariffData("GEWERBE", "Gewerbestrom Plus", Commodity.ELECTRICITY, is_b2b=True),
        (Prices(0, 20000, "12.40", "120"), Prices(20000, None, "11.80", "180")),
        (Prices(0, 20000, "11.20", "126"), Prices(20000, None, "10.60", "186")),
        months=24,
        weeks=12,
    ),
    Product(
        TariffData(
            "GRUND",
            "Grundversorgung Strom",
            Commodity.ELECTRICITY,
            supply_kind=SupplyKind.DEFAULT_SUPPLY,
        ),
        (Prices(0, None, "33.00", "138"),),
        (Prices(0, None, "32.00", "144"),),
        weeks=2,
        price_kind=PriceKind.END_PRICE,
    ),
    Product(
        TariffData("GAS", "Mustergas Basis", Commodity.GAS),
        (Prices(0, None, "6.20", "96"),),
        (Prices(0, None, "5.70", "99"),),
        months=12,
        bonus_eur=50,
    ),
)

Versions = dict[str, int]


def open_shop(call: Call, *, day: date) -> Versions:
    """Make all tariffs with their first prices; returns code to version."""
    made = {}
    for product in PRODUCTS:
        mine = call.derive(product.data.code)
        tariff_id = tariffs.create_tariff(mine.derive("tariff"), data=product.data)
        made[product.data.code] = tariffs.create_version(
            mine.derive("version"),
            tariff_id=tariff_id,
            data=product.terms("ab 01.01.2025", FIRST_PRICES, product.guaranteed[0]),
            tiers=product.tiers(product.before),
        )
        tariffs.activate_version(
            mine.derive("approve"), version_id=made[product.data.code], day=day
        )
    return made


def buy_energy(call: Call) -> None:
    """Enter what the energy costs to buy, so that tariffs show their margin."""
    for commodity, day, ct in PURCHASES:
        tariffs.add_procurement_price(
            call.derive("purchase", commodity, day),
            commodity=commodity,
            valid_from=day,
            ct_per_kwh=Decimal(ct),
            source=f"erfundenes Beschaffungsportfolio {day.year}",
        )


def change_prices(call: Call, *, announced_on: date) -> Versions:
    """Bring the new prices into all tariffs; returns code to version."""
    ids = dict(Tariff.objects.values_list("code", "pk"))
    made = {}
    for product in PRODUCTS:
        code = product.data.code
        mine = call.derive(code)
        made[code] = tariffs.create_version(
            mine.derive("version"),
            tariff_id=ids[code],
            data=product.terms("ab 01.04.2026", NEW_PRICES, product.guaranteed[1]),
            tiers=product.tiers(product.after),
        )
        tariffs.activate_version(mine.derive("approve"), version_id=made[code], day=announced_on)
    return made


def end_first_prices(call: Call, *, day: date) -> None:
    """Sell the first prices no longer."""
    former = TariffVersion.objects.filter(prices__startswith=FIRST_PRICES).order_by("pk")
    for version_id in list(former.values_list("pk", flat=True)):
        tariffs.end_version(call.derive(version_id), version_id=version_id, day=day)
