"""Interchanges: the service segments around the messages, checked and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from kundenwerk.kernel.calendar import BERLIN
from kundenwerk.kernel.ids import market_participant_agency
from kundenwerk.mako.formats.edifact import (
    Delimiters,
    EdifactError,
    Envelope,
    Segment,
    SyntaxFault,
    encode,
    segment,
    segments,
)

SERVICE_ADVICE: Final = b"UNA:+.? '"


@dataclass(frozen=True, slots=True)
class Message:
    """One message between UNH and UNT, both left out."""

    reference: str
    kind: str
    directory: str
    release: str
    segments: tuple[Segment, ...]
    position: int = field(default=0, compare=False)

    def first(self, tag: str, qualifier: str | None = None) -> Segment | None:
        """The first segment with this tag and first component."""
        return next(self.all(tag, qualifier), None)

    def all(self, tag: str, qualifier: str | None = None) -> Iterator[Segment]:
        """All segments with this tag and first component."""
        for part in self.segments:
            if part.tag == tag and qualifier in {None, part.get(0)}:
                yield part


@dataclass(frozen=True, slots=True)
class Interchange:
    """Everything between UNB and UNZ."""

    envelope: Envelope
    messages: tuple[Message, ...]
    delimiters: Delimiters = field(default_factory=Delimiters)

    def number(self, part: Segment, element: int, component: int = 0) -> Decimal:
        """A quantity in the decimal notation UNA announces.

        Raises:
            EdifactError: it is no number.
        """
        text = part.get(element, component)
        mark = re.escape(chr(self.delimiters.decimal))
        if not re.fullmatch(rf"-?[0-9]{{1,15}}(?:{mark}[0-9]{{1,6}})?", text):
            raise EdifactError(f"„{text[:20]}“ ist keine Zahl.", part.position)
        return Decimal(text.replace(chr(self.delimiters.decimal), "."))


def file_name(kind: str, envelope: Envelope) -> str:
    """The name of an interchange as a file.

    Between the two underscores belongs the application reference of UNB, which our messages
    leave empty; the day is that of UTC.

    Source: BDEW Allgemeine Festlegungen 2.12, Namenskonvention für Übertragungsdateien.
    """
    day = f"{envelope.prepared_at.astimezone(UTC):%Y%m%d}"
    return f"{kind}__{envelope.sender}_{envelope.receiver}_{day}_{envelope.reference}.txt"


def read(data: bytes) -> Interchange:
    """Read an interchange and check its service segments.

    Raises:
        EdifactError: with the position of the byte, and the envelope if UNB could be read.

    Source: ISO 9735 (UNB, UNH, UNT, UNZ: counts and references).
    """
    delimiters, stream = segments(data)
    opening = next(stream, None)
    if opening is None or opening.tag != "UNB":
        raise EdifactError("Die Datei beginnt nicht mit UNB.", 0, code=SyntaxFault.MISSING)
    envelope = _envelope(opening)
    try:
        return Interchange(envelope, tuple(_messages(list(stream), envelope)), delimiters)
    except EdifactError as error:
        error.envelope = envelope
        raise


def _envelope(part: Segment) -> Envelope:
    if part.get(0) != "UNOC" or part.get(0, 1) != "3":
        raise EdifactError(
            f"Der Zeichensatz {part.get(0)[:4]} Version {part.get(0, 1)[:2]} wird nicht verwendet.",
            part.position,
            code=SyntaxFault.SYNTAX_NOT_SUPPORTED,
        )
    needed = (part.get(1), part.get(2), part.get(4))
    if not all(needed):
        raise EdifactError(
            "UNB nennt Absender, Empfänger oder Datenaustauschreferenz nicht.",
            part.position,
            code=SyntaxFault.MISSING,
        )
    if any(len(text) > 35 for text in needed):
        raise EdifactError("Eine Angabe in UNB ist zu lang.", part.position)
    return Envelope(
        sender=needed[0],
        receiver=needed[1],
        reference=needed[2],
        prepared_at=_prepared_at(part),
        sender_qualifier=part.get(1, 1),
        receiver_qualifier=part.get(2, 1),
        is_test=part.get(10) == "1",
    )


def _prepared_at(part: Segment) -> datetime:
    text = part.get(3) + part.get(3, 1)
    try:
        moment = datetime.strptime(f"20{text}", "%Y%m%d%H%M").replace(tzinfo=BERLIN)
    except ValueError:
        moment = None
    if moment is None or not re.fullmatch(r"[0-9]{10}", text):
        raise EdifactError("Datum oder Uhrzeit in UNB ist ungültig.", part.position)
    return moment


def _messages(body: list[Segment], envelope: Envelope) -> Iterator[Message]:
    if not body or body[-1].tag != "UNZ":
        position = body[-1].position if body else 0
        raise EdifactError(
            "Das Ende der Übertragungsdatei (UNZ) fehlt.",
            position,
            code=SyntaxFault.MISSING,
            segment="UNZ",
        )
    closing, count, start = body.pop(), 0, 0
    while start < len(body):
        end = _closing_of(body, start)
        yield _message(body[start : end + 1])
        count, start = count + 1, end + 1
    _check_count("UNZ", closing, count)
    _check_reference("UNZ", closing, envelope.reference)


def _closing_of(body: list[Segment], start: int) -> int:
    if body[start].tag != "UNH":
        raise EdifactError("Hier muss eine Nachricht (UNH) beginnen.", body[start].position)
    for index in range(start + 1, len(body)):
        if body[index].tag == "UNT":
            return index
        if body[index].tag in {"UNH", "UNB", "UNZ"}:
            break
    raise EdifactError(
        "Eine Nachricht endet nicht mit UNT.",
        body[start].position,
        code=SyntaxFault.MISSING,
        segment="UNZ",
    )


def _message(body: list[Segment]) -> Message:
    opening, closing = body[0], body[-1]
    _check_count("UNT", closing, len(body))
    _check_reference("UNT", closing, opening.get(0))
    kind, release = opening.get(1), opening.get(1, 4)
    if not kind or not release or len(kind) > 6 or len(release) > 6:
        raise EdifactError("UNH nennt Nachrichtentyp oder Version nicht.", opening.position)
    return Message(
        reference=opening.get(0),
        kind=kind,
        directory=f"{opening.get(1, 1)}:{opening.get(1, 2)}",
        release=release,
        segments=tuple(body[1:-1]),
        position=opening.position,
    )


def _check_count(tag: str, closing: Segment, count: int) -> None:
    if closing.get(0) != str(count):
        raise EdifactError(
            f"{tag} zählt {closing.get(0)[:9] or 'nichts'}, gefunden wurden {count}.",
            closing.position,
            code=SyntaxFault.COUNT_DIFFERS,
            segment="UNZ",
        )


def _check_reference(tag: str, closing: Segment, reference: str) -> None:
    if closing.get(1) != reference:
        raise EdifactError(
            f"Die Referenz in {tag} passt nicht zum Anfang.",
            closing.position,
            code=SyntaxFault.REFERENCES_DIFFER,
            segment="UNZ",
        )


def write(envelope: Envelope, messages: Iterable[Message]) -> bytes:
    """The bytes of an interchange, with UNA, in ISO 8859-1.

    Raises:
        Unwritable: a text holds characters the character set lacks.

    Source: BDEW Allgemeine Festlegungen; UNB carries German local time.
    """
    local = envelope.prepared_at.astimezone(BERLIN)
    opening = segment(
        "UNB",
        ("UNOC", "3"),
        (envelope.sender, envelope.sender_qualifier or _qualifier(envelope.sender)),
        (envelope.receiver, envelope.receiver_qualifier or _qualifier(envelope.receiver)),
        (f"{local:%y%m%d}", f"{local:%H%M}"),
        envelope.reference,
        *(("", "", "", "", "", "1") if envelope.is_test else ()),
    )
    bodies = [b"".join(_encoded(message)) for message in messages]
    closing = segment("UNZ", str(len(bodies)), envelope.reference)
    return b"".join([SERVICE_ADVICE, encode(opening), *bodies, encode(closing)])


def _encoded(message: Message) -> Iterator[bytes]:
    version = (message.kind, *message.directory.split(":"), "UN", message.release)
    yield encode(segment("UNH", message.reference, version))
    for part in message.segments:
        yield encode(part)
    yield encode(segment("UNT", str(len(message.segments) + 2), message.reference))


def _qualifier(code: str) -> str:
    return market_participant_agency(code)[0]
