from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.mako import commands, queries
from kundenwerk.mako.formats import aperak, contrl, interchange, utilmd_writer
from kundenwerk.mako.formats.aperak import Subject
from kundenwerk.mako.formats.edifact import EdifactError, SyntaxFault
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk.mako.models import Interchange, MarketMessage, Process
from kundenwerk.platform import search
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.work.models import Task, TimelineEntry
from tests.mako import letters, orders
from tests.mako.orders import NOW
from tests.mako.waiting import receive, replies, waiting

pytestmark = pytest.mark.django_db


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


def test_a_confirmation_names_the_metering_location_and_who_measures() -> None:
    operator = orders.participant(letters.METERING, "MSB", "Messung Muster")
    process = waiting()

    receive(letters.answered(process.transaction))

    point = SupplyPoint.objects.get(pk=process.contract.supply_point_id)
    assert (point.melo_id, point.metering_operator) == (letters.MELO, operator)
    assert [hit.object_id for hit in search.find(letters.MELO)] == [point.pk]


def test_an_unknown_metering_operator_changes_nothing() -> None:
    process = waiting()
    before = process.contract.supply_point.metering_operator

    receive(letters.answered(process.transaction))

    point = SupplyPoint.objects.get(pk=process.contract.supply_point_id)
    assert (point.melo_id, point.metering_operator) == (letters.MELO, before)


def test_a_second_answer_in_the_same_interchange_is_left_for_a_clerk() -> None:
    process = waiting()
    consents = [
        utilmd_writer.answer(
            replace(letters.FROM_GRID, reference=str(number), document=f"DOK{number}"),
            replace(letters.confirmation(process.transaction), transaction=f"ANTW{number}"),
        )
        for number in (1, 2)
    ]

    stored = receive(letters.wrap(letters.FROM_GRID, *consents))

    first, second = stored.messages.order_by("position")
    assert (first.state, second.state) == ("DONE", "UNMATCHED")
    assert second.remark == "Der Vorgang ist schon beantwortet."
    assert Task.objects.get().title.startswith("Marktnachricht klären")


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
    assert "ist nicht der Marktpartner" in queries.clearing_list().get().remark


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


def test_a_message_the_business_partner_cannot_process_fails_the_registration() -> None:
    process = waiting()
    asked = Interchange.objects.get(messages__process=process)
    subject = Subject(asked.reference, "1", "", NOW, process.transaction)
    error = Unprocessable("MaLo-ID unbekannt.", 0, "LOC+Z16", Unprocessable.FORMAT)

    receive(letters.wrap(letters.FROM_GRID, aperak.refusal(letters.FROM_GRID, subject, error)))

    process.refresh_from_db()
    assert (process.state, process.answer) == ("FAILED", "MaLo-ID unbekannt.")
    assert orders.state_of(process.contract_id) == "REJECTED"


def test_an_interchange_the_business_partner_cannot_read_fails_what_was_inside() -> None:
    process = waiting()
    asked = Interchange.objects.get(messages__process=process)
    envelope = interchange.read(bytes(asked.content)).envelope
    fault = EdifactError("x", 0, code=SyntaxFault.COUNT_DIFFERS, segment="UNZ", envelope=envelope)

    receive(letters.wrap(letters.FROM_GRID, contrl.refusal(letters.FROM_GRID, fault)))

    process.refresh_from_db()
    assert (process.state, process.answer_code) == ("FAILED", "CONTRL 29")
    assert orders.state_of(process.contract_id) == "REJECTED"
