from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Max

from kundenwerk.contracts.commands import withdraw
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel import ids
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.mako import commands, queries
from kundenwerk.mako.commands import NotRegistrable
from kundenwerk.mako.models import Interchange, MarketMessage, Process
from kundenwerk.platform.commands import Call
from kundenwerk.work.models import Task
from tests.mako import letters, orders
from tests.mako.orders import NOW

pytestmark = pytest.mark.django_db


def sent_registration(call: Call, contract_id: int) -> tuple[Process, bytes]:
    """A registration that has left the house."""
    process_id = commands.register_supply(call, contract_id=contract_id, at=NOW)
    stored = Interchange.objects.get(messages__process=process_id)
    commands.begin_sending(orders.new_call(), interchange_id=stored.pk)
    commands.end_sending(
        orders.new_call(), interchange_id=stored.pk, error="", is_final=False, at=NOW
    )
    return Process.objects.get(pk=process_id), bytes(stored.content)


@pytest.mark.row("KM-018")
def test_registering_writes_a_message_the_market_finds_no_fault_in(call: Call) -> None:
    contract_id = orders.ordered_contract()

    process_id = commands.register_supply(call, contract_id=contract_id, at=NOW)

    process = Process.objects.get(pk=process_id)
    stored = Interchange.objects.get(messages__process=process)
    assert letters.objections(bytes(stored.content), NOW.date()) == []
    assert b"NAD+Z09+++Erika Muster:::::Z01'" in bytes(stored.content)
    assert (process.state, process.day) == ("PREPARED", date(2026, 12, 1))
    assert orders.state_of(contract_id) == "REGISTERED"
    assert queries.to_send() == [stored.pk]


@pytest.mark.row("KM-018")
def test_the_answer_to_a_registration_is_due_at_eleven_on_the_next_working_day(call: Call) -> None:
    contract_id = orders.ordered_contract()

    process_id = commands.register_supply(call, contract_id=contract_id, at=NOW)

    due = Process.objects.get(pk=process_id).due_at
    assert due.isoformat() == "2026-11-24T10:00:00+00:00"


def test_the_same_click_registers_once(call: Call) -> None:
    contract_id = orders.ordered_contract()

    first = commands.register_supply(call, contract_id=contract_id, at=NOW)
    again = commands.register_supply(call, contract_id=contract_id, at=NOW)

    assert first == again
    assert Interchange.objects.count() == 1


def test_a_contract_under_registration_cannot_be_registered_again(call: Call) -> None:
    contract_id = orders.ordered_contract()
    commands.register_supply(call, contract_id=contract_id, at=NOW)

    with pytest.raises(TransitionNotAllowed):
        commands.register_supply(orders.new_call(), contract_id=contract_id, at=NOW)

    assert Process.objects.count() == 1


@pytest.mark.row("DEC-02")
def test_a_start_that_has_become_unreachable_moves_to_the_next_one(call: Call) -> None:
    contract_id = orders.ordered_contract()

    process_id = commands.register_supply(call, contract_id=contract_id, at=NOW + timedelta(days=7))

    assert Process.objects.get(pk=process_id).day == date(2026, 12, 2)


def test_what_is_missing_is_told_and_nothing_is_written(call: Call) -> None:
    contract_id = orders.ordered_contract(malo_id="")

    with pytest.raises(NotRegistrable) as refusal:
        commands.register_supply(call, contract_id=contract_id, at=NOW)
    commands.report_not_registrable(
        orders.new_call(), contract_id=contract_id, problems=refusal.value.problems, at=NOW
    )

    assert refusal.value.problems == ["MaLo-ID der Lieferstelle: Die Angabe fehlt."]
    assert not Process.objects.exists()
    assert orders.state_of(contract_id) == "ORDERED"
    assert Task.objects.get().title.startswith("Anmeldung nicht möglich")


def test_a_name_in_another_script_is_told_before_anything_is_written(call: Call) -> None:
    contract_id = orders.ordered_contract(last_name="Иванов")

    with pytest.raises(NotRegistrable, match="lateinischen Buchstaben"):
        commands.register_supply(call, contract_id=contract_id, at=NOW)

    assert not Interchange.objects.exists()


def test_many_registrations_to_one_grid_operator_travel_in_one_interchange(call: Call) -> None:
    contract_ids = [
        orders.ordered_contract(malo_id=ids.malo_from(number), last_name=f"Muster {letter}")
        for number, letter in enumerate("ABC")
    ]

    commands.register_supplies(call, contract_ids=contract_ids, at=NOW)

    stored = Interchange.objects.get()
    assert letters.objections(bytes(stored.content), NOW.date()) == []
    assert MarketMessage.objects.aggregate(Max("position"))["position__max"] == 3


@pytest.mark.row("KM-018")
def test_an_answer_that_does_not_come_in_time_opens_one_task(call: Call) -> None:
    contract_id = orders.ordered_contract()
    process, _ = sent_registration(call, contract_id)

    early = commands.alarm_overdue(orders.new_call(), at=process.due_at)
    late = commands.alarm_overdue(orders.new_call(), at=process.due_at + timedelta(seconds=1))
    again = commands.alarm_overdue(orders.new_call(), at=process.due_at + timedelta(days=1))

    assert (early, late, again) == (0, 1, 0)
    contract = SupplyContract.objects.get(pk=contract_id)
    assert Task.objects.get().title == f"Anmeldung ohne Antwort: Vertrag {contract.number}"
    assert [late.pk for late in queries.overdue(NOW + timedelta(days=9))] == [process.pk]


def test_a_withdrawn_contract_whose_registration_is_confirmed_asks_a_clerk(call: Call) -> None:
    contract_id = orders.ordered_contract()
    process, _ = sent_registration(call, contract_id)
    withdraw(orders.new_call(), contract_id=contract_id, received_on=NOW.date())
    answer = letters.answered(process.transaction)

    commands.receive_interchange(orders.new_call(), name="a.edi", content=answer, at=NOW)

    process.refresh_from_db()
    assert process.state == "CONFIRMED"
    assert orders.state_of(contract_id) == "WITHDRAWN"
    assert "die wir nicht führen" in Task.objects.get().title
