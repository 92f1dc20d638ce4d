from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kundenwerk.mako import queries
from kundenwerk.mako.formats import aperak
from kundenwerk.mako.formats.mscons import Quality
from kundenwerk.mako.models import Interchange
from kundenwerk.metering.models import Reading
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.work.models import Task
from tests.factories import supply
from tests.mako import letters, measured, orders
from tests.mako.waiting import receive, replies

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place() -> SupplyPoint:
    """A place in Berlin with a meter, read by somebody other than the grid operator."""
    orders.market()
    point = supply.supply_point(
        malo_id=letters.MALO,
        grid_operator_id=orders.participant(letters.GRID, "NB", "Netz Muster").pk,
    )
    point.melo_id = letters.MELO
    point.metering_operator = orders.participant(letters.METERING, "MSB", "Messung Muster")
    point.save()
    supply.meter(point, measured.METER)
    return point


def kept() -> list[tuple[Decimal, str, str]]:
    return list(Reading.objects.order_by("pk").values_list("value", "origin", "state"))


@pytest.mark.row("DEC-12")
def test_a_reported_reading_counts_and_names_who_read_it() -> None:
    stored = receive(measured.letter())

    message = stored.messages.get()
    reading = Reading.objects.get()
    assert (message.state, message.pid, message.remark) == (
        "DONE",
        13017,
        "1 von 1 Zählerständen übernommen.",
    )
    assert kept() == [(Decimal(12000), "METERING", "VALID")]
    assert (reading.day, reading.source_message) == (measured.DAY, f"{letters.METERING}/ABL0001")
    assert replies() == []


@pytest.mark.parametrize(
    ("changes", "origin"),
    [
        ({"quality": Quality.SUBSTITUTE}, "ESTIMATE"),
        ({"by_customer": True}, "CUSTOMER"),
        ({"by_customer": True, "quality": Quality.SUBSTITUTE}, "ESTIMATE"),
    ],
)
def test_a_substitute_is_an_estimate_and_a_customer_read_his_own(
    changes: dict[str, Any], origin: str
) -> None:
    receive(measured.letter(measured.shown(**changes)))

    assert kept() == [(Decimal(12000), origin, "VALID")]


def test_the_grid_operator_may_report_too() -> None:
    receive(measured.letter(head=replace(measured.HEAD, sender=letters.GRID)))

    assert kept() == [(Decimal(12000), "GRID_OPERATOR", "VALID")]


def test_an_odd_reading_waits_for_a_clerk() -> None:
    receive(measured.letter(measured.shown(day=date(2026, 10, 22), value=Decimal(100))))

    stored = receive(measured.letter(measured.shown(value=Decimal(90_000)), reference="ABL2"))

    assert [state for *_, state in kept()] == ["VALID", "HELD"]
    assert stored.messages.get().remark.endswith("1 davon zu prüfen.")


def test_the_same_report_again_changes_nothing() -> None:
    receive(measured.letter())
    Reading.objects.update(state="REPLACED")

    same_bytes = receive(measured.letter())
    new_file = receive(measured.letter(reference="ABL2"))

    assert len(kept()) == 1
    assert Interchange.objects.filter(direction="IN").count() == 2
    assert same_bytes.messages.get().state == "DONE"
    assert new_file.messages.get().remark == "0 von 1 Zählerständen übernommen."


def test_another_value_under_the_same_document_is_held_not_overwritten() -> None:
    receive(measured.letter())

    receive(measured.letter(measured.shown(value=Decimal(12_001)), reference="ABL2"))

    assert [state for *_, state in kept()] == ["VALID", "HELD"]


@pytest.mark.parametrize(
    ("changes", "head", "code", "told"),
    [
        ({"melo_id": letters.MELO[:-1] + "T"}, measured.HEAD, "Z10", "Die Messlokation ist"),
        ({"meter_number": "FREMD"}, measured.HEAD, "Z19", "Der Zähler FREMD ist"),
        ({"obis": "1-0:2.8.0"}, measured.HEAD, "Z20", "Das Zählwerk 1-0:2.8.0 ist"),
        ({}, replace(measured.HEAD, sender=letters.OLD_SUPPLIER), "Z17", "Der Absender ist"),
    ],
)
def test_what_we_do_not_know_is_answered_and_told_to_a_clerk(
    changes: dict[str, Any], head: Any, code: str, told: str
) -> None:
    stored = receive(measured.letter(measured.shown(**changes), head=head))

    [answer] = [aperak.read(message) for message in replies()]
    assert (answer.accepted, answer.code, answer.document) == (False, code, "ABL0001")
    assert answer.text.startswith(told)
    assert stored.messages.get().state == "REFUSED"
    assert told in Task.objects.get().detail
    assert kept() == []


@pytest.mark.row("BAD-C06")
def test_the_decimal_mark_is_the_one_the_file_announces() -> None:
    receive(
        measured.letter()
        .replace(b"UNA:+.?", b"UNA:+,?")
        .replace(b"QTY+220:12000", b"QTY+220:12000,5")
    )

    assert kept() == [(Decimal("12000.5"), "METERING", "VALID")]


def test_one_unknown_register_keeps_the_whole_message_out() -> None:
    receive(measured.letter(measured.shown(), measured.shown(obis="1-0:1.8.2")))

    assert kept() == []


def test_a_value_that_is_no_number_is_answered_with_its_segment() -> None:
    stored = receive(measured.letter().replace(b"QTY+220:12000", b"QTY+220:1E4"))

    assert aperak.read(replies()[0]).code == "Z35"
    assert "QTY+220" in stored.messages.get().remark
    assert kept() == []


@pytest.mark.parametrize(
    ("given", "written", "remark"),
    [
        (b"ABL0001+9'", b"ABL0001+1'", "storniert"),
        (b"QTY+220:", b"QTY+20:", "nicht verwendbar"),
        (b"Z13:13017", b"Z13:13025", "noch nicht verarbeitet"),
        (b"20261121230", b"20271121230", "liegt in der Zukunft"),
        (b"QTY+220:12000", b"QTY+220:12000000", "nur 6 Stellen"),
        (b"NAD+MS+9903790000002", b"NAD+MS+9903999000027", "passt nicht zur Übertragungsdatei"),
    ],
)
def test_what_a_clerk_must_decide_is_left_for_him(
    given: bytes, written: bytes, remark: str
) -> None:
    data = measured.letter()
    assert given in data

    receive(data.replace(given, written))

    assert remark in queries.clearing_list().get().remark
    assert kept() == []
