"""Asking the grid operator for a supply, and the former supplier for its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.calendar import german_day
from kundenwerk.mako import queries
from kundenwerk.mako.commands.outbox import Outgoing, enqueue_by_participant, head_for, number
from kundenwerk.mako.formats import registration, termination, utilmd_writer
from kundenwerk.mako.formats.registration import Draft
from kundenwerk.mako.formats.utilmd import Ending, Head, Registration
from kundenwerk.mako.formats.vocabulary import Pid, printed
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

    A customer who changes supplier is released by the former one in the same breath.

    Raises:
        NotRegistrable: the MaLo-ID, an address or one of our own numbers is missing or wrong.
        NoLeadTime: no lead time is known for the day.
        NoVersion: no message version is known for the day.
        TransitionNotAllowed: the contract does not wait for its registration.

    Source: KM-018, AP-095; BK6-24-174 GPKE Teil 2 and BK7-24-01-009 GeLi Gas, Kündigung and
    Lieferbeginn.
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
    enqueue_by_participant(_letters(drafts, orders, processes, at))
    _terminate({contract_id: order.start for contract_id, order in orders.items()}, at)
    return [processes[contract_id].pk for contract_id in contract_ids]


def _order(contract_id: int, draft: Draft, at: datetime) -> Registration:
    if problems := registration.problems(draft):
        raise NotRegistrable(contract_id, problems)
    transaction = number("V", str(contract_id))
    return registration.registration(draft, transaction=transaction, sent_on=german_day(at))


def _open(orders: Mapping[int, Registration], at: datetime) -> dict[int, Process]:
    points = SupplyContract.objects.filter(pk__in=list(orders))
    operators = dict(points.values_list("pk", "supply_point__grid_operator_id"))
    rows = Process.objects.bulk_create(
        Process(
            kind=ProcessKind.REGISTRATION.value,
            contract_id=contract_id,
            market_participant_id=operators[contract_id],
            transaction=order.transaction,
            malo_id=order.malo_id,
            reason=order.reason,
            day=order.start,
            opened_at=at,
            due_at=answer_due(printed(Pid.REGISTRATION, order.commodity), at),
        )
        for contract_id, order in orders.items()
    )
    return {row.contract_id: row for row in rows}


def _letters(
    drafts: Mapping[int, Draft],
    orders: Mapping[int, Registration],
    processes: Mapping[int, Process],
    at: datetime,
) -> Iterator[tuple[Head, Outgoing]]:
    for contract_id, order in orders.items():
        draft = drafts[contract_id]
        head = head_for(
            sender=draft.sender, receiver=draft.receiver, at=at, purpose=str(contract_id)
        )
        yield (
            head,
            Outgoing(
                message=utilmd_writer.registration(head, order),
                document=head.document,
                pid=printed(Pid.REGISTRATION, order.commodity),
                transaction=order.transaction,
                process=processes[contract_id],
            ),
        )


@command
def terminate_previous(*, contract_id: int, at: datetime) -> int:
    """Ask the former supplier once more to release a customer; returns how many were asked.

    Nothing is asked while an answer is awaited or after consent, and for no contract that
    begins without a change of supplier or waits for its registration.

    Raises:
        NotRegistrable: a number is missing or wrong.
        NoVersion: no message version is known for the day.

    Source: AP-095; BK6-24-174 GPKE Teil 2 and BK7-24-01-009 GeLi Gas, Kündigung.
    """
    contract = SupplyContract.objects.select_for_update().get(pk=contract_id)
    if not queries.may_terminate(contract):
        return 0
    return _terminate({contract_id: contract.planned_start}, at)


def _terminate(ends: Mapping[int, date], at: datetime) -> int:
    drafts = queries.endings(ends)
    for contract_id, draft in drafts.items():
        if problems := termination.problems(draft):
            raise NotRegistrable(contract_id, problems)
    orders = {
        pk: termination.termination(draft, transaction=number("V", f"{pk}/end"), end=ends[pk])
        for pk, draft in drafts.items()
    }
    rows = Process.objects.bulk_create(
        Process(
            kind=ProcessKind.TERMINATION.value,
            contract_id=contract_id,
            market_participant_id=drafts[contract_id].supplier_id,
            transaction=order.transaction,
            malo_id=order.malo_id,
            reason=order.reason,
            day=order.end,
            opened_at=at,
            due_at=answer_due(printed(Pid.TERMINATION, order.commodity), at),
        )
        for contract_id, order in orders.items()
    )
    letters = (_ending(drafts[row.contract_id], orders[row.contract_id], row, at) for row in rows)
    enqueue_by_participant(letters, purpose="end/")
    return len(rows)


def _ending(
    draft: termination.Draft, order: Ending, process: Process, at: datetime
) -> tuple[Head, Outgoing]:
    topic = f"{process.contract_id}/end"
    head = head_for(sender=draft.sender, receiver=draft.receiver, at=at, purpose=topic)
    return head, Outgoing(
        message=utilmd_writer.termination(head, order),
        document=head.document,
        pid=printed(Pid.TERMINATION, order.commodity),
        transaction=order.transaction,
        process=process,
    )
