"""Taking orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from kundenwerk.contracts import events, rules
from kundenwerk.contracts.commands.telling import reindex, tell_all
from kundenwerk.contracts.models import ContractCondition, ContractTerms, SupplyContract
from kundenwerk.contracts.rules import OrderData, State
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.calendar import start_of_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period
from kundenwerk.parties.commands import make_customers
from kundenwerk.platform.commands import require_transaction
from kundenwerk.platform.constraints import violated
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import take_block
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.commands import mark_used
from kundenwerk.tariffs.models import TariffVersion, condition_columns


class SupplyPointAlreadyServed(Exception):
    """Another contract of ours supplies the supply point on one of these days."""


class AccountOfAnotherCustomer(Exception):
    """The contract account belongs to somebody else."""


ONE_CONTRACT = {"contract_one_supplier_per_day", "contract_one_waiting_per_supply_point"}


def order(data: OrderData, *, at: datetime | None = None) -> SupplyContract:
    """Take an order: contract and terms exist, the registration may begin (step).

    Raises:
        StartNotReachable: the requested day comes too soon.
        NoLeadTime: no lead time is known for the day of the order.
        SupplyPointAlreadyServed: we supply there already or are about to.
        AccountOfAnotherCustomer: the contract account belongs to somebody else.
    """
    return order_all([data], at=at)[0]


def order_all(entered: Sequence[OrderData], *, at: datetime | None = None) -> list[SupplyContract]:
    """Take many orders (step).

    Raises:
        StartNotReachable, NoLeadTime, SupplyPointAlreadyServed, AccountOfAnotherCustomer:
            see ``order``; for the first order that cannot be taken.
    """
    require_transaction()
    _check_accounts(entered)
    starts = _starts(entered)
    _check_not_served(entered, starts)
    tariffs = TariffVersion.objects.in_bulk({data.tariff_version_id for data in entered})
    ordered_on = max(data.ordered_on for data in entered)
    make_customers({data.business_partner_id for data in entered}, ordered_on)
    numbers = take_block("CONTRACT", len(entered), year=0)
    rows = [
        _row(data, start, number, tariffs[data.tariff_version_id].tariff_id)
        for data, start, number in zip(entered, starts, numbers, strict=True)
    ]
    contracts = _insert(rows)
    ContractTerms.objects.bulk_create(
        _terms(contract.pk, data, start)
        for contract, data, start in zip(contracts, entered, starts, strict=True)
    )
    ContractCondition.objects.bulk_create(
        ContractCondition(contract=contract, **condition_columns(one, position))
        for contract, data in zip(contracts, entered, strict=True)
        for position, one in enumerate(data.conditions, start=1)
    )
    mark_used(set(tariffs), at=at or start_of_day(ordered_on))
    reindex([contract.pk for contract in contracts])
    tell_all(contracts, "beauftragt", _order_detail, at=at)
    for contract in contracts:
        announce(events.Ordered(contract.pk))
    return contracts


def _insert(rows: list[SupplyContract]) -> list[SupplyContract]:
    try:
        with transaction.atomic():
            return SupplyContract.objects.bulk_create(rows)
    except IntegrityError as error:
        if violated(error) in ONE_CONTRACT:
            raise SupplyPointAlreadyServed from error
        raise


def _order_detail(contract: SupplyContract) -> str:
    return f"Lieferbeginn {format_day(contract.planned_start)}"


def _check_accounts(entered: Sequence[OrderData]) -> None:
    owners = dict(
        ContractAccount.objects.filter(
            pk__in={data.contract_account_id for data in entered}
        ).values_list("pk", "business_partner_id")
    )
    if any(owners[data.contract_account_id] != data.business_partner_id for data in entered):
        raise AccountOfAnotherCustomer


def _starts(entered: Sequence[OrderData]) -> list[date]:
    points = dict(
        SupplyPoint.objects.filter(pk__in={data.supply_point_id for data in entered}).values_list(
            "pk", "commodity"
        )
    )
    return [
        rules.checked_start(
            data.requested_start,
            ordered_on=data.ordered_on,
            commodity=Commodity(points[data.supply_point_id]),
            situation=data.situation,
            previous_contract_end=data.previous_contract_end,
        )
        for data in entered
    ]


def _check_not_served(entered: Sequence[OrderData], starts: Sequence[date]) -> None:
    """Refuse early what the constraint would refuse at the confirmation."""
    begins = {data.supply_point_id: start for data, start in zip(entered, starts, strict=True)}
    running = SupplyContract.objects.filter(supply_point_id__in=begins, supply__isnull=False)
    for point_id, supply in running.exclude(state=State.WITHDRAWN).values_list(
        "supply_point_id", "supply"
    ):
        if supply and supply.intersect(Period(begins[point_id])):
            raise SupplyPointAlreadyServed


def _row(data: OrderData, start: date, number: str, tariff_id: int) -> SupplyContract:
    return SupplyContract(
        number=number,
        business_partner_id=data.business_partner_id,
        supply_point_id=data.supply_point_id,
        contract_account_id=data.contract_account_id,
        tariff_id=tariff_id,
        state=State.ORDERED.value,
        ordered_on=data.ordered_on,
        requested_start=data.requested_start,
        planned_start=start,
        situation=data.situation.value,
        previous_supplier_id=data.previous_supplier_id,
        previous_contract_number=data.previous_contract_number,
    )


def _terms(contract_id: int, data: OrderData, start: date) -> ContractTerms:
    agreed = data.terms
    return ContractTerms(
        contract_id=contract_id,
        valid=Period(start),
        tariff_version_id=data.tariff_version_id,
        price_kind=agreed.price_kind.value,
        energy_ct=agreed.energy_ct,
        energy_offpeak_ct=agreed.energy_offpeak_ct,
        base_eur_per_year=agreed.base_eur_per_year,
        minimum_term_months=agreed.minimum_term_months,
        notice_weeks=agreed.notice_weeks,
        guarantee_until=agreed.guarantee_until,
        new_customer_bonus=agreed.new_customer_bonus,
        instant_bonus=agreed.instant_bonus,
    )
