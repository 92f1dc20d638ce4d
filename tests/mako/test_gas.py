"""Gas: messages the market finds no fault in, and the way of an order through them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.calendar import german_day, start_of_gas_day, working_days_between
from kundenwerk.mako import commands, queries
from kundenwerk.mako.commands import NotRegistrable
from kundenwerk.mako.formats import interchange, utilmd, utilmd_writer
from kundenwerk.mako.formats.utilmd import Answer
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk.mako.formats.vocabulary import CustomerGroup, Pid
from kundenwerk.mako.models import Interchange, MarketMessage, Process
from kundenwerk.market.models import OwnCompany
from kundenwerk.platform.clock import set_business_date
from kundenwerk.work.models import Task, TimelineEntry
from tests.mako import gas, letters, orders
from tests.mako.orders import NOW
from tests.mako.waiting import receive

GOLDEN = (
    b"UNA:+.? 'UNB+UNOC:3+9800999000017:502+9870999000010:502+261122:0900+REF0001'"
    b"UNH+1+UTILMD:D:11A:UN:G1.2'BGM+E01+DOK0001'DTM+137:202611220800?+00:303'"
    b"NAD+MS+9800999000017::332'NAD+MR+9870999000010::332'IDE+24+VORG0001'IMD++Z36+Z12'"
    b"DTM+92:202612310500?+00:303'STS+7++E03'LOC+172+51238696012'RFF+Z13:44001'RFF+Z18'"
    b"DTM+Z20:12:802'SEQ+Z01'CCI+Z19++THE0BFH000010000'CCI+++Z15'CCI+++Z88'CAV+Z74:::Z09'"
    b"CAV+Z73:::Z11'SEQ+Z12'QTY+Z16:0:P1'NAD+Z09+++Mustermann:::::Z01'"
    b"NAD+Z04+++Mustermann:::::Z01+Musterstr. 1+Berlin++10115+DE'"
    b"NAD+Z05+++Mustermann:::::Z01+Musterstr. 1+Berlin++10115+DE'UNT+25+1'UNZ+1+REF0001'"
)
ANSWERS = [
    gas.answer(Pid.REGISTRATION_CONFIRMED, "E15", "G_0012"),
    gas.answer(Pid.REGISTRATION_REJECTED, "E17", "G_0011"),
    gas.answer(Pid.REGISTRATION_REJECTED, "ZC5", "G_0011"),
    gas.answer(Pid.REGISTRATION_REJECTED, "E14", "G_0011", note="Siehe Schreiben"),
    gas.answer(Pid.TERMINATION_CONFIRMED, "E15", "G_0006", reason="E03"),
    gas.answer(Pid.TERMINATION_CONFIRMED, "Z01", "G_0006", reason="E03"),
    gas.answer(Pid.TERMINATION_REJECTED, "Z12", "G_0005", reason="E03"),
    gas.answer(Pid.TERMINATION_REJECTED, "Z34", "G_0005", reason="E03"),
    gas.answer(Pid.TERMINATION_REJECTED, "Z29", "G_0005", reason="E03"),
]


def test_the_registration_of_a_switch_is_byte_for_byte_the_known_valid_message() -> None:
    message = utilmd_writer.registration(gas.TO_GRID, gas.registration())

    assert letters.wrap(gas.TO_GRID, message) == GOLDEN


@pytest.mark.row("KM-018")
@pytest.mark.parametrize("reason", ["E01", "E03"])
@pytest.mark.parametrize("group", CustomerGroup)
@pytest.mark.parametrize("on", [date(2026, 5, 15), date(2026, 11, 22)])
def test_the_market_finds_no_fault_in_a_registration(
    reason: str, group: CustomerGroup, on: date
) -> None:
    head = replace(gas.TO_GRID, sent_at=datetime(on.year, on.month, on.day, 8, tzinfo=UTC))
    order = gas.registration(reason=reason, customer_group=group)

    data = letters.wrap(head, utilmd_writer.registration(head, order))

    assert letters.objections(data, on) == []


def test_the_market_finds_no_fault_in_a_termination_with_the_old_number() -> None:
    data = letters.wrap(gas.TO_OLD, utilmd_writer.termination(gas.TO_OLD, gas.ending()))

    assert b"RFF+Z13:44016'" in data
    assert b"FTX+ACB+++AS-4711'" in data
    assert letters.objections(data) == []


@pytest.mark.parametrize("reply", ANSWERS, ids=lambda reply: f"{reply.tree}-{reply.code}")
def test_the_market_finds_no_fault_in_an_answer_and_it_is_read_as_written(reply: Answer) -> None:
    data = letters.wrap(gas.FROM_GRID, utilmd_writer.answer(gas.FROM_GRID, reply))

    [read] = utilmd.read(interchange.read(data).messages[0])

    assert letters.objections(data) == []
    assert (read.use_case, read.answers) == (reply.pid, reply.answers)
    assert (read.answer_code, read.answer_tree) == (reply.code, reply.tree)
    assert read.malo_id == letters.MALO
    if reply.pid in {Pid.REGISTRATION_CONFIRMED, Pid.TERMINATION_CONFIRMED}:
        assert gas.START in {read.start, read.end}


def test_a_confirmation_names_metering_location_and_metering_operator() -> None:
    message = utilmd_writer.answer(gas.FROM_GRID, ANSWERS[0])

    [read] = utilmd.read(message)

    assert (read.malo_id, read.melo_id) == (letters.MALO, letters.MELO)
    assert read.metering_operator == letters.METERING


def test_a_registration_is_read_as_it_was_written() -> None:
    [read] = utilmd.read(utilmd_writer.registration(gas.TO_GRID, gas.registration()))

    assert (read.pid, read.use_case) == (44001, Pid.REGISTRATION)
    assert (read.malo_id, read.melo_id, read.start) == (letters.MALO, "", gas.START)
    assert (read.balancing_group, read.customer_group) == (gas.BALANCING_GROUP, "Z15")
    assert read.customer == letters.customer()


@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_gas_day_begins_at_six_in_summer_and_winter(day: date) -> None:
    begins = start_of_gas_day(day)

    assert german_day(begins) == day
    assert begins.hour in {4, 5}


def test_midnight_is_no_beginning_of_a_gas_day() -> None:
    data = letters.wrap(
        gas.TO_GRID, utilmd_writer.registration(gas.TO_GRID, gas.registration())
    ).replace(b"DTM+92:202612310500", b"DTM+92:202612302300")

    with pytest.raises(Unprocessable, match="Tagesbeginn"):
        utilmd.read(interchange.read(data).messages[0])


def sent(at: datetime = NOW, **order: object) -> dict[str, Process]:
    """The processes of an order of gas, by kind, after everything has left the house."""
    contract_id = gas.ordered_contract(**order)  # type: ignore[arg-type]
    commands.register_supply(orders.new_call(), contract_id=contract_id, at=at)
    for interchange_id in queries.to_send():
        commands.begin_sending(orders.new_call(), interchange_id=interchange_id)
        commands.end_sending(
            orders.new_call(), interchange_id=interchange_id, error="", is_final=False, at=NOW
        )
    return {one.kind: one for one in queries.processes_of(contract_id)}


def content_of(process: Process) -> bytes:
    """What was sent for a process."""
    return bytes(Interchange.objects.get(direction="OUT", messages__process=process).content)


@pytest.mark.django_db
@pytest.mark.row("KM-018", "AP-095", "AP-099")
def test_an_order_of_gas_is_registered_and_its_old_supply_terminated() -> None:
    processes = sent()

    registration, termination = processes["REGISTRATION"], processes["TERMINATION"]
    written = {kind: content_of(process) for kind, process in processes.items()}
    assert b"RFF+Z13:44001'" in written["REGISTRATION"]
    assert b"RFF+Z13:44016'" in written["TERMINATION"]
    assert b"Vertragsnummer beim bisherigen Lieferanten?: AG-12'" in written["TERMINATION"]
    assert b"CCI+Z19++THE0BFH000010000'" in written["REGISTRATION"]
    for data in written.values():
        assert data.startswith(b"UNA:+.? 'UNB+UNOC:3+9800999000017:502+")
        assert letters.objections(data, NOW.date()) == []
    # Four and three working days, both until their end.
    assert registration.due_at.isoformat() == "2026-11-27T23:00:00+00:00"
    assert termination.due_at.isoformat() == "2026-11-26T23:00:00+00:00"


@pytest.mark.django_db
@pytest.mark.row("DEC-02")
def test_a_switch_of_gas_waits_ten_working_days_and_a_move_may_lie_behind() -> None:
    later = NOW + timedelta(days=7)
    switch = sent(later)["REGISTRATION"]
    move = sent(switches=False, start=date(2026, 11, 1), malo_id="41234567896")["REGISTRATION"]

    assert switch.contract.planned_start == gas.SOONEST
    assert working_days_between(NOW.date(), gas.SOONEST) == 10
    assert switch.day > gas.SOONEST
    assert working_days_between(later.date(), switch.day) == 10
    assert move.day == date(2026, 11, 1)


@pytest.mark.django_db
def test_the_grid_operator_confirms_gas_and_the_old_supplier_lets_go() -> None:
    processes = sent()
    registration, termination = processes["REGISTRATION"], processes["TERMINATION"]
    consent = gas.answer(
        Pid.REGISTRATION_CONFIRMED,
        "E15",
        "G_0012",
        answers=registration.transaction,
        day=registration.day,
    )
    release = gas.answer(
        Pid.TERMINATION_CONFIRMED,
        "Z01",
        "G_0006",
        answers=termination.transaction,
        day=registration.day + timedelta(days=31),
    )
    from_old = replace(gas.FROM_GRID, sender=gas.OLD_SUPPLIER)

    set_business_date(orders.new_call(), day=orders.ORDERED_ON)
    receive(letters.wrap(gas.FROM_GRID, utilmd_writer.answer(gas.FROM_GRID, consent)))
    receive(letters.wrap(from_old, utilmd_writer.answer(from_old, release), reference="R2"))

    registration.refresh_from_db()
    assert registration.state == "CONFIRMED"
    assert registration.answer == "Der Netzbetreiber stimmt zu."
    assert orders.state_of(registration.contract_id) == "CONFIRMED"
    assert Task.objects.get().title.startswith("Altlieferant gibt erst zum")
    assert TimelineEntry.objects.filter(title__endswith="gekündigt").exists()
    # Gas confirms the receipt of every interchange.
    receipts = MarketMessage.objects.filter(kind="CONTRL", interchange__direction="OUT")
    assert receipts.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "told"), [("E17", "Vorlauffrist"), ("ZC5", "andere Anmeldung")])
def test_a_refused_registration_of_gas_is_told_in_words(code: str, told: str) -> None:
    registration = sent()["REGISTRATION"]
    reply = gas.answer(Pid.REGISTRATION_REJECTED, code, "G_0011", answers=registration.transaction)

    receive(letters.wrap(gas.FROM_GRID, utilmd_writer.answer(gas.FROM_GRID, reply)))

    registration.refresh_from_db()
    assert (registration.state, registration.answer_code) == ("REJECTED", code)
    assert told in registration.answer
    assert orders.state_of(registration.contract_id) == "REJECTED"


@pytest.mark.django_db
def test_an_answer_of_electricity_does_not_act_on_gas_of_another_business_partner() -> None:
    registration = sent()["REGISTRATION"]

    stored = receive(letters.answered(registration.transaction))

    registration.refresh_from_db()
    assert registration.state == "SENT"
    assert "nicht der Marktpartner" in stored.messages.get().remark


@pytest.mark.django_db
def test_without_our_number_for_gas_nothing_is_written() -> None:
    contract_id = gas.ordered_contract()
    OwnCompany.objects.update(gas_participant=None, gas_balancing_group="")

    with pytest.raises(NotRegistrable) as refusal:
        commands.register_supply(orders.new_call(), contract_id=contract_id, at=NOW)

    assert refusal.value.problems == [
        "Eigene Marktpartner-ID: Die Angabe fehlt.",
        "Bilanzkreis: Die Angabe fehlt.",
    ]
    assert not Process.objects.exists()
