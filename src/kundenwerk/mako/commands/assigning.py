"""Finding the process an incoming message speaks of, and what it does to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from kundenwerk.kernel.numbers import format_day
from kundenwerk.mako.commands import telling
from kundenwerk.mako.commands.measuring import take_readings
from kundenwerk.mako.commands.verdicts import Verdict
from kundenwerk.mako.formats import aperak, contrl, utilmd
from kundenwerk.mako.formats.edifact import Envelope
from kundenwerk.mako.formats.interchange import Interchange as Received
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Transaction
from kundenwerk.mako.formats.vocabulary import Pid
from kundenwerk.mako.models import Interchange, MarketMessage, Process
from kundenwerk.mako.rules import answers
from kundenwerk.mako.rules.process import Direction, MessageState, ProcessKind, ProcessState
from kundenwerk.supply import commands as supply
from kundenwerk.supply.commands import MeteringPlace

_ANSWERS: Final = {
    Pid.REGISTRATION_CONFIRMED: ProcessKind.REGISTRATION,
    Pid.REGISTRATION_REJECTED: ProcessKind.REGISTRATION,
    Pid.TERMINATION_CONFIRMED: ProcessKind.TERMINATION,
    Pid.TERMINATION_REJECTED: ProcessKind.TERMINATION,
}


class Assignment:
    """The messages of one interchange, acting on our processes.

    Consent comes in thousands on the first days of a month, so it is written for all messages
    together, by ``finish``; everything else happens as it is read.
    """

    def __init__(self, received: Received, at: datetime) -> None:
        self._received = received
        self._envelope = received.envelope
        self._at = at
        self._processes = _answered(received.messages)
        self._confirmed: dict[int, Process] = {}
        self._metering: dict[int, MeteringPlace] = {}

    def act(self, message: Message) -> list[Verdict]:
        """Let a message act on our processes; what fits none is left for a clerk (step).

        Raises:
            Unprocessable: the message cannot be read.
        """
        if message.kind == "UTILMD":
            return list(self._utilmd(message))
        if message.kind == "MSCONS":
            return [take_readings(self._received, message, self._at)]
        if message.kind == "CONTRL":
            return [_contrl(self._envelope, contrl.read(message), self._at)]
        if message.kind == "APERAK":
            return [_aperak(self._envelope, aperak.read(message), self._at)]
        return [Verdict(MessageState.UNMATCHED, f"{message.kind} wird noch nicht verarbeitet.")]

    def finish(self) -> None:
        """Write what grid operators agreed to (step)."""
        telling.confirm_all(list(self._confirmed.values()), at=self._at)
        supply.note_metering(self._metering)

    def _utilmd(self, message: Message) -> Iterator[Verdict]:
        sender, _ = utilmd.parties(message)
        transactions = utilmd.read(message)
        for transaction in transactions:
            if sender != self._envelope.sender:
                yield _unmatched(
                    transaction, f"Absender {sender} passt nicht zur Übertragungsdatei."
                )
            elif transaction.use_case in _ANSWERS:
                yield self._answer(sender, transaction)
            else:
                yield _unmatched(transaction, "Der Anwendungsfall wird noch nicht verarbeitet.")

    def _answer(self, sender: str, transaction: Transaction) -> Verdict:
        process = self._processes.get(transaction.answers)
        if process is None:
            return _unmatched(transaction, f"Kein Vorgang {transaction.answers[:35]} bekannt.")
        if process.pk in self._confirmed:
            return _unmatched(transaction, "Der Vorgang ist schon beantwortet.", process)
        if problem := _mismatch(process, sender, transaction):
            return _unmatched(transaction, problem, process)
        process.answer_code = transaction.answer_code[:10]
        process.answer_tree = transaction.answer_tree[:10]
        meaning = answers.meaning(process.answer_tree, process.answer_code, transaction.note)
        process.answer = meaning[:600]
        self._follow(process, transaction, meaning)
        return Verdict(
            MessageState.DONE, meaning, process, transaction.pid, transaction.transaction
        )

    def _follow(self, process: Process, transaction: Transaction, meaning: str) -> None:
        """What an answer means for the process it belongs to."""
        if transaction.use_case == Pid.REGISTRATION_CONFIRMED:
            assert transaction.start is not None
            process.day = transaction.start
            self._confirmed[process.pk] = process
            self._metering[process.contract.supply_point_id] = MeteringPlace(
                transaction.melo_id, transaction.metering_operator
            )
        elif transaction.use_case == Pid.TERMINATION_CONFIRMED:
            assert transaction.end is not None
            telling.release(process, transaction.end, at=self._at)
        elif transaction.use_case == Pid.TERMINATION_REJECTED:
            telling.hold(process, process.answer_code, meaning, at=self._at)
        else:
            telling.reject(process, process.answer_code, meaning, at=self._at)


def _answered(messages: Sequence[Message]) -> dict[str, Process]:
    """Our requests that messages answer, locked."""
    named = {
        part.get(0, 1)
        for message in messages
        if message.kind == "UTILMD"
        for part in message.segments
        if part.tag == "RFF" and part.get(0) == "TN"
    }
    processes = (
        Process.objects.select_for_update(of=("self",))
        .select_related("market_participant", "contract")
        .filter(transaction__in=named)
        .order_by("id")
    )
    return {process.transaction: process for process in processes}


def _unmatched(transaction: Transaction, remark: str, process: Process | None = None) -> Verdict:
    return Verdict(
        MessageState.UNMATCHED, remark, process, transaction.pid, transaction.transaction
    )


def _mismatch(process: Process, sender: str, transaction: Transaction) -> str:
    """Why an answer must not act on the process it names; empty if it may."""
    if sender != process.market_participant.code:
        return f"{sender} ist nicht der Marktpartner dieses Vorgangs."
    if transaction.use_case is None or process.kind != _ANSWERS[transaction.use_case]:
        return f"Der Vorgang ist keine Anfrage, auf die {transaction.pid} antwortet."
    if process.state != ProcessState.SENT:
        return f"Der Vorgang ist {process.get_state_display()} und erwartet keine Antwort."
    if transaction.malo_id and transaction.malo_id != process.malo_id:
        return f"Die MaLo-ID {transaction.malo_id} ist nicht die des Vorgangs."
    return _wrong_day(process, transaction)


def _wrong_day(process: Process, transaction: Transaction) -> str:
    if transaction.use_case == Pid.TERMINATION_CONFIRMED and transaction.end is None:
        return "Die Bestätigung nennt kein Vertragsende."
    if transaction.use_case != Pid.REGISTRATION_CONFIRMED:
        return ""
    if transaction.start is None:
        return "Die Bestätigung nennt keinen Lieferbeginn."
    if transaction.start < process.day:
        return (
            f"Bestätigt ist der {format_day(transaction.start)}, "
            f"angemeldet der {format_day(process.day)}."
        )
    return ""


def _contrl(envelope: Envelope, report: contrl.SyntaxReport, at: datetime) -> Verdict:
    asked = _ours(envelope, report.reference)
    if asked is None:
        return Verdict(MessageState.UNMATCHED, f"Keine Sendung {report.reference[:35]} bekannt.")
    if not report.accepted:
        reason = f"Syntaxfehler {report.code} in {report.segment or 'der Sendung'}."
        for process in _open_processes(asked):
            telling.fail(process, f"CONTRL {report.code}"[:10], reason, at=at)
        return Verdict(MessageState.DONE, reason)
    return Verdict(MessageState.DONE, "Die Sendung ist angekommen.")


def _aperak(envelope: Envelope, report: aperak.ProcessingReport, at: datetime) -> Verdict:
    asked = _ours(envelope, report.interchange)
    if asked is None:
        return Verdict(MessageState.UNMATCHED, f"Keine Sendung {report.interchange[:35]} bekannt.")
    meant = [process for process in _open_processes(asked) if _is_meant(process, asked, report)]
    for process in meant:
        if report.accepted:
            process.recognised_at = at
            process.save(update_fields=["recognised_at"])
        else:
            telling.fail(process, report.code[:10], report.text or "Ohne Begründung.", at=at)
    remark = "Anerkannt." if report.accepted else f"{report.code}: {report.text}"
    return Verdict(
        MessageState.DONE, remark, meant[0] if meant else None, None, report.transaction[:35]
    )


def _ours(envelope: Envelope, reference: str) -> Interchange | None:
    return Interchange.objects.filter(
        direction=Direction.OUT.value,
        sender=envelope.receiver,
        receiver=envelope.sender,
        reference=reference,
    ).first()


def _open_processes(asked: Interchange) -> list[Process]:
    waiting = Process.objects.select_for_update(of=("self",)).select_related("contract")
    return list(
        waiting.filter(messages__interchange=asked, state=ProcessState.SENT.value).order_by("id")
    )


def _is_meant(process: Process, asked: Interchange, report: aperak.ProcessingReport) -> bool:
    """Whether a verdict on a message or transaction concerns a process."""
    if report.transaction:
        return process.transaction == report.transaction
    rows = MarketMessage.objects.filter(interchange=asked, process=process)
    return not report.document or rows.filter(document=report.document).exists()
