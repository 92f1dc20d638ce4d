"""What clerks learn of the market: tasks, and the end of a process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from kundenwerk.contracts import commands as contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.mako.models import MarketMessage, Process
from kundenwerk.mako.rules.process import (
    LIFE_CYCLE,
    STANDING_STATES,
    MessageState,
    ProcessAction,
    ProcessKind,
    ProcessState,
)
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.work import commands as work

RESPONSIBLE: Final = "SERVICE"


def open_task(
    *,
    key: str,
    title: str,
    at: datetime,
    detail: str = "",
    business_partner_id: int | None = None,
    url: str = "",
) -> None:
    """Ask the clerks of the service to look at something today (step)."""
    work.open_task(
        key=key,
        title=title,
        detail=detail,
        role=RESPONSIBLE,
        due_on=german_day(at),
        business_partner_id=business_partner_id,
        url=url,
    )


def confirm_all(processes: Sequence[Process], *, at: datetime) -> None:
    """Close registrations the grid operator agreed to, for the days he named (step).

    Raises:
        TransitionNotAllowed: a process waits for no answer.
    """
    _close(processes, ProcessAction.CONFIRM, at)
    refused = contracts.confirm_all({one.contract_id: one.day for one in processes}, at=at)
    for process in processes:
        if process.contract_id in refused:
            _ask(
                process,
                "inconsistent",
                "Netzbetreiber bestätigt eine Belieferung, die wir nicht führen",
                "Der Vertrag wartet nicht mehr auf die Bestätigung oder überschneidet sich mit "
                "einem anderen. Bitte prüfen Sie, ob abzumelden ist.",
                at,
            )


def reject(process: Process, code: str, reason: str, *, at: datetime) -> None:
    """Close a registration the grid operator refused, and ask a clerk (step).

    Raises:
        TransitionNotAllowed: the process waits for no answer.
    """
    _close([process], ProcessAction.REJECT, at)
    _reject_contract(process, code, reason, at)


def fail(process: Process, code: str, reason: str, *, at: datetime) -> None:
    """Close a process whose message the partner cannot take, and ask a clerk (step).

    Raises:
        TransitionNotAllowed: the process is closed already.
    """
    process.answer_code, process.answer = code, reason[:600]
    _close([process], ProcessAction.FAIL, at)
    if process.kind == ProcessKind.TERMINATION:
        _ask(process, "failed", "Kündigung beim Altlieferanten nicht verarbeitet", reason, at)
    else:
        _reject_contract(process, code, reason, at)


def release(process: Process, end: date, *, at: datetime) -> None:
    """Close a termination the former supplier agreed to (step).

    Args:
        process: the termination.
        end: the first day without the former supply.
        at: now.

    Raises:
        TransitionNotAllowed: the process waits for no answer.
    """
    wanted, process.day = process.day, end
    _close([process], ProcessAction.CONFIRM, at)
    last_day = format_day(end - ONE_DAY)
    contracts.tell(process.contract, "beim Altlieferanten gekündigt", f"Zum {last_day}", at=at)
    if end > wanted:
        _ask(
            process,
            "later",
            f"Altlieferant gibt erst zum {last_day} frei",
            f"Gekündigt war zum {format_day(wanted - ONE_DAY)}. Bitte stimmen Sie den "
            "Lieferbeginn mit dem Kunden ab.",
            at,
        )


def hold(process: Process, code: str, reason: str, *, at: datetime) -> None:
    """Close a termination the former supplier refused, and ask a clerk (step).

    The grid operator decides about the supply, so the contract stays as it is.

    Raises:
        TransitionNotAllowed: the process waits for no answer.
    """
    _close([process], ProcessAction.REJECT, at)
    _ask(process, "held", f"Kündigung beim Altlieferanten abgelehnt ({code})", reason, at)


@command
def ask_to_recall(*, contract_id: int, at: datetime) -> int:
    """Ask a clerk to take back what the market was told about a withdrawn contract.

    Returns how many tasks were opened.
    """
    told = Process.objects.filter(
        contract_id=contract_id, kind=ProcessKind.TERMINATION, state__in=STANDING_STATES
    )
    processes = list(told.select_related("contract", "market_participant").order_by("id"))
    for process in processes:
        _ask(
            process,
            "recall",
            "Widerruf: Kündigung beim Altlieferanten zurücknehmen",
            f"{process.market_participant} wurde zum {format_day(process.day - ONE_DAY)} "
            "gekündigt.",
            at,
        )
    return len(processes)


def _close(processes: Sequence[Process], action: ProcessAction, at: datetime) -> None:
    for process in processes:
        process.state = LIFE_CYCLE.after(ProcessState(process.state), action).value
        process.closed_at = at
    Process.objects.bulk_update(
        processes, ["state", "closed_at", "answer_code", "answer_tree", "answer", "day"]
    )
    work.close_tasks([f"mako:process:{process.pk}:overdue" for process in processes])


def _reject_contract(process: Process, code: str, reason: str, at: datetime) -> None:
    _ask(process, "rejected", f"Anmeldung abgelehnt ({code})", reason, at)
    try:
        with transaction.atomic():
            contracts.reject(process.contract_id, code[:10], reason, at=at)
    except TransitionNotAllowed:
        # The contract was withdrawn meanwhile: nothing is left to be rejected.
        return


def _ask(process: Process, topic: str, title: str, detail: str, at: datetime) -> None:
    contract = process.contract
    open_task(
        key=f"mako:process:{process.pk}:{topic}",
        title=f"{title}: Vertrag {contract.number}",
        detail=detail,
        business_partner_id=contract.business_partner_id,
        url=f"/vertraege/{contract.pk}/",
        at=at,
    )


@command
def report_not_registrable(*, contract_id: int, problems: Sequence[str], at: datetime) -> int:
    """Ask a clerk to complete what a registration lacks."""
    contract = SupplyContract.objects.get(pk=contract_id)
    open_task(
        key=f"mako:contract:{contract_id}:incomplete",
        title=f"Anmeldung nicht möglich: Vertrag {contract.number}",
        detail="\n".join(problems),
        business_partner_id=contract.business_partner_id,
        url=f"/vertraege/{contract_id}/",
        at=at,
    )
    return contract_id


@command
def settle_message(*, message_id: int, remark: str = "") -> int:
    """Take a message off the clearing list after a clerk dealt with it.

    Raises:
        LookupError: it is not on the list.
    """
    message = MarketMessage.objects.select_for_update().get(pk=message_id)
    if message.state != MessageState.UNMATCHED:
        raise LookupError(message_id)
    before = message.remark
    message.state = MessageState.DONE.value
    message.remark = f"{before} Erledigt. {remark}".strip()[:500]
    message.save(update_fields=["state", "remark"])
    work.close_task(key=f"mako:message:{message.pk}:unmatched")
    undo.offer(
        "Nachricht geklärt",
        unsettle_message,
        message_id=message.pk,
        before=before,
        left=message.remark,
    )
    return message_id


@undo.inverse
@command
def unsettle_message(*, message_id: int, before: str, left: str) -> int:
    """Put a message back on the clearing list.

    Args:
        message_id: the message.
        before: its remark while it was on the list.
        left: its remark when it was taken off.

    Raises:
        Overtaken: somebody has worked on it since.
    """
    message = MarketMessage.objects.select_for_update().get(pk=message_id)
    if message.state != MessageState.DONE or message.remark != left:
        raise undo.Overtaken([undo.Difference("Bemerkung", left, message.remark)])
    message.state = MessageState.UNMATCHED.value
    message.remark = before
    message.save(update_fields=["state", "remark"])
    work.reopen_dropped(key=f"mako:message:{message.pk}:unmatched")
    return message_id
