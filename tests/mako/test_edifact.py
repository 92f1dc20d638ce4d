from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.mako.formats import edifact, interchange
from kundenwerk.mako.formats.edifact import EdifactError, Envelope, Segment, Unwritable, segment
from kundenwerk.mako.formats.interchange import Message

ENVELOPE = Envelope(
    sender="9903999000019",
    receiver="9900999000023",
    reference="REF1",
    prepared_at=datetime(2026, 11, 22, 8, tzinfo=UTC),
)
OPENING = b"UNB+UNOC:3+9903999000019:500+9900999000023:500+261122:0900+REF1'"


def parse(data: bytes) -> list[Segment]:
    return list(edifact.segments(data)[1])


@pytest.mark.row("BAD-C04")
def test_a_release_character_is_taken_away_once() -> None:
    parts = parse(b"FTX+ACB+++Meier ?'Co??'FTX+ACB+++x?+y?:z'")

    assert [part.get(3) for part in parts] == ["Meier 'Co?", "x+y:z"]


def test_line_breaks_between_segments_are_no_part_of_the_message() -> None:
    parts = parse(b"\r\nUNA:+.? '\r\nBGM+E01+1'\nDTM+137:1:102'\r\n")

    assert [part.tag for part in parts] == ["BGM", "DTM"]


@pytest.mark.row("BAD-C06")
def test_the_decimal_mark_is_the_one_una_announces() -> None:
    data = b"UNA:+,? '" + OPENING + b"UNH+1+MSCONS:D:04B:UN:2.5'QTY+220:12,5'UNT+3+1'UNZ+1+REF1'"

    received = interchange.read(data)

    quantity = received.messages[0].first("QTY", "220")
    assert quantity is not None
    assert received.number(quantity, 0, 1) == Decimal("12.5")


@pytest.mark.parametrize("text", ["12.5", "NaN", "1e9", "", "١٢", "1,2,3", "--1"])
def test_what_is_no_number_in_that_notation_is_refused(text: str) -> None:
    received = interchange.Interchange(ENVELOPE, (), edifact.Delimiters(decimal=ord(",")))

    with pytest.raises(EdifactError, match="keine Zahl"):
        received.number(segment("QTY", ("220", text)), 0, 1)


@pytest.mark.row("BAD-C07")
def test_umlauts_of_iso_8859_1_are_read_and_utf_8_is_refused() -> None:
    part = parse("NAD+DP++++Müllerstraße'".encode("latin-1"))[0]

    assert part.get(4) == "Müllerstraße"
    with pytest.raises(EdifactError, match="UTF-8") as refusal:
        parse("NAD+DP++++Müllerstraße'".encode())
    assert refusal.value.position == 11


@pytest.mark.row("BAD-C01", "BAD-C03", "BAD-C21", "BAD-C22")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "beginnt nicht mit UNB"),
        (b"UNA:+.? '", "beginnt nicht mit UNB"),
        (b"UNA:+.? 'UNB+UNOC:3+A+B+261122:0900+1'", "UNZ"),
        (b"UNB+UNOC:3+A+B+1:1+R1'UNZ+9+R1'", "Datum"),
        (b"UNB+UNOC:3+A+B+261122:0900+R1'UNZ+9+R1'", "UNZ zählt 9"),
        (b"UNB+UNOC:3+A+B+261122:0900+R1'UNZ+0+R2'", "Referenz in UNZ"),
        (OPENING + b"UNH+1+X:D:1:UN:1'BGM+1'UNT+9+1'UNZ+1+REF1'", "UNT zählt 9"),
        (OPENING + b"UNH+1+X:D:1:UN:1'BGM+1'UNT+3+2'UNZ+1+REF1'", "Referenz in UNT"),
        (OPENING + b"UNH+1+X:D:1:UN:1'BGM+1'UNZ+1+REF1'", "endet nicht mit UNT"),
        (OPENING + b"BGM+1'UNZ+1+REF1'", "beginnen"),
        (OPENING + b"UNH+1'UNT+2+1'UNZ+1+REF1'", "Nachrichtentyp"),
        (b"UNB+UNOW:4+A+B+261122:0900+R1'UNZ+0+R1'", "Zeichensatz UNOW"),
        (b"UNB+UNOC:3+A++261122:0900+R1'UNZ+0+R1'", "nennt Absender"),
        (b"UNB+UNOC:3+A+B+261122:0900+" + b"R" * 40 + b"'UNZ+0+R1'", "zu lang"),
        (b"UNA++++++", "Trennzeichen"),
        (b"UNAabc", "Trennzeichen"),
        (b"FTX+ACB+++" + b"A" * 10_000_000 + b"'", "zu lang"),
        (b"FTX" + b"+" * 5_000 + b"'", "zu viele Teile"),
        (b"FTX+ACB+++x?", "endet nicht"),
        (b"BGM+1+x?'", "endet nicht"),
        (b"MZ\x90\x00", "Steuerzeichen"),
        (b"<html>", "endet nicht"),
        (b"%PDF-1.7", "endet nicht"),
        (b"<p class='a'>", "kein Segment"),
        (b"\x00" * 1000, "Steuerzeichen"),
    ],
)
def test_what_is_no_interchange_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(EdifactError, match=reason) as refusal:
        interchange.read(data)

    assert 0 <= refusal.value.position <= max(len(data), 1)


