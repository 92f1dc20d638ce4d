from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.mako import commands, queries
from kundenwerk.mako.formats import aperak, contrl, interchange, utilmd_writer
from kundenwerk.mako.formats.aperak import Subject
from kundenwerk.mako.formats.edifact import EdifactError, SyntaxFault
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk.mako.models import Interchange, MarketMessage, Process
from kundenwerk.work.models import Task, TimelineEntry
from tests.mako import letters, orders
from tests.mako.orders import NOW

pytestmark = pytest.mark.django_db


def waiting() -> Process:
    """A registration that was sent and waits for its answer."""
    process_id = commands.register_supply(
        orders.new_call(), contract_id=orders.ordered_contract(), at=NOW
    )
    stored = Interchange.objects.get(messages__process=process_id)
    commands.begin_sending(orders.new_call(), interchange_id=stored.pk)
    commands.end_sending(
        orders.new_call(), interchange_id=stored.pk, error="", is_final=False, at=NOW
    )
    return Process.objects.get(pk=process_id)


def receive(content: bytes) -> Interchange:
    row = commands.receive_interchange(
        orders.new_call(), name="eingang.edi", content=content, at=NOW
    )
    return Interchange.objects.get(pk=row)


def replies() -> list[interchange.Message]:
    """What we wrote to the market besides the registration."""
    written = Interchange.objects.filter(state="PENDING").order_by("id")
    for stored in written:
        assert letters.objections(bytes(stored.content), NOW.date()) == []
    return [interchange.read(bytes(stored.content)).messages[0] for stored in written]


@pytest.mark.row("KM-018")
def test_a_confirmation_confirms_the_contract_for_the_day_the_grid_operator_says() -> None:
    process = waiting()

    stored = receive(letters.answered(process.transaction))

    process.refresh_from_db()
    contract = SupplyContract.objects.get(pk=process.contract_id)
    assert (stored.state, stored.messages.get().state) == ("READ", "DONE")
    assert (process.state, process.answer_code) == ("CONFIRMED", "A51")
    assert (contract.state, contract.supply.start) == ("CONFIRMED", date(2026, 12, 1))
    assert TimelineEntry.objects.filter(title__endswith="vom Netzbetreiber bestätigt").exists()


@pytest.mark.row("KM-018")
def test_a_rejection_is_told_with_its_code_and_the_supply_can_be_registered_again() -> None:
    process = waiting()

    receive(letters.answered(process.transaction, code="A07"))

    contract = SupplyContract.objects.get(pk=process.contract_id)
    assert (contract.state, contract.rejection_code) == ("REJECTED", "A07")
    assert contract.rejection_reason.startswith("Die Anmeldung kam zu spät")
    assert Task.objects.get().title == f"Anmeldung abgelehnt (A07): Vertrag {contract.number}"
    second = commands.register_supply(orders.new_call(), contract_id=contract.pk, at=NOW)
    assert Process.objects.get(pk=second).transaction != process.transaction


@pytest.mark.row("KM-018")
def test_an_answer_ends_the_alarm_about_it() -> None:
    process = waiting()
    commands.alarm_overdue(orders.new_call(), at=process.due_at.replace(year=2027))

    receive(letters.answered(process.transaction))

    assert Task.objects.get().state == "DROPPED"


def test_the_same_bytes_again_change_nothing() -> None:
    process = waiting()
    answer = letters.answered(process.transaction)

    first, again = receive(answer), receive(answer)

    assert first == again
    assert MarketMessage.objects.filter(interchange=first).count() == 1


def test_other_bytes_under_a_used_reference_are_refused_as_a_duplicate() -> None:
    process = waiting()
    receive(letters.answered("NIE", reference="GLEICH"))

    stored = receive(letters.answered(process.transaction, reference="GLEICH"))

    process.refresh_from_db()
    assert (stored.state, process.state) == ("REFUSED", "SENT")
    assert contrl.read(replies()[-1]).code == SyntaxFault.DUPLICATE.value


