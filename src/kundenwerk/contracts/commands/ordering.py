"""From the order to the first day of supply."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from kundenwerk.contracts import events, rules
from kundenwerk.contracts.commands.telling import reindex, tell, tell_all
from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.contracts.rules import Action, OrderData, State
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period
from kundenwerk.parties.commands import make_customers
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.constraints import violated
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import take_block
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.models import TariffVersion


class SupplyPointAlreadyServed(Exception):
    """Another contract of ours supplies the supply point on one of these days."""


class AccountOfAnotherCustomer(Exception):
    """The contract account belongs to somebody else."""


class TooEarly(Exception):
    """The day has not come; ``due`` is the day it can be done."""

    def __init__(self, due: date) -> None:
        super().__init__(f"possible from {due}")
        self.due = due


_ONE_CONTRACT = {"contract_one_supplier_per_day", "contract_one_waiting_per_supply_point"}


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
    make_customers({data.partner_id for data in entered}, max(data.ordered_on for data in entered))
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
        if violated(error) in _ONE_CONTRACT:
            raise SupplyPointAlreadyServed from error
        raise


def _order_detail(contract: SupplyContract) -> str:
    return f"Lieferbeginn {format_day(contract.planned_start)}"


def _check_accounts(entered: Sequence[OrderData]) -> None:
    owners = dict(
        ContractAccount.objects.filter(
            pk__in={data.contract_account_id for data in entered}
        ).values_list("pk", "partner_id")
    )
    if any(owners[data.contract_account_id] != data.partner_id for data in entered):
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
        if supply.intersect(Period(begins[point_id])):
            raise SupplyPointAlreadyServed


def _row(data: OrderData, start: date, number: str, tariff_id: int) -> SupplyContract:
    return SupplyContract(
        number=number,
        partner_id=data.partner_id,
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


def step(contract_id: int, action: Action) -> SupplyContract:
    """Lock a contract and take it one state further (step).

    Raises:
        TransitionNotAllowed: the life cycle has no such step.
    """
    require_transaction()
    contract = SupplyContract.objects.select_for_update().get(pk=contract_id)
    contract.state = rules.LIFE_CYCLE.after(State(contract.state), action).value
    contract.save(update_fields=["state"])
    return contract


def mark_registered(contract_id: int, *, at: datetime | None = None) -> SupplyContract:
    """Note that the registration went to the grid operator (step).

    Raises:
        TransitionNotAllowed: the contract does not wait for its registration.
    """
    contract = step(contract_id, Action.REGISTER)
    contract.rejection_code = contract.rejection_reason = ""
    contract.save(update_fields=["rejection_code", "rejection_reason"])
    tell(contract, "beim Netzbetreiber angemeldet", at=at)
    return contract


def confirm(contract_id: int, start: date, *, at: datetime | None = None) -> SupplyContract:
    """Note that the grid operator assigned the supply point to us (step).

    Raises:
        TransitionNotAllowed: no registration is under way.
        SupplyPointAlreadyServed: another contract of ours supplies there from that day.
    """
    contract = step(contract_id, Action.CONFIRM)
    terms = contract.terms.get()
    contract.supply = Period(start)
    contract.planned_start = start
    contract.minimum_term_end = (
        rules.minimum_term_end(start, terms.minimum_term_months)
        if terms.minimum_term_months
        else None
    )
    try:
        with transaction.atomic():
            contract.save(update_fields=["supply", "planned_start", "minimum_term_end"])
    except IntegrityError as error:
        if violated(error) in _ONE_CONTRACT:
            raise SupplyPointAlreadyServed from error
        raise
    terms.valid = Period(start)
    terms.save(update_fields=["valid"])
    tell(contract, "vom Netzbetreiber bestätigt", f"Lieferbeginn {format_day(start)}", at=at)
    announce(events.Confirmed(contract_id, start.isoformat()))
    return contract


def reject(
    contract_id: int, code: str, reason: str, *, at: datetime | None = None
) -> SupplyContract:
    """Note that the grid operator refused; the registration can be sent again (step).

    Raises:
        TransitionNotAllowed: no registration is under way.
    """
    contract = step(contract_id, Action.REJECT)
    contract.rejection_code, contract.rejection_reason = code, reason[:300]
    contract.save(update_fields=["rejection_code", "rejection_reason"])
    tell(contract, "vom Netzbetreiber abgelehnt", f"{code}: {reason}", at=at)
    announce(events.Rejected(contract_id, code))
    return contract


@command
def start_supply(*, contract_id: int, day: date, at: datetime | None = None) -> int:
    """Begin supply of one confirmed contract.

    Raises:
        TransitionNotAllowed: the contract is not confirmed.
        TooEarly: its first day has not come.
    """
    contract = step(contract_id, Action.START_SUPPLY)
    if contract.supply.start > day:
        raise TooEarly(contract.supply.start)
    _started([contract], at)
    return contract_id


@command
def start_due_supplies(*, day: date, at: datetime | None = None) -> int:
    """Begin supply of every confirmed contract whose first day has come; returns how many."""
    due = Q(state__in=rules.LIFE_CYCLE.sources(Action.START_SUPPLY), planned_start__lte=day)
    contracts = _advance(due, State.ACTIVE)
    _started(contracts, at)
    return len(contracts)


@command
def end_due_supplies(*, day: date, at: datetime | None = None) -> int:
    """End supply of every terminated contract whose last day is over; returns how many."""
    due = Q(
        state__in=rules.LIFE_CYCLE.sources(Action.END_SUPPLY),
        supply__endswith__lte=day,
        supply__upper_inf=False,
    )
    contracts = _advance(due, State.ENDED)
    tell_all(contracts, "Belieferung beendet", at=at)
    for contract in contracts:
        announce(events.SupplyEnded(contract.pk))
    return len(contracts)


def _advance(due: Q, state: State) -> list[SupplyContract]:
    locked = SupplyContract.objects.select_for_update().filter(due).order_by("id")
    contracts = list(locked)
    SupplyContract.objects.filter(pk__in=[one.pk for one in contracts]).update(state=state.value)
    return contracts


def _started(contracts: Collection[SupplyContract], at: datetime | None) -> None:
    tell_all(contracts, "Belieferung begonnen", at=at)
    for contract in contracts:
        announce(events.SupplyStarted(contract.pk))
