"""Everybody and everything a quote names: found where known, created where new (steps)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.energy import Commodity, RegisterCount, RegisterKind
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import MarketParticipant
from kundenwerk.parties.commands import add_bank_account, create_business_partner
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.parties.queries import holder_of
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.closing import Priced
from kundenwerk.sales.queries.settings import own_ibans, settings
from kundenwerk.sales.rules.basis import Basis
from kundenwerk.sales.rules.parties import Parties, Party, Payment
from kundenwerk.supply.commands import (
    create_supply_point,
    install_meter,
    note_equipment,
    set_forecast,
    set_malo,
)
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.queries import equipment_on
from kundenwerk.supply.rules import RegisterData, SupplyPointData

_TOLD = "Angabe im Angebot"


class NotTheirs(Exception):
    """A bank or contract account, or a supply point, belongs to somebody else."""


class AccountNotAllowed(Exception):
    """An existing contract account may not pay for a new supply point (AP-084)."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The rows of everybody a quote names."""

    customer: BusinessPartner
    recipient: BusinessPartner | None
    owner: BusinessPartner | None

    @property
    def payer_id(self) -> int:
        """Whose bank account is debited (AP-090)."""
        return (self.recipient or self.customer).pk


def roles_of(parties: Parties, day: date) -> Roles:
    """Customer, deviating recipient and owner (AP-112, AP-123, AP-124).

    Raises:
        NotTheirs: a chosen partner does not exist.
    """
    return Roles(
        _business_partner(parties.customer, day),
        _business_partner(parties.recipient, day) if parties.recipient else None,
        _business_partner(parties.owner, day) if parties.owner else None,
    )


def _business_partner(party: Party, day: date) -> BusinessPartner:
    if party.data is not None:
        return create_business_partner(party.data, day=day)
    found = BusinessPartner.objects.filter(pk=party.business_partner_id or 0).first()
    if found is None:
        raise NotTheirs
    return found


def supply_point_of(priced: Priced, parties: Parties, roles: Roles, day: date) -> SupplyPoint:
    """The chosen supply point of the customer, else a new one (AP-121).

    Raises:
        NotTheirs: the chosen supply point is somebody else's.
        MaloTaken: another supply point has the MaLo-ID.
    """
    basis, grid = priced.basis, priced.grid
    if basis.supply_point_id is not None:
        point = SupplyPoint.objects.filter(
            pk=basis.supply_point_id, contracts__business_partner=roles.customer
        ).first()
        if point is None:
            raise NotTheirs
        _renew(point, basis, parties.malo_id)
        return point
    point = create_supply_point(
        SupplyPointData(
            commodity=basis.kind.energy.commodity,
            usage_type=basis.kind.energy.usage,
            register_count=basis.register_count,
            street=basis.street,
            house_number=basis.house_number,
            postcode=basis.postcode,
            town=basis.town,
            state=basis.state,
            grid_operator_id=grid.grid_operator_id,
            metering_operator_id=grid.metering_operator_id,
            concession_class=grid.concession_class,
            metering_class=basis.metering_class,
            control_module=basis.metering.module,
            malo_id=parties.malo_id,
            forecast_annual_kwh=basis.annual_kwh,
            is_household=not priced.version.tariff.is_b2b,
        )
    )
    _note_metering(point, basis, parties.meter_number, day)
    return point


def _note_metering(point: SupplyPoint, basis: Basis, meter_number: str, day: date) -> None:
    """Keep what was told of a new supply point: the device, and the meter by its number."""
    if basis.metering.device:
        told = basis.metering.equipment(Period(basis.start), basis.annual_kwh)
        note_equipment(point.pk, told, source=_TOLD)
    if meter_number:
        registers = _registers(basis.kind.energy.commodity, basis.register_count)
        install_meter(point.pk, meter_number, day, registers)


