"""A customer changes supplier: the former one is asked to let him go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kundenwerk.contracts.commands import withdraw
from kundenwerk.mako import commands, queries
from kundenwerk.mako.commands import NotRegistrable
from kundenwerk.mako.formats import utilmd_writer
from kundenwerk.mako.formats.utilmd import Answer, Head, Pid
from kundenwerk.mako.models import Interchange, Process
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from kundenwerk.work.models import Task, TimelineEntry
from tests.mako import letters, orders
from tests.mako.orders import NOW
from tests.mako.waiting import receive

pytestmark = pytest.mark.django_db

FROM_OLD = Head(letters.OLD_SUPPLIER, letters.SUPPLIER, "1", "DOK0009", letters.SENT_AT)


def terminated(number: str = "AS-4711/22") -> Process:
    """The termination of a customer who changes to us, sent."""
    contract_id = orders.ordered_contract(previous_contract_number=number)
    commands.register_supply(orders.new_call(), contract_id=contract_id, at=NOW)
    for interchange_id in queries.to_send():
        commands.begin_sending(orders.new_call(), interchange_id=interchange_id)
        commands.end_sending(
            orders.new_call(), interchange_id=interchange_id, error="", is_final=False, at=NOW
        )
    return Process.objects.get(kind="TERMINATION")


def answered(process: Process, *, code: str = "", end: date | None = letters.START) -> bytes:
    """What the former supplier writes back."""
    reply = Answer(
        pid=Pid.TERMINATION_REJECTED if code else Pid.TERMINATION_CONFIRMED,
        transaction="ANTW0001",
        answers=process.transaction,
        reason="E03",
        code=code or "A09",
        tree="E_0614",
        day=None if code else end,
        previous_year_kwh=None if code else 3500,
    )
    return letters.wrap(FROM_OLD, utilmd_writer.answer(FROM_OLD, reply))


@pytest.mark.row("AP-095", "AP-099")
def test_a_change_of_supplier_terminates_the_old_supply_and_registers_the_new() -> None:
    process = terminated()

    registration = Process.objects.get(kind="REGISTRATION")
    sent = bytes(Interchange.objects.get(messages__process=process).content)
    assert letters.objections(sent, NOW.date()) == []
    assert b"FTX+ACB+++Vertragsnummer beim bisherigen Lieferanten?: AS-4711/22'" in sent
    assert b"RFF+Z13:55016'" in sent
    assert process.market_participant.code == letters.OLD_SUPPLIER
    assert process.day == registration.day == date(2026, 12, 1)
    assert process.due_at.isoformat() == "2026-11-24T23:00:00+00:00"


def test_without_its_number_the_old_contract_is_terminated_all_the_same() -> None:
    process = terminated("")

    sent = bytes(Interchange.objects.get(messages__process=process).content)
    assert b"FTX" not in sent
    assert letters.objections(sent, NOW.date()) == []


@pytest.mark.row("AP-095")
def test_who_moves_in_terminates_nothing() -> None:
    contract_id = orders.ordered_contract()

    commands.register_supply(orders.new_call(), contract_id=contract_id, at=NOW)

    assert [one.kind for one in queries.processes_of(contract_id)] == ["REGISTRATION"]


def test_the_old_supplier_agrees_and_the_contract_waits_for_the_grid_operator() -> None:
    process = terminated()

    stored = receive(answered(process))

    process.refresh_from_db()
    assert stored.messages.get().state == "DONE"
    assert (process.state, process.answer_code) == ("CONFIRMED", "A09")
    assert orders.state_of(process.contract_id) == "REGISTERED"
    told = TimelineEntry.objects.get(title__endswith="beim Altlieferanten gekündigt")
    assert told.detail == "Zum 30.11.2026"
    assert not Task.objects.exists()


def test_an_old_supplier_who_lets_go_later_is_told_to_a_clerk() -> None:
    process = terminated()

    receive(answered(process, end=date(2027, 1, 1)))

    process.refresh_from_db()
    assert process.day == date(2027, 1, 1)
    assert Task.objects.get().title.startswith("Altlieferant gibt erst zum 31.12.2026 frei")


def test_a_refused_termination_leaves_the_contract_and_can_be_repeated() -> None:
    process = terminated()

    receive(answered(process, code="A06"))
    again = commands.terminate_previous(orders.new_call(), contract_id=process.contract_id, at=NOW)
    twice = commands.terminate_previous(orders.new_call(), contract_id=process.contract_id, at=NOW)

    process.refresh_from_db()
    assert (process.state, again, twice) == ("REJECTED", 1, 0)
    assert orders.state_of(process.contract_id) == "REGISTERED"
    task = Task.objects.get()
    assert task.title.startswith("Kündigung beim Altlieferanten abgelehnt (A06)")
    assert task.detail == "Der Vertrag ist noch gebunden."


def test_a_registration_after_a_rejection_terminates_no_second_time() -> None:
    process = terminated()
    registration = Process.objects.get(kind="REGISTRATION")
    receive(letters.answered(registration.transaction, code="A07"))

    commands.register_supply(orders.new_call(), contract_id=process.contract_id, at=NOW)

    kinds = [one.kind for one in queries.processes_of(process.contract_id)]
    assert sorted(kinds) == ["REGISTRATION", "REGISTRATION", "TERMINATION"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"pid": Pid.REGISTRATION_REJECTED, "tree": "E_0622"}, "keine Anfrage, auf die 55003"),
        ({"day": None}, "nennt kein Vertragsende"),
    ],
)
def test_an_answer_that_does_not_fit_the_termination_is_left_for_a_clerk(
    change: dict[str, object], problem: str
) -> None:
    process = terminated()
    reply = Answer(
        pid=Pid.TERMINATION_CONFIRMED,
        transaction="ANTW0001",
        answers=process.transaction,
        reason="E03",
        code="A09",
        tree="E_0614",
        day=letters.START,
    )
    misfit = replace(reply, **change)  # type: ignore[arg-type]

    stored = receive(letters.wrap(FROM_OLD, utilmd_writer.answer(FROM_OLD, misfit)))

    process.refresh_from_db()
    assert process.state == "SENT"
    assert problem in stored.messages.get().remark


def test_a_number_the_market_cannot_write_stops_everything_before_it_is_sent() -> None:
    contract_id = orders.ordered_contract(previous_contract_number="№ 12 ☃")

    with pytest.raises(NotRegistrable, match="Vertragsnummer beim Altlieferanten"):
        commands.register_supply(orders.new_call(), contract_id=contract_id, at=NOW)

    assert not Interchange.objects.exists()
    assert orders.state_of(contract_id) == "ORDERED"


def test_a_withdrawal_has_the_termination_taken_back() -> None:
    set_business_date(orders.new_call(), day=orders.ORDERED_ON)
    process = terminated()

    withdraw(orders.new_call(), contract_id=process.contract_id, received_on=NOW.date())
    run_pending()

    assert "zurücknehmen" in Task.objects.get().title


def test_silence_of_the_old_supplier_is_told_after_the_next_working_day() -> None:
    process = terminated()

    commands.alarm_overdue(orders.new_call(), at=process.due_at + timedelta(seconds=1))

    titles = Task.objects.filter(title__startswith="Kündigung beim Altlieferanten ohne Antwort")
    assert titles.count() == 1
