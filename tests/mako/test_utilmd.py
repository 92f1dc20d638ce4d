from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import interchange, utilmd, utilmd_writer, versions
from kundenwerk.mako.formats.edifact import Segment, Unwritable, segment
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Answer, CustomerGroup, LevyStatus, Pid
from kundenwerk.mako.formats.values import Unprocessable, latin
from tests.mako import letters

GOLDEN_E03 = (
    b"UNA:+.? 'UNB+UNOC:3+9903999000019:500+9900999000023:500+261122:0900+REF0001'"
    b"UNH+1+UTILMD:D:11A:UN:S2.2'BGM+E01+DOK0001'DTM+137:202611220800?+00:303'"
    b"NAD+MS+9903999000019::293'NAD+MR+9900999000023::293'IDE+24+VORG0001'"
    b"DTM+92:202611302300?+00:303'STS+7++E03+ZW4'LOC+Z16+51238696012'RFF+Z13:55001'"
    b"SEQ+Z79+1'PIA+5+9991000002082:Z11'CCI+Z66'CAV+ZV4:::11XTESTBKV00000Y'"
    b"SEQ+ZH0+1'CCI+Z65+++Z01'SEQ+Z01'CCI+++Z15'SEQ+Z75'CCI+Z61++ZG0'"
    b"NAD+Z09+++Mustermann:::::Z01'"
    b"NAD+Z04+++Mustermann:::::Z01+Musterstr. 1+Berlin++10115+DE'UNT+23+1'UNZ+1+REF0001'"
)
ANSWERS = [
    letters.confirmation(),
    letters.rejection(),
    Answer(Pid.DEREGISTRATION_CONFIRMED, "A1", "V1", "E01", "A11", "E_0607", letters.START),
    Answer(Pid.DEREGISTRATION_REJECTED, "A1", "V1", "E01", "A02", "E_0607"),
    Answer(
        Pid.TERMINATION_CONFIRMED,
        "A1",
        "V1",
        "E03",
        "A09",
        "E_0614",
        letters.START,
        previous_year_kwh=3500,
    ),
    Answer(Pid.TERMINATION_REJECTED, "A1", "V1", "E03", "A18", "E_0614"),
]


def test_the_registration_of_a_switch_is_byte_for_byte_the_known_valid_message() -> None:
    message = utilmd_writer.registration(letters.TO_GRID, letters.registration())

    assert letters.wrap(letters.TO_GRID, message) == GOLDEN_E03


@pytest.mark.row("KM-018")
@pytest.mark.parametrize("reason", ["E01", "E03"])
@pytest.mark.parametrize("group", CustomerGroup)
@pytest.mark.parametrize("levies", LevyStatus)
@pytest.mark.parametrize("on", [date(2026, 5, 15), date(2026, 11, 22)])
def test_the_market_finds_no_fault_in_a_registration(
    reason: str, group: CustomerGroup, levies: LevyStatus, on: date
) -> None:
    head = replace(letters.TO_GRID, sent_at=datetime(on.year, on.month, on.day, 8, tzinfo=UTC))
    order = letters.registration(reason=reason, group=group, levies=levies)

    data = letters.wrap(head, utilmd_writer.registration(head, order))

    assert letters.objections(data, on) == []


def test_the_market_finds_no_fault_in_an_organisation_with_umlauts() -> None:
    who = replace(
        letters.customer("Bäcker & Söhne: 1+1 'Brot?' GmbH", "Straße d. 17. Juni"), is_person=False
    )
    order = letters.registration(group=CustomerGroup.OTHER, who=who)

    data = letters.wrap(letters.TO_GRID, utilmd_writer.registration(letters.TO_GRID, order))

    assert letters.objections(data) == []


def test_the_market_finds_no_fault_in_a_deregistration_and_a_termination() -> None:
    to_old = replace(letters.TO_GRID, receiver=letters.OLD_SUPPLIER)
    deregistration = utilmd_writer.deregistration(letters.TO_GRID, letters.ending())
    termination = utilmd_writer.termination(to_old, letters.ending("E03"))

    assert letters.objections(letters.wrap(letters.TO_GRID, deregistration)) == []
    assert letters.objections(letters.wrap(to_old, termination)) == []


@pytest.mark.parametrize("reply", ANSWERS, ids=lambda reply: str(reply.pid.value))
def test_the_market_finds_no_fault_in_an_answer(reply: Answer) -> None:
    data = letters.wrap(letters.FROM_GRID, utilmd_writer.answer(letters.FROM_GRID, reply))

    assert letters.objections(data) == []


def test_several_registrations_travel_in_one_interchange() -> None:
    heads = [replace(letters.TO_GRID, reference=str(number)) for number in (1, 2, 3)]
    messages = [utilmd_writer.registration(head, letters.registration()) for head in heads]

    data = letters.wrap(letters.TO_GRID, *messages)

    assert letters.objections(data) == []
    assert len(interchange.read(data).messages) == 3


def test_the_judge_objects_to_a_registration_without_market_location() -> None:
    message = utilmd_writer.registration(letters.TO_GRID, letters.registration())
    without = tuple(part for part in message.segments if part.tag != "LOC")

    assert letters.objections(letters.wrap(letters.TO_GRID, replace(message, segments=without)))


