"""From the registration at the grid operator to the last day of supply."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from kundenwerk.contracts import events, rules
from kundenwerk.contracts.commands.ordering import ONE_CONTRACT, SupplyPointAlreadyServed
from kundenwerk.contracts.commands.telling import tell, tell_all
from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.contracts.rules import Action, State, deadlines
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.constraints import violated
from kundenwerk.platform.events import announce, announce_all


class TooEarly(Exception):
    """The day has not come; ``due`` is the day it can be done."""

    def __init__(self, due: date) -> None:
        super().__init__(f"possible from {due}")
        self.due = due


def step(contract_id: int, action: Action) -> SupplyContract:
    """Lock a contract and take it one state further (step).

    Raises:
        TransitionNotAllowed: the life cycle has no such step.
    """
    contract = _stepped(contract_id, action)
    contract.save(update_fields=["state"])
    return contract


def _stepped(contract_id: int, action: Action) -> SupplyContract:
    require_transaction()
    contract = SupplyContract.objects.select_for_update().get(pk=contract_id)
    contract.state = rules.LIFE_CYCLE.after(State(contract.state), action).value
    return contract


def mark_registered(contract_id: int, *, at: datetime | None = None) -> SupplyContract:
    """Note that the registration went to the grid operator (step).

    Raises:
        TransitionNotAllowed: the contract does not wait for its registration.
    """
    return mark_all_registered([contract_id], at=at)[0]


def mark_all_registered(
    contract_ids: Collection[int], *, at: datetime | None = None
) -> list[SupplyContract]:
    """Note the same for many contracts (step).

    Raises:
        TransitionNotAllowed: a contract does not wait for its registration.
    """
    require_transaction()
    asked = SupplyContract.objects.filter(pk__in=list(contract_ids))
    contracts = list(asked.select_for_update().order_by("id"))
    for contract in contracts:
        contract.state = rules.LIFE_CYCLE.after(State(contract.state), Action.REGISTER).value
        contract.rejection_code = contract.rejection_reason = ""
    asked.update(state=State.REGISTERED.value, rejection_code="", rejection_reason="")
    tell_all(contracts, "beim Netzbetreiber angemeldet", at=at)
    return contracts


def confirm(contract_id: int, start: date, *, at: datetime | None = None) -> SupplyContract:
    """Note that the grid operator assigned the supply point to us (step).

    Raises:
        TransitionNotAllowed: no registration is under way.
        SupplyPointAlreadyServed: another contract of ours supplies there from that day.
    """
    contract = _stepped(contract_id, Action.CONFIRM)
    try:
        with transaction.atomic():
            _confirm([contract], {contract_id: start}, at)
    except IntegrityError as error:
        if violated(error) in ONE_CONTRACT:
            raise SupplyPointAlreadyServed from error
        raise
    return contract


def confirm_all(starts: Mapping[int, date], *, at: datetime | None = None) -> set[int]:
    """Note the same for many contracts; returns those it is impossible for (step).

    Args:
        starts: the first day of supply by contract.
        at: the moment on the time lines, else now.
    """
    require_transaction()
    possible = rules.LIFE_CYCLE.sources(Action.CONFIRM)
    asked = SupplyContract.objects.filter(pk__in=list(starts), state__in=possible)
    contracts = list(asked.select_for_update().order_by("id"))
    for contract in contracts:
        contract.state = State.CONFIRMED.value
    try:
        with transaction.atomic():
            _confirm(contracts, starts, at)
    except IntegrityError as error:
        if violated(error) not in ONE_CONTRACT:
            raise
        return {pk for pk in sorted(starts) if not _is_confirmed_alone(pk, starts[pk], at)}
    return set(starts) - {contract.pk for contract in contracts}


def _is_confirmed_alone(contract_id: int, start: date, at: datetime | None) -> bool:
    try:
        confirm(contract_id, start, at=at)
    except (TransitionNotAllowed, SupplyPointAlreadyServed):
        return False
    return True


def _confirm(
    contracts: Collection[SupplyContract], starts: Mapping[int, date], at: datetime | None
) -> None:
    agreed = {
        terms.contract_id: terms
        for terms in ContractTerms.objects.filter(contract__in=[one.pk for one in contracts])
    }
    for contract in contracts:
        start, terms = starts[contract.pk], agreed[contract.pk]
        contract.supply = terms.valid = Period(start)
        contract.planned_start = start
        contract.minimum_term_end = (
            deadlines.minimum_term_end(start, terms.minimum_term_months)
            if terms.minimum_term_months
            else None
        )
    kept = ["state", "supply", "planned_start", "minimum_term_end"]
    SupplyContract.objects.bulk_update(contracts, kept)
    ContractTerms.objects.bulk_update(agreed.values(), ["valid"])
    tell_all(
        contracts,
        "vom Netzbetreiber bestätigt",
        lambda one: f"Lieferbeginn {format_day(starts[one.pk])}",
        at=at,
    )
    announce_all([events.Confirmed(one.pk, starts[one.pk].isoformat()) for one in contracts])


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
    if contract.supplied.start > day:
        raise TooEarly(contract.supplied.start)
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
    announce_all([events.SupplyEnded(contract.pk) for contract in contracts])
    return len(contracts)


def _advance(due: Q, state: State) -> list[SupplyContract]:
    locked = SupplyContract.objects.select_for_update().filter(due).order_by("id")
    contracts = list(locked)
    SupplyContract.objects.filter(pk__in=[one.pk for one in contracts]).update(state=state.value)
    return contracts


def _started(contracts: Collection[SupplyContract], at: datetime | None) -> None:
    tell_all(contracts, "Belieferung begonnen", at=at)
    announce_all([events.SupplyStarted(contract.pk) for contract in contracts])
