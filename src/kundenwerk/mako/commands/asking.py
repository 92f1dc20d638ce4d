"""Asking the grid operator: the registration of a supply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.calendar import german_day
from kundenwerk.mako import queries
from kundenwerk.mako.commands.outbox import Outgoing, enqueue, head_for, number
from kundenwerk.mako.formats import registration, utilmd_writer
from kundenwerk.mako.formats.registration import Draft
from kundenwerk.mako.formats.utilmd import Pid, Registration
from kundenwerk.mako.models import Process
from kundenwerk.mako.rules.deadlines import answer_due
from kundenwerk.mako.rules.process import ProcessKind
from kundenwerk.platform.commands import command
from kundenwerk.work import commands as work


class NotRegistrable(Exception):
    """Something is missing; ``problems`` are German sentences."""

    def __init__(self, contract_id: int, problems: Sequence[str]) -> None:
        super().__init__(f"contract {contract_id}: {'; '.join(problems)}")
        self.contract_id = contract_id
        self.problems = list(problems)


@command
def register_supply(*, contract_id: int, at: datetime) -> int:
    """Register the supply of a contract at the grid operator; returns the process.

    Raises:
        NotRegistrable: the MaLo-ID, an address or one of our own numbers is missing or wrong.
        NoLeadTime: no lead time is known for the day.
        NoVersion: no message version is known for the day.
        TransitionNotAllowed: the contract does not wait for its registration.

    Source: KM-018; BK6-24-174 GPKE Teil 2, Lieferbeginn.
    """
    return _register([contract_id], at)[0]


@command
def register_supplies(*, contract_ids: list[int], at: datetime) -> list[int]:
    """Register many supplies, with one interchange for each grid operator.

    Raises:
        NotRegistrable, NoLeadTime, NoVersion, TransitionNotAllowed: see ``register_supply``;
            for the first contract that cannot be registered.
    """
    return _register(contract_ids, at)


def _register(contract_ids: Sequence[int], at: datetime) -> list[int]:
    drafts = queries.drafts(contract_ids, german_day(at))
    if missing := set(contract_ids) - set(drafts):
        raise SupplyContract.DoesNotExist(sorted(missing))
    orders = {pk: _order(pk, drafts[pk], at) for pk in sorted(contract_ids)}
    contracts.mark_all_registered(orders.keys(), at=at)
    work.close_tasks([f"mako:contract:{contract_id}:incomplete" for contract_id in orders])
    processes = _open(orders, at)
    _write(drafts, orders, processes, at)
    return [processes[contract_id].pk for contract_id in contract_ids]


def _order(contract_id: int, draft: Draft, at: datetime) -> Registration:
    if problems := registration.problems(draft):
        raise NotRegistrable(contract_id, problems)
    transaction = number("V", str(contract_id))
    return registration.registration(draft, transaction=transaction, sent_on=german_day(at))


def _open(orders: Mapping[int, Registration], at: datetime) -> dict[int, Process]:
    points = SupplyContract.objects.filter(pk__in=list(orders))
    partners = dict(points.values_list("pk", "supply_point__grid_operator_id"))
    rows = Process.objects.bulk_create(
        Process(
            kind=ProcessKind.REGISTRATION.value,
            contract_id=contract_id,
            market_partner_id=partners[contract_id],
            transaction=order.transaction,
            malo_id=order.malo_id,
            reason=order.reason,
            day=order.start,
            opened_at=at,
            due_at=answer_due(Pid.REGISTRATION.value, at),
        )
        for contract_id, order in orders.items()
    )
    return {row.contract_id: row for row in rows}


def _write(
    drafts: Mapping[int, Draft],
    orders: Mapping[int, Registration],
    processes: Mapping[int, Process],
    at: datetime,
) -> None:
    by_route: dict[tuple[str, str], list[Outgoing]] = defaultdict(list)
    for contract_id, order in orders.items():
        draft = drafts[contract_id]
        head = head_for(
            sender=draft.sender, receiver=draft.receiver, at=at, purpose=str(contract_id)
        )
        by_route[draft.sender, draft.receiver].append(
            Outgoing(
                message=utilmd_writer.registration(head, order),
                document=head.document,
                pid=Pid.REGISTRATION.value,
                transaction=order.transaction,
                process=processes[contract_id],
            )
        )
    for (sender, receiver), outgoing in by_route.items():
        head = head_for(sender=sender, receiver=receiver, at=at, purpose=receiver)
        enqueue(outgoing, head=head, purpose=receiver)