def test_too_large_a_file_is_refused_without_reading_it() -> None:
    data = b"BGM+1'" * (edifact.MAX_INTERCHANGE_BYTES // 6 + 1)

    with pytest.raises(EdifactError, match="zu groß"):
        interchange.read(data)


def test_a_refusal_knows_whom_to_tell_once_the_opening_could_be_read() -> None:
    with pytest.raises(EdifactError) as refusal:
        interchange.read(OPENING + b"UNZ+5+REF1'")

    assert refusal.value.envelope is not None
    assert refusal.value.envelope.sender == "9903999000019"


TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=["Cc"]))


@given(components=st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=5))
def test_any_latin_text_survives_writing_and_reading(components: list[list[str]]) -> None:
    part = segment("FTX", *components)

    try:
        data = edifact.encode(part)
    except Unwritable:
        assert any(edifact.reads_as_utf8(t.encode("latin-1")) for c in components for t in c)
        return
    if edifact.reads_as_utf8(data) or len(data) > edifact.MAX_SEGMENT_BYTES:
        return
    read = parse(data)[0]

    for index, element in enumerate(components):
        for place, text in enumerate(element):
            assert read.get(index, place) == text


@given(data=st.binary(max_size=300))
def test_random_bytes_never_raise_anything_but_a_refusal(data: bytes) -> None:
    for prefix in (b"", b"UNA:+.? '", OPENING):
        assert _is_read_or_refused(prefix + data)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *[b"UNA:+.? '", OPENING, b"UNH+1+UTILMD:D:11A:UN:S2.2'", b"UNT+2+1'", b"UNZ+1+REF1'"],
            *[b"?", b"'", b"+", b":", b"\n", b"BGM", b"\xfc", b"\xc3\xbc", b"UNB"],
        ]
    ),
    max_size=20,
)


@given(parts=FRAGMENTS)
def test_shuffled_pieces_of_messages_never_raise_anything_but_a_refusal(
    parts: list[bytes],
) -> None:
    assert _is_read_or_refused(b"".join(parts))


def _is_read_or_refused(data: bytes) -> bool:
    try:
        return interchange.read(data).envelope.reference != ""
    except EdifactError as error:
        return error.reason.endswith(".")


def test_an_interchange_comes_back_as_it_was_written() -> None:
    message = Message("1", "UTILMD", "D:11A", "S2.2", (segment("BGM", "E01", "D1"),))

    received = interchange.read(interchange.write(ENVELOPE, [message, message]))

    assert received.messages == (message, message)
    assert received.envelope.prepared_at == ENVELOPE.prepared_at
    assert received.envelope.sender_qualifier == "500"


def test_a_test_interchange_says_so() -> None:
    envelope = Envelope("9903999000019", "9900999000023", "R", ENVELOPE.prepared_at, is_test=True)

    assert interchange.read(interchange.write(envelope, [])).envelope.is_test


@pytest.mark.parametrize("text", ["Иванов", "a\nb", "Ã¼", "\x9f"])
def test_what_the_character_set_lacks_is_not_written(text: str) -> None:
    with pytest.raises(Unwritable):
        edifact.encode(segment("FTX", text))


def test_twenty_thousand_segments_take_less_than_a_second_of_work() -> None:
    body = b"UNH+1+MSCONS:D:04B:UN:2.5'" + b"QTY+220:1.5:KWH'" * 20_000 + b"UNT+20002+1'"
    started = time.process_time()

    interchange.read(OPENING + body + b"UNZ+1+REF1'")

    assert time.process_time() - started < 1
