"""A supplied household with known prices, ready to be billed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kundenwerk.contracts.models import ContractCondition, ContractTerms, SupplyContract
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import GridPrice, OwnCompany, PriceComponent, PriceComponentKind
from kundenwerk.market.rules.vocabulary import Component, ConcessionClass, Unit
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.supply.models import Meter
from kundenwerk.tariffs.models import TariffVersion, condition_columns
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind
from tests import factories

START = date(2026, 2, 1)
END = date(2027, 1, 1)
YEAR = Period(START, END)
ISSUED = date(2027, 1, 10)
LEVY_CHANGE = date(2026, 7, 1)
OPEN = Period(date(2025, 1, 1))

VALUES = [
    (Component.ELECTRICITY_TAX, "", Unit.CT_PER_KWH, "2.05"),
    (Component.OFFSHORE_LEVY, "", Unit.CT_PER_KWH, "0.941"),
    (Component.GRID_USE_SURCHARGE, "", Unit.CT_PER_KWH, "1.559"),
    (Component.CONCESSION_FEE, "UPTO_100K", Unit.CT_PER_KWH, "1.59"),
    (Component.METERING, "MODERN", Unit.EUR_PER_YEAR_GROSS, "25"),
]


def value(component: Component, klass: str, unit: Unit, amount: str, valid: Period = OPEN) -> None:
    """A dated value of a component."""
    kind, _ = PriceComponentKind.objects.get_or_create(
        component=component.value, commodity="ELECTRICITY", klass=klass, defaults={"unit": unit}
    )
    PriceComponent.objects.create(kind=kind, valid=valid, value=Decimal(amount), source="Test")


def prices(*, vat_change: date | None = None) -> None:
    """The prices of others; the KWKG levy rises in the middle of 2026."""
    for component, klass, unit, amount in VALUES:
        value(component, klass, unit, amount)
    value(Component.KWKG_LEVY, "", Unit.CT_PER_KWH, "0.446", Period(OPEN.start, LEVY_CHANGE))
    value(Component.KWKG_LEVY, "", Unit.CT_PER_KWH, "0.5", Period(LEVY_CHANGE))
    value(Component.VAT, "", Unit.PERCENT, "19", Period(OPEN.start, vat_change))
    if vat_change:
        value(Component.VAT, "", Unit.PERCENT, "7", Period(vat_change))
    GridPrice.objects.create(
        grid_operator=factories.grid_operator(),
        commodity="ELECTRICITY",
        valid=OPEN,
        base_eur_per_year=Decimal(75),
        energy_ct_per_kwh=Decimal("7.12"),
        source="Test",
    )


def company() -> OwnCompany:
    """The supplier."""
    return OwnCompany.objects.create(
        name="Stadtwerke Beispiel",
        street="Werkstraße",
        house_number="1",
        postcode="53757",
        town="Sankt Augustin",
        phone="02241 12345-0",
        email="service@stadtwerke.example",
        register_court="Amtsgericht Siegburg",
        register_number="HRB 12345",
        vat_id="DE123456788",
        creditor_id="DE98ZZZ09999999999",
        iban="DE02120300000000202051",
        bic="BYLADEM1001",
        bank_name="Kreissparkasse Köln",
    )


def supplied(number: int = 1, *, customer: BusinessPartner | None = None) -> SupplyContract:
    """A household in supply since 1 February 2026, with a meter and no readings."""
    point = factories.supply_point(
        concession_class=ConcessionClass.UPTO_100K, house_number=str(number)
    )
    factories.meter(point, f"1ESY{number:010}")
    customer = customer or factories.business_partner(house_number=str(number))
    version = TariffVersion.objects.filter(tariff__code="STROM-FIX").first()
    return factories.supplied_contract(
        supply_point=point, customer=customer, version=version or factories.tariff_version()
    )


def meter_of(contract: SupplyContract) -> Meter:
    """The meter of a household."""
    return Meter.objects.get(supply_point=contract.supply_point_id)


def read(contract: SupplyContract, day: date, shown: int | str) -> None:
    """A valid reading; whatever it shows, the clerk knows why."""
    (register,) = meter_of(contract).registers.all()
    factories.reading(register, day, shown, confirm_reason="geprüft")


def billable(number: int = 1, *, kwh: int = 3500) -> SupplyContract:
    """A household with readings at both ends of the period."""
    contract = supplied(number)
    read(contract, START, 1000)
    read(contract, END, 1000 + kwh)
    return contract


def change_price(contract: SupplyContract, day: date, energy_ct: str) -> None:
    """Other terms from a day on."""
    terms = ContractTerms.objects.get(contract=contract)
    ContractTerms.objects.filter(pk=terms.pk).update(valid=Period(terms.valid.start, day))
    terms.pk, terms.valid, terms.energy_ct = None, Period(day, terms.valid.end), Decimal(energy_ct)
    terms.save()


def shorten_terms(contract: SupplyContract) -> None:
    """Terms that end before the period does."""
    terms = ContractTerms.objects.get(contract=contract)
    ContractTerms.objects.filter(pk=terms.pk).update(valid=Period(terms.valid.start, LEVY_CHANGE))


def promise(contract: SupplyContract, *, instant: str = "0", new_customer: str = "0") -> None:
    """Bonuses in the terms, gross euros."""
    ContractTerms.objects.filter(contract=contract).update(
        instant_bonus=Money(int(Decimal(instant) * 100)),
        new_customer_bonus=Money(int(Decimal(new_customer) * 100)),
    )


def agree(contract: SupplyContract, data: ConditionData) -> None:
    """A condition the customer chose."""
    ContractCondition.objects.create(
        contract=contract,
        **condition_columns(data, contract.conditions.count() + 1),
    )


def once(label: str, gross: Money) -> ConditionData:
    """An amount of the first bill."""
    return ConditionData(label=label, kind=ConditionKind.ONCE, once=gross)
