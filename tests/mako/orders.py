"""An ordered supply contract in Berlin, and the market around it."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

from kundenwerk.contracts.commands import order
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import OrderData, SupplySituation, TermsData
from kundenwerk.debtors.commands import open_account
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.period import Period
from kundenwerk.ledger.commands import install_chart
from kundenwerk.market.models import MarketParticipant, OwnCompany
from kundenwerk.parties.commands import create_partner
from kundenwerk.parties.rules.person import PartnerData, PartnerKind, Salutation
from kundenwerk.platform.commands import Call, command
from kundenwerk.supply.commands import create_supply_point
from kundenwerk.supply.rules import SupplyPointData
from kundenwerk.tariffs.models import PriceTier, Tariff, TariffVersion
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests.mako import letters

ORDERED_ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def new_call() -> Call:
    """A caller whose key was never used."""
    return Call("test", uuid.uuid4())


def market() -> None:
    """We, the grid operator and the former supplier."""
    own, _ = MarketParticipant.objects.get_or_create(
        code=letters.SUPPLIER, defaults={"name": "Stadtwerke Muster", "role": "LF", "is_own": True}
    )
    MarketParticipant.objects.get_or_create(
        code=letters.GRID, defaults={"name": "Netz Muster", "role": "NB"}
    )
    MarketParticipant.objects.get_or_create(
        code=letters.OLD_SUPPLIER, defaults={"name": "Altstrom", "role": "LF"}
    )
    OwnCompany.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Stadtwerke Muster",
            "participant": own,
            "balancing_group": letters.BALANCING_GROUP,
        },
    )


def ordered_contract(
    *,
    malo_id: str = letters.MALO,
    last_name: str = "Muster",
    planned_start: date | None = date(2026, 12, 1),
) -> int:
    """A contract whose registration has not begun."""
    market()
    install_chart(new_call())
    return _order(new_call(), malo_id=malo_id, last_name=last_name, planned_start=planned_start)


@command
def _order(*, malo_id: str, last_name: str, planned_start: date | None) -> int:
    partner = create_partner(_person(last_name), day=ORDERED_ON)
    account = open_account(partner.pk, PaymentMethod.TRANSFER, None, ORDERED_ON)
    point = create_supply_point(_place(malo_id))
    contract = order(
        OrderData(
            partner_id=partner.pk,
            supply_point_id=point.pk,
            contract_account_id=account.pk,
            tariff_version_id=_tariff_version().pk,
            ordered_on=ORDERED_ON,
            situation=SupplySituation.SWITCH,
            terms=TermsData(
                price_kind=PriceKind.COMPONENTS,
                energy_ct=Decimal("12.5"),
                base_eur_per_year=Decimal(120),
            ),
            requested_start=planned_start,
            previous_supplier_id=MarketParticipant.objects.get(code=letters.OLD_SUPPLIER).pk,
        ),
        at=NOW,
    )
    return contract.pk


def state_of(contract_id: int) -> str:
    """The state of a contract as stored now."""
    return SupplyContract.objects.get(pk=contract_id).state


def _person(last_name: str) -> PartnerData:
    return PartnerData(
        kind=PartnerKind.PERSON,
        salutation=Salutation.MS,
        first_name="Erika",
        last_name=last_name,
        street="Große Straße",
        house_number="7a",
        postcode="10115",
        town="Berlin",
    )


def _place(malo_id: str) -> SupplyPointData:
    return SupplyPointData(
        commodity=Commodity.ELECTRICITY,
        usage_type=UsageType.HOUSEHOLD,
        register_count=RegisterCount.SINGLE,
        street="Große Straße",
        house_number="7a",
        postcode="10115",
        town="Berlin",
        malo_id=malo_id,
        grid_operator_id=MarketParticipant.objects.get(code=letters.GRID).pk,
        forecast_annual_kwh=3500,
    )


def _tariff_version() -> TariffVersion:
    tariff, is_new = Tariff.objects.get_or_create(
        code="BASIS", defaults={"name": "Basis", "commodity": "ELECTRICITY"}
    )
    if not is_new:
        return tariff.versions.get()
    version = TariffVersion.objects.create(
        tariff=tariff,
        label="2026",
        prices=Period(date(2026, 1, 1)),
        sale=Period(date(2026, 1, 1)),
        price_kind="COMPONENTS",
        new_customer_bonus=ZERO,
        instant_bonus=ZERO,
    )
    PriceTier.objects.create(
        version=version, from_kwh=0, energy_ct=Decimal("12.5"), base_eur_per_year=Decimal(120)
    )
    return version
