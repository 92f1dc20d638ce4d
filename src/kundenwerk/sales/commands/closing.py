"""Closing the quote process: one transaction writes everything a draft describes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.energy import Commodity, RegisterCount, RegisterKind
from kundenwerk.market.models import MarketParticipant
from kundenwerk.parties.commands import add_bank_account, create_partner
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.platform.clock import start_of
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import next_number
from kundenwerk.sales import events
from kundenwerk.sales.commands.drafts import DraftClosed
from kundenwerk.sales.models import PriceCalculation, Quote, QuoteDraft
from kundenwerk.sales.queries.closing import Priced, ready
from kundenwerk.sales.queries.settings import own_ibans, settings
from kundenwerk.sales.rules.parties import Parties, Party, Payment
from kundenwerk.sales.rules.vocabulary import DraftState
from kundenwerk.supply.commands import (
    create_supply_point,
    install_meter,
    set_forecast,
)
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.rules import RegisterData, SupplyPointData
from kundenwerk.tariffs.commands import mark_used
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind


class DraftChanged(Exception):
    """The draft is no longer what was shown on the check page."""


class NotTheirs(Exception):
    """A bank or contract account, or a supply point, belongs to somebody else."""


class AccountNotAllowed(Exception):
    """An existing contract account may not pay for a new supply point (AP-084)."""


@dataclass(frozen=True, slots=True)
class _Roles:
    """The rows of everybody a quote names."""

    customer: BusinessPartner
    recipient: BusinessPartner | None
    owner: BusinessPartner | None

    @property
    def payer_id(self) -> int:
        return (self.recipient or self.customer).pk


@command
def close_draft(*, draft_id: UUID, version: int, day: date) -> int:
    """Make a quote of a complete draft; returns the id of the quote.

    Prices are computed anew from the tariff; nothing a browser sent about them counts.

    Raises:
        DraftClosed: the draft has ended.
        DraftChanged: somebody changed it after the check page was shown.
        Incomplete: something is missing or no longer possible, with a sentence per field.
        NotTheirs: an account or supply point of somebody else.
        AccountNotAllowed: see above.
        MaloTaken: another supply point has the MaLo-ID.
    """
    draft = QuoteDraft.objects.select_for_update().get(pk=draft_id)
    if draft.state != DraftState.OPEN:
        raise DraftClosed(draft.quote_id)
    if draft.version != version:
        raise DraftChanged
    priced, parties = ready(draft.data, day=day)
    roles = _roles(parties, day)
    point = _supply_point(priced, parties, roles, day)
    bank = _bank_account(parties.payment, roles)
    account = _contract_account(parties.payment, roles, is_new_point=priced.basis.is_new_point)
    quote = _quote(priced, parties, roles, day)
    quote.supply_point, quote.bank_account, quote.contract_account = point, bank, account
    mark_used([priced.version.pk], at=start_of(day))
    quote.number = next_number("QUOTE", year=day.year)
    quote.save(force_insert=True)
    _calculation(quote, priced).save(force_insert=True)
    _finish(draft, quote)
    return quote.pk


def _finish(draft: QuoteDraft, quote: Quote) -> None:
    draft.quote, draft.state, draft.data = quote, DraftState.CLOSED.value, {}
    draft.updated_at = Now()
    draft.save(update_fields=["quote", "state", "data", "updated_at"])
    record(
        partner_id=quote.partner_id,
        kind=EntryKind.QUOTE,
        icon="file-text",
        title=f"Angebot {quote.number} erstellt",
        url=f"/angebote/{quote.pk}/",
    )
    announce(events.Quoted(quote.pk))


def _roles(parties: Parties, day: date) -> _Roles:
    return _Roles(
        _partner(parties.customer, day),
        _partner(parties.recipient, day) if parties.recipient else None,
        _partner(parties.owner, day) if parties.owner else None,
    )


def _partner(party: Party, day: date) -> BusinessPartner:
    if party.data is not None:
        return create_partner(party.data, day=day)
    found = BusinessPartner.objects.filter(pk=party.partner_id).first()
    if found is None:
        raise NotTheirs
    return found


def _supply_point(priced: Priced, parties: Parties, roles: _Roles, day: date) -> SupplyPoint:
    basis, grid = priced.basis, priced.grid
    if basis.supply_point_id is not None:
        point = SupplyPoint.objects.filter(
            pk=basis.supply_point_id, contracts__partner=roles.customer
        ).first()
        if point is None:
            raise NotTheirs
        set_forecast(point.pk, basis.annual_kwh)
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
            malo_id=parties.malo_id,
            forecast_annual_kwh=basis.annual_kwh,
            is_household=not priced.version.tariff.is_b2b,
        )
    )
    if parties.meter_number:
        registers = _registers(basis.kind.energy.commodity, basis.register_count)
        install_meter(point.pk, parties.meter_number, day, registers)
    return point


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


def _bank_account(payment: Payment, roles: _Roles) -> BankAccount | None:
    if payment.bank_account_id is not None:
        stored = BankAccount.objects.filter(
            pk=payment.bank_account_id, partner_id=roles.payer_id
        ).first()
        if stored is None:
            raise NotTheirs
        return stored
    if payment.bank is None:
        return None
    return add_bank_account(
        roles.payer_id, payment.bank.iban, payment.holder, own_ibans=own_ibans()
    )


def _contract_account(
    payment: Payment, roles: _Roles, *, is_new_point: bool
) -> ContractAccount | None:
    if payment.contract_account_id is None:
        return None
    if is_new_point and not settings().existing_account_for_new_supply_point:
        raise AccountNotAllowed
    account = ContractAccount.objects.filter(
        pk=payment.contract_account_id, partner=roles.customer
    ).first()
    if account is None:
        raise NotTheirs
    return account


def _quote(priced: Priced, parties: Parties, roles: _Roles, day: date) -> Quote:
    basis = priced.basis
    return Quote(
        partner=roles.customer,
        invoice_recipient=roles.recipient,
        property_owner=roles.owner,
        energy_kind=basis.kind.code,
        register_count=basis.register_count.value if basis.register_count else "",
        annual_kwh=basis.annual_kwh,
        offpeak_kwh=basis.offpeak_kwh,
        quoted_on=day,
        binding_until=priced.binding_until,
        requested_start=None if basis.next_possible else basis.start,
        next_possible=basis.next_possible,
        situation=parties.situation.value if parties.situation else "",
        previous_supplier=_previous_supplier(parties, basis.kind.energy.commodity),
        previous_contract_number=parties.previous_contract_number,
        previous_contract_end=parties.previous_contract_end,
        meter_number=parties.meter_number,
        malo_id=parties.malo_id,
        payment_method=parties.payment.method.value,
        created_by=current_call().actor,
    )


def _previous_supplier(parties: Parties, commodity: Commodity) -> MarketParticipant | None:
    if parties.previous_supplier_id is None:
        return None
    found = MarketParticipant.objects.filter(
        Q(commodity=commodity.value) | Q(commodity=None),
        pk=parties.previous_supplier_id,
        role="LF",
        is_own=False,
    ).first()
    if found is None:
        raise NotTheirs
    return found


def _calculation(quote: Quote, priced: Priced) -> PriceCalculation:
    cost, version = priced.calculated.cost, priced.version
    return PriceCalculation(
        quote=quote,
        supply_point=quote.supply_point,
        invoice_recipient=quote.invoice_recipient,
        property_owner=quote.property_owner,
        tariff_version=version,
        price_tier=priced.tier,
        annual_kwh=quote.annual_kwh,
        offpeak_kwh=quote.offpeak_kwh,
        price_kind=version.price_kind,
        energy_ct=priced.tier.energy_ct,
        energy_offpeak_ct=priced.tier.energy_offpeak_ct,
        base_eur_per_year=priced.tier.base_eur_per_year,
        energy_net=cost.energy_cost,
        base_net=cost.base_price,
        annual_net=cost.annual_net,
        annual_vat=cost.annual_gross - cost.annual_net,
        annual_gross=cost.annual_gross,
        monthly_instalment=cost.monthly_instalment,
        new_customer_bonus=version.new_customer_bonus,
        instant_bonus=version.instant_bonus,
        first_year_gross=cost.first_year_gross,
        comparison_name=priced.comparison_name,
        comparison_gross=priced.comparison_gross,
        minimum_term_months=version.minimum_term_months,
        notice_weeks=version.notice_weeks,
        renewal_months=version.renewal_months,
        guarantee_until=version.guarantee_until,
        requested_start=quote.requested_start,
        requested_end=quote.requested_end,
        next_possible=quote.next_possible,
        binding_until=quote.binding_until,
        priced_on=priced.priced_on,
        trace=priced.calculated.trace,
        trace_sha256=priced.calculated.sha256,
    )