@pytest.mark.row("BAD-C13")
def test_an_answer_nobody_asked_for_goes_to_the_clearing_list() -> None:
    process = waiting()

    stored = receive(letters.answered("NIE-GESENDET"))

    process.refresh_from_db()
    assert process.state == "SENT"
    assert orders.state_of(process.contract_id) == "REGISTERED"
    assert [message.interchange_id for message in queries.clearing_list()] == [stored.pk]
    assert "Kein Vorgang NIE-GESENDET bekannt" in Task.objects.get().detail


@pytest.mark.row("BAD-C15")
def test_an_answer_before_its_question_was_sent_is_parked() -> None:
    contract_id = orders.ordered_contract()
    process_id = commands.register_supply(orders.new_call(), contract_id=contract_id, at=NOW)
    process = Process.objects.get(pk=process_id)

    receive(letters.answered(process.transaction))

    assert orders.state_of(contract_id) == "REGISTERED"
    assert "erwartet keine Antwort" in queries.clearing_list().get().remark


@pytest.mark.row("BAD-C15")
def test_a_second_answer_does_not_change_the_first() -> None:
    process = waiting()
    receive(letters.answered(process.transaction))

    receive(letters.answered(process.transaction, code="A07", reference="ANT2"))

    assert orders.state_of(process.contract_id) == "CONFIRMED"
    assert "bestätigt und erwartet keine Antwort" in queries.clearing_list().get().remark


@pytest.mark.row("BAD-C19")
def test_an_answer_of_a_stranger_does_not_act() -> None:
    process = waiting()
    stranger = replace(letters.FROM_GRID, sender=letters.OLD_SUPPLIER)

    receive(letters.answered(process.transaction, head=stranger))

    assert orders.state_of(process.contract_id) == "REGISTERED"
    assert "ist nicht der Netzbetreiber" in queries.clearing_list().get().remark


@pytest.mark.row("BAD-C19")
def test_a_message_inside_the_interchange_of_another_sender_does_not_act() -> None:
    process = waiting()
    forged = letters.answered(process.transaction).replace(
        b"UNB+UNOC:3+9900999000023", b"UNB+UNOC:3+9903999000027"
    )

    receive(forged)

    assert orders.state_of(process.contract_id) == "REGISTERED"
    assert "passt nicht zur Übertragungsdatei" in queries.clearing_list().get().remark


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"start": date(2026, 11, 30)}, "Bestätigt ist der 30.11.2026, angemeldet der 01.12.2026"),
        ({"malo_id": "41234567896"}, "ist nicht die des Vorgangs"),
    ],
)
def test_a_confirmation_of_something_else_is_left_for_a_clerk(
    changes: dict[str, str], remark: str
) -> None:
    process = waiting()

    receive(letters.answered(process.transaction, **changes))  # type: ignore[arg-type]

    assert orders.state_of(process.contract_id) == "REGISTERED"
    assert remark in queries.clearing_list().get().remark


def test_a_clerk_takes_a_message_off_the_clearing_list() -> None:
    orders.market()
    receive(letters.answered("NIE-GESENDET"))
    message = queries.clearing_list().get()

    commands.settle_message(orders.new_call(), message_id=message.pk, remark="Telefonat")

    assert not queries.clearing_list().exists()
    assert Task.objects.get().state == "DROPPED"
    with pytest.raises(LookupError):
        commands.settle_message(orders.new_call(), message_id=message.pk, remark="Nochmal")


def test_a_recognition_is_noted_and_the_process_waits_on() -> None:
    process = waiting()
    asked = Interchange.objects.get(messages__process=process)
    subject = Subject(asked.reference, "1", asked.messages.get().document, NOW)

    receive(letters.wrap(letters.FROM_GRID, aperak.recognition(letters.FROM_GRID, subject)))

    process.refresh_from_db()
    assert (process.state, process.recognised_at) == ("SENT", NOW)