def _renew(point: SupplyPoint, basis: Basis, malo_id: str) -> None:
    """Keep what is newly known of a supply point that is already there."""
    set_forecast(point.pk, basis.annual_kwh)
    held = equipment_on(point, basis.start)
    if basis.has_smart_meter and not held.metering_class.counts_quarter_hours:
        told = replace(held, valid=Period(basis.start), metering_class=basis.metering_class)
        note_equipment(point.pk, told, source=_TOLD)
    if malo_id and not point.malo_id:
        set_malo(point.pk, malo_id)


def _registers(commodity: Commodity, count: RegisterCount | None) -> list[RegisterData]:
    """The usual registers; the metering operator's data replace them later.

    Source: OBIS-Kennzahlen (EN 62056-61): 1.8.0 total, 1.8.1 peak, 1.8.2 off-peak, gas 7-…:3.0.0.
    """
    if commodity is Commodity.GAS:
        return [RegisterData(RegisterKind.TOTAL, "7-0:3.0.0", 5)]
    if count is RegisterCount.DUAL:
        return [
            RegisterData(RegisterKind.PEAK, "1-0:1.8.1"),
            RegisterData(RegisterKind.OFFPEAK, "1-0:1.8.2"),
        ]
    return [RegisterData(RegisterKind.TOTAL, "1-0:1.8.0")]


def name_payment(
    quote: Quote, payment: Payment, roles: Roles, *, is_new_point: bool, knows_holders: bool
) -> None:
    """Say in a new quote how it is paid; a chosen contract account brings its own way (AP-083).

    Args:
        quote: not stored yet.
        payment: as typed.
        roles: everybody of the quote.
        is_new_point: the supply point did not exist before.
        knows_holders: a clerk quotes, who may be told to whom an IBAN belongs; nobody else may.

    Raises:
        NotTheirs: an account is somebody else's, or its bills go to another recipient.
        AccountNotAllowed: the supply point is new and the settings forbid an existing account.
    """
    account = _contract_account(payment, roles, is_new_point=is_new_point)
    quote.contract_account = account
    if account is None:
        quote.bank_account = _bank_account(payment, roles, knows_holders=knows_holders)
        return
    quote.payment_method = account.payment_method
    quote.bank_account = account.mandate.bank_account if account.mandate else None


def _bank_account(payment: Payment, roles: Roles, *, knows_holders: bool) -> BankAccount | None:
    """The account to collect from: chosen, found by its IBAN or new (AP-085, AP-088).

    An IBAN has one holder. Whoever else already pays from it keeps the bank details; the payer
    gets own ones in the name of that holder, so that nobody's mandate hangs on another's record.
    """
    if payment.bank_account_id is not None:
        stored = BankAccount.objects.filter(
            pk=payment.bank_account_id, business_partner_id=roles.payer_id
        ).first()
        if stored is None:
            raise NotTheirs
        return stored
    if payment.bank is None:
        return None
    iban = payment.bank.iban
    holder = (holder_of(iban) if knows_holders else "") or payment.holder
    return add_bank_account(roles.payer_id, iban, holder, own_ibans=own_ibans())


def _contract_account(
    payment: Payment, roles: Roles, *, is_new_point: bool
) -> ContractAccount | None:
    """The existing contract account that was chosen, if any (AP-082, AP-084)."""
    if payment.contract_account_id is None:
        return None
    if is_new_point and not settings().existing_account_for_new_supply_point:
        raise AccountNotAllowed
    theirs = ContractAccount.objects.filter(business_partner=roles.customer)
    account = (
        theirs.select_related("mandate__bank_account")
        .filter(pk=payment.contract_account_id)
        .first()
    )
    if account is None:
        raise NotTheirs
    if roles.recipient and account.invoice_recipient_id != roles.recipient.pk:
        raise NotTheirs
    return account


def previous_supplier_of(supplier_id: int | None, commodity: Commodity) -> MarketParticipant | None:
    """The supplier the customer comes from (AP-096).

    Raises:
        NotTheirs: no supplier of this commodity, or ourselves.
    """
    if supplier_id is None:
        return None
    found = MarketParticipant.objects.filter(
        Q(commodity=commodity.value) | Q(commodity=None),
        pk=supplier_id,
        role="LF",
        is_own=False,
    ).first()
    if found is None:
        raise NotTheirs
    return found
