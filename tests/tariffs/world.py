"""A small market and tariffs made through the commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market import commands as market
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.vocabulary import ConcessionClass
from kundenwerk.tariffs import commands
from kundenwerk.tariffs.queries import OfferQuery
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import TariffData, VersionData
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests.factories.calls import fresh_call

TODAY = date(2026, 11, 22)
OPERATORS = "9999001000013;Netz A;NB;Strom\n9999001000021;Netz B;NB;Strom\n"
COMPONENTS = """Stromsteuer;Strom;;ct/kWh;01.01.2003;;2,05;§ 3 StromStG
KWKG-Umlage;Strom;;ct/kWh;01.01.2026;31.12.2026;0,446;Amt
Offshore-Netzumlage;Strom;;ct/kWh;01.01.2026;31.12.2026;0,941;Amt
Aufschlag für besondere Netznutzung;Strom;;ct/kWh;01.01.2026;31.12.2026;1,559;Amt
Konzessionsabgabe;Strom;UPTO_100K;ct/kWh;01.01.1992;;1,59;KAV
Konzessionsabgabe;Strom;LOW_LOAD;ct/kWh;01.01.1992;;0,61;KAV
Messstellenbetrieb;Strom;MODERN;€/Jahr brutto;01.01.2025;;25;MsbG
Umsatzsteuer;Strom;;%;01.01.2021;;19;UStG
"""


@dataclass(frozen=True)
class Market:
    """Two grid operators; prices are known for the first."""

    near: int
    far: int


def market_of_2026() -> Market:
    """The levies of 2026 and one grid operator's prices."""
    head = "kennung;name;rolle;sparte\n"
    market.import_participants(fresh_call(), content=(head + OPERATORS).encode())
    head = "bestandteil;sparte;klasse;einheit;gueltig_ab;gueltig_bis;wert;quelle\n"
    market.import_components(fresh_call(), content=(head + COMPONENTS).encode())
    head = "netzbetreiber;sparte;gueltig_ab;gueltig_bis;grundpreis;arbeitspreis;quelle\n"
    row = "9999001000013;Strom;01.01.2026;31.12.2026;84;7,57;Preisblatt\n"
    market.import_grid_prices(fresh_call(), content=(head + row).encode())
    near, far = MarketParticipant.objects.order_by("code")
    return Market(near.pk, far.pk)


def region(operator_id: int) -> PriceRegion:
    """A middling town."""
    return PriceRegion(Commodity.ELECTRICITY, operator_id, ConcessionClass.UPTO_100K)


def query(operator_id: int, **changes: Any) -> OfferQuery:
    """A household with 3,500 kWh from December on."""
    wanted: dict[str, Any] = {
        "day": TODAY,
        "start": date(2026, 12, 1),
        "region": region(operator_id),
        "usage": UsageType.HOUSEHOLD,
        "register_count": RegisterCount.SINGLE,
        "kwh": Decimal(3500),
    }
    return OfferQuery(**(wanted | changes))


def tier(energy_ct: str = "15", base: str = "90", **changes: Any) -> TierData:
    """One price for every consumption."""
    wanted: dict[str, Any] = {
        "from_kwh": 0,
        "upto_kwh": None,
        "energy_ct": Decimal(energy_ct),
        "base_eur_per_year": Decimal(base),
    }
    return TierData(**(wanted | changes))


def version_data(**changes: Any) -> VersionData:
    """Sold and valid since 2026."""
    wanted: dict[str, Any] = {
        "label": "Preise 2026",
        "prices": Period(date(2026, 1, 1)),
        "sale": Period(date(2026, 1, 1)),
        "price_kind": PriceKind.COMPONENTS,
    }
    return VersionData(**(wanted | changes))


def tariff(code: str, **changes: Any) -> int:
    """A tariff without versions."""
    wanted: dict[str, Any] = {"name": f"Strom {code}", "commodity": Commodity.ELECTRICITY}
    return commands.create_tariff(fresh_call(), data=TariffData(code, **(wanted | changes)))


def sold(
    code: str, *tiers: TierData, version: VersionData | None = None, day: date = TODAY, **flags: Any
) -> int:
    """A tariff with one approved version; returns the version."""
    version_id = commands.create_version(
        fresh_call(),
        tariff_id=tariff(code, **flags),
        data=version or version_data(),
        tiers=tiers or (tier(),),
    )
    commands.activate_version(fresh_call(), version_id=version_id, day=day)
    return version_id


BONUSES = {"new_customer_bonus": Money(10_000), "instant_bonus": Money(5_000)}