def test_a_message_the_partner_cannot_process_fails_the_registration() -> None:
    process = waiting()
    asked = Interchange.objects.get(messages__process=process)
    subject = Subject(asked.reference, "1", "", NOW, process.transaction)
    error = Unprocessable("MaLo-ID unbekannt.", 0, "LOC+Z16", Unprocessable.FORMAT)

    receive(letters.wrap(letters.FROM_GRID, aperak.refusal(letters.FROM_GRID, subject, error)))

    process.refresh_from_db()
    assert (process.state, process.answer) == ("FAILED", "MaLo-ID unbekannt.")
    assert orders.state_of(process.contract_id) == "REJECTED"


def test_an_interchange_the_partner_cannot_read_fails_what_was_inside() -> None:
    process = waiting()
    asked = Interchange.objects.get(messages__process=process)
    envelope = interchange.read(bytes(asked.content)).envelope
    fault = EdifactError("x", 0, code=SyntaxFault.COUNT_DIFFERS, segment="UNZ", envelope=envelope)

    receive(letters.wrap(letters.FROM_GRID, contrl.refusal(letters.FROM_GRID, fault)))

    process.refresh_from_db()
    assert (process.state, process.answer_code) == ("FAILED", "CONTRL 29")
    assert orders.state_of(process.contract_id) == "REJECTED"


@pytest.mark.row("BAD-C03")
def test_a_broken_interchange_is_kept_answered_with_the_fault_and_shown() -> None:
    orders.market()
    broken = letters.answered("V1").replace(b"UNZ+1", b"UNZ+9")

    stored = receive(broken)

    assert (stored.state, bytes(stored.content)) == ("REFUSED", broken)
    assert contrl.read(replies()[0]).code == "29"
    assert "ist nicht lesbar" in Task.objects.get().title


@pytest.mark.row("BAD-C01", "BAD-C22")
@pytest.mark.parametrize("content", [b"", b"UNA:+.? '", b"MZ\x90\x00", b"<html>", b"\x00" * 1000])
def test_what_names_no_sender_is_kept_and_shown_but_not_answered(content: bytes) -> None:
    orders.market()

    stored = receive(content)

    assert (stored.state, stored.sender) == ("REFUSED", "")
    assert Task.objects.count() == 1
    assert replies() == []


def test_what_is_meant_for_others_is_refused_without_an_answer() -> None:
    orders.market()
    foreign = replace(letters.FROM_GRID, receiver=letters.OLD_SUPPLIER)

    stored = receive(letters.answered("V1", head=foreign))

    assert stored.state == "REFUSED"
    assert "nicht an uns gerichtet" in stored.error
    assert replies() == []


@pytest.mark.row("BAD-C12", "BAD-C24")
@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"51238696012", b"51238696782"), (b"?+00:303'STS", b":102'STS")],
)
def test_an_impossible_value_is_answered_as_unprocessable(right: bytes, wrong: bytes) -> None:
    process = waiting()
    Interchange.objects.update(state="SENT")

    stored = receive(letters.answered(process.transaction).replace(right, wrong))

    assert stored.messages.get().state == "REFUSED"
    assert orders.state_of(process.contract_id) == "REGISTERED"
    [reply] = replies()
    report = aperak.read(reply)
    assert (report.accepted, report.code, report.transaction) == (False, "Z35", "ANTW0001")


def test_a_use_case_not_yet_known_is_left_for_a_clerk() -> None:
    orders.market()
    message = utilmd_writer.deregistration(letters.FROM_GRID, letters.ending())

    receive(letters.wrap(letters.FROM_GRID, message))

    assert "wird noch nicht verarbeitet" in queries.clearing_list().get().remark


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, 500), noise=st.binary(max_size=8))
def test_a_damaged_answer_is_never_an_error_of_ours(cut: int, noise: bytes) -> None:
    orders.market()
    whole = letters.answered("V1")

    stored = receive(whole[:cut] + noise + whole[cut:])

    assert stored.state in {"READ", "REFUSED"}