def test_a_registration_is_read_as_it_was_written() -> None:
    order = letters.registration(who=letters.customer("Ödön Äußerst", "Große Straße 1a"))

    [read] = utilmd.read(utilmd_writer.registration(letters.TO_GRID, order))

    assert read.pid == Pid.REGISTRATION
    assert (read.transaction, read.malo_id, read.start) == ("VORG0001", letters.MALO, letters.START)
    assert (read.reason, read.balancing_group) == ("E03", letters.BALANCING_GROUP)
    assert (read.customer_group, read.customer) == ("Z15", order.customer)


@pytest.mark.parametrize("reply", ANSWERS, ids=lambda reply: str(reply.pid.value))
def test_an_answer_is_read_as_it_was_written(reply: Answer) -> None:
    [read] = utilmd.read(utilmd_writer.answer(letters.FROM_GRID, reply))

    assert (read.pid, read.transaction, read.answers) == (
        reply.pid,
        reply.transaction,
        reply.answers,
    )
    assert (read.answer_code, read.answer_tree) == (reply.code, reply.tree)
    assert reply.day in {read.start, read.end}


def test_an_explanation_travels_with_the_answer() -> None:
    reply = replace(letters.rejection(code="A05"), note="Messlokation fehlt: bitte nachreichen")

    [read] = utilmd.read(utilmd_writer.answer(letters.FROM_GRID, reply))

    assert read.note == reply.note


def without(message: Message, tag: str, qualifier: str) -> Message:
    kept = [part for part in message.segments if (part.tag, part.get(0)) != (tag, qualifier)]
    return replace(message, segments=tuple(kept))


def with_segment(message: Message, new: Segment) -> Message:
    return replace(
        message,
        segments=tuple(
            new if (part.tag, part.get(0)) == (new.tag, new.get(0)) else part
            for part in message.segments
        ),
    )


@pytest.mark.row("BAD-C12", "BAD-C24")
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (segment("LOC", "Z16", "51238696782"), "Z35"),
        (segment("LOC", "Z16", "5123869678"), "Z35"),
        (segment("LOC", "Z16", "512386967800"), "Z35"),
        (segment("LOC", "Z16", "5123869678O"), "Z35"),
        (segment("LOC", "Z16", "DE00056266802AO6G56M11SN51G21M24S"), "Z35"),
        (segment("DTM", ("92", "202611220900", "102")), "Z35"),
        (segment("DTM", ("92", "20261122", "303")), "Z35"),
        (segment("DTM", ("92", "202613450000+00", "303")), "Z35"),
        (segment("DTM", ("92", "202611220900+00", "303")), "Z35"),
        (segment("DTM", ("92", "000101010000+99", "303")), "Z35"),
        (segment("IDE", "24"), "Z29"),
    ],
)
def test_a_transaction_with_an_impossible_value_is_refused(wrong: Segment, code: str) -> None:
    message = utilmd_writer.registration(letters.TO_GRID, letters.registration())

    with pytest.raises(Unprocessable) as refusal:
        utilmd.read(with_segment(message, wrong))

    assert refusal.value.code == code
    assert refusal.value.reason.endswith(".")


def test_a_message_without_transaction_or_process_identifier_is_refused() -> None:
    message = utilmd_writer.registration(letters.TO_GRID, letters.registration())

    with pytest.raises(Unprocessable, match="keinen Vorgang"):
        utilmd.read(without(message, "IDE", "24"))
    with pytest.raises(Unprocessable, match="Prüfidentifikator") as refusal:
        utilmd.read(replace(message, segments=message.segments[:5]))
    assert refusal.value.transaction == "VORG0001"


LETTERS = st.text(
    st.characters(
        min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp"]
    ),
    min_size=1,
    max_size=35,
)


@given(name=LETTERS, street=LETTERS)
def test_any_european_name_and_street_survive_the_way_to_the_grid_operator(
    name: str, street: str
) -> None:
    try:
        known = (latin(name, 70), latin(street, 35))
        order = letters.registration(who=letters.customer(name, street))
        message = utilmd_writer.registration(letters.TO_GRID, order)
        data = letters.wrap(letters.TO_GRID, message)
    except Unwritable:
        return

    [read] = utilmd.read(interchange.read(data).messages[0])

    assert read.customer is not None
    assert (read.customer.name, read.customer.street) == known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Łukasz Dvořák", "Lukasz Dvorák"),
        ("Şükrü Öğüt", "Sükrü Ögüt"),
        ("„Zum Löwen“ – Gasthof", '"Zum Löwen" - Gasthof'),
        ("Mu\u0308ller", "Müller"),
        ("Groẞ\u00a0 Straße", "GroSS Straße"),
        ("a\u200db\x00", "ab"),
    ],
)
def test_letters_outside_the_character_set_lose_their_accents(text: str, expected: str) -> None:
    assert latin(text, 70) == expected


def test_a_name_in_another_script_is_not_guessed() -> None:
    with pytest.raises(Unwritable):
        latin("Иванов", 70)


def test_the_version_of_a_message_follows_the_day() -> None:
    power, gas = Commodity.ELECTRICITY, Commodity.GAS

    assert versions.version("UTILMD", date(2026, 9, 30), power).release == "S2.1"
    assert versions.version("UTILMD", date(2026, 10, 1), power).release == "S2.2"
    assert versions.version("UTILMD", date(2026, 10, 1), gas).release == "G1.2"
    with pytest.raises(versions.NoVersion):
        versions.version("UTILMD", date(2020, 1, 1), power)
