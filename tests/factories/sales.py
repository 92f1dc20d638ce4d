"""A small market around Cologne with tariffs to quote, and drafts as clerks fill them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

from kundenwerk.kernel.energy import Commodity, EnergyKind, UsageType
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market import commands as market
from kundenwerk.market.commands import import_places
from kundenwerk.market.models import DefaultSupplyTariff, MarketParticipant
from kundenwerk.market.rules.company import CompanyData
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.sales.rules.kinds import OfferedKind
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import (
    Condition,
    PriceTier,
    Tariff,
    TariffVersion,
    condition_columns,
)
from tests.factories.calls import fresh_call

DAY = date(2026, 11, 18)  # a Wednesday
IBAN = "DE89370400440532013000"
PLACE = ("50667", "Domgasse", "9")
OPERATOR, METERING, SUPPLIER, GAS_SUPPLIER = (
    "9999001000104",
    "9999002000103",
    "9999003000011",
    "9999003000029",
)

_PLACES = """postleitzahl;ort;bundesland
50667;Köln;Nordrhein-Westfalen
22145;Hamburg;Hamburg
22145;Stapelfeld;Schleswig-Holstein
"""
_PARTICIPANTS = f"""kennung;name;rolle;sparte;fiktiv;quelle
{OPERATOR};Rheinnetz;NB;Strom;ja;Test
{METERING};Rheinnetz Messung;MSB;Strom;ja;Test
{SUPPLIER};Rheinstrom;LF;Strom;ja;Test
{GAS_SUPPLIER};Rheingas;LF;Gas;ja;Test
"""
_AREA_HEADS = (
    "postleitzahl;ort;sparte;netzbetreiber;messstellenbetreiber;grundversorger;"
    "konzessionsklasse;gueltig_ab;gueltig_bis;quelle"
)
_AREAS = f"""{_AREA_HEADS}
50667;Köln;Strom;{OPERATOR};{METERING};{SUPPLIER};über 500.000 Einwohner;01.01.2025;;Test
"""
_PRICE_HEADS = (
    "netzbetreiber;sparte;gueltig_ab;gueltig_bis;grundpreis;arbeitspreis;modul1;modul3_ht;"
    "modul3_nt;modul3_ht_zeiten;modul3_nt_zeiten;modul3_monate;quelle"
)
_GRID_PRICES = f"""{_PRICE_HEADS}
{OPERATOR};Strom;01.01.2026;31.12.2026;80;9,5;;;;;;;Test
"""


COMPANY = CompanyData(
    name="Stadtwerke Musterstadt GmbH",
    street="Werkstraße",
    house_number="1",
    postcode="12345",
    town="Musterstadt",
    email="service@stadtwerke.example",
    bdew_code="9999009000015",
    creditor_id="DE98ZZZ09999999999",
    iban="DE02120300000000202051",
)

KINDS = [
    OfferedKind(
        "HAUSHALT",
        "Haushaltsstrom",
        "bolt",
        EnergyKind(Commodity.ELECTRICITY, UsageType.HOUSEHOLD),
    ),
    OfferedKind("GAS", "Gas", "flame", EnergyKind(Commodity.GAS, None)),
]


def small_market() -> None:
    """Places, participants, prices of others and default supply for Cologne in 2026."""
    components = resources.files("kundenwerk.market").joinpath("data", "price_components.csv")
    import_places(fresh_call(), content=_PLACES.encode())
    market.import_participants(fresh_call(), content=_PARTICIPANTS.encode())
    market.import_components(fresh_call(), content=components.read_bytes())
    market.import_grid_areas(fresh_call(), content=_AREAS.encode())
    market.import_grid_prices(fresh_call(), content=_GRID_PRICES.encode())
    market.save_own_company(fresh_call(), data=COMPANY, version=0, is_fictitious=True)
    DefaultSupplyTariff.objects.create(
        supplier=participant(SUPPLIER),
        name="Rheinstrom Basis",
        commodity=Commodity.ELECTRICITY.value,
        valid=Period(date(2026, 1, 1)),
        energy_ct_gross=Decimal("42.50"),
        base_eur_gross=Decimal("160.00"),
        source="Test",
    )


def participant(code: str) -> MarketParticipant:
    """One of the companies above."""
    return MarketParticipant.objects.get(code=code)


def tariff(code: str, energy_ct: str, **changes: Any) -> TariffVersion:
    """A tariff on sale with one open tier; ``changes`` name columns of any of the three rows.

    ``conditions`` are what a customer may choose with the tier.
    """
    own: dict[str, Any] = {
        "name": f"Stadtstrom {code}",
        "commodity": Commodity.ELECTRICITY.value,
        "usage_types": ["HOUSEHOLD"],
        "is_green": False,
        "is_online": False,
        "is_b2b": False,
    }
    version: dict[str, Any] = {
        "label": "Preisstand 11/2026",
        "prices": Period.year(2026),
        "sale": Period.year(2026),
        "state": "ACTIVE",
        "approved_on": date(2026, 1, 1),
        "price_kind": "COMPONENTS",
        "minimum_term_months": 12,
        "new_customer_bonus": Money(0),
        "instant_bonus": Money(0),
    }
    tier: dict[str, Any] = {
        "energy_offpeak_ct": None,
        "from_kwh": 0,
        "upto_kwh": None,
        "base_eur_per_year": Decimal(90),
    }
    for row in (own, version, tier):
        row.update({name: changes[name] for name in row.keys() & changes.keys()})
    made = TariffVersion.objects.create(tariff=Tariff.objects.create(code=code, **own), **version)
    place = PriceTier.objects.create(version=made, energy_ct=Decimal(energy_ct), **tier)
    for position, one in enumerate(changes.get("conditions", ()), start=1):
        Condition.objects.create(tier=place, **condition_columns(one, position))
    return made


BASIS = {
    "energy_kind": "HAUSHALT",
    "postcode": "50667",
    "street": "Domgasse",
    "house_number": "7",
    "annual_kwh": "3.500",
    "start": "01.12.2026",
}
PERSON = {
    "kind": "PERSON",
    "salutation": "MS",
    "first_name": "Petra",
    "last_name": "Sommer",
    "email": "petra@example.org",
    "payment_method": "DIRECT_DEBIT",
    "iban": IBAN,
    "situation": "E01",
}


def draft(
    version: TariffVersion,
    *,
    basis: dict[str, str] | None = None,
    person: dict[str, str] | None = None,
    conditions: tuple[str, ...] | None = None,
) -> uuid.UUID:
    """A complete draft for a prospect in Cologne, changed where asked.

    ``conditions`` are labels; None means that nobody asked for them yet.
    """
    draft_id, page = uuid.uuid4(), uuid.uuid4()
    steps = {
        Step.BASIS: BASIS | (basis or {}),
        Step.TARIFF: {"tariff_version": str(version.pk), "annual_kwh": ""},
        Step.PARTIES: PERSON | (person or {}),
    }
    steps[Step.TARIFF]["annual_kwh"] = steps[Step.BASIS]["annual_kwh"]
    if conditions is not None:
        steps[Step.CONDITIONS] = _choice(version, conditions)
    if business_partner := steps[Step.BASIS].get("business_partner"):
        steps[Step.PARTIES]["business_partner"] = business_partner
    for step, values in steps.items():
        commands.save_draft(
            fresh_call("vera"), draft_id=draft_id, step=step, version=0, page=page, values=values
        )
    return draft_id


def _choice(version: TariffVersion, labels: tuple[str, ...]) -> dict[str, str]:
    tier = PriceTier.objects.get(version=version)
    found = {one.label: str(one.pk) for one in tier.conditions.all()}
    return {
        "conditions": ",".join(found[label] for label in labels),
        "conditions_tier": str(tier.pk),
    }


def quote(version: TariffVersion, *, day: date = DAY, **changes: Any) -> Quote:
    """A quote made of a draft like above."""
    draft_id = draft(version, **changes)
    version_now = QuoteDraft.objects.get(pk=draft_id).version
    quote_id = commands.close_draft(
        fresh_call("vera"), draft_id=draft_id, version=version_now, day=day
    )
    return Quote.objects.get(pk=quote_id)
