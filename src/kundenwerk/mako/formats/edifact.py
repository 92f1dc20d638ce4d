"""EDIFACT interchanges: segments out of bytes, and bytes out of segments.

Source: ISO 9735 syntax version 3; BDEW Allgemeine Festlegungen (UNOC, ISO 8859-1, UNA).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

MAX_INTERCHANGE_BYTES: Final = 32 * 1024 * 1024
MAX_SEGMENT_BYTES: Final = 16 * 1024
MAX_PARTS: Final = 512

_TAG: Final = re.compile(r"[A-Z]{3}")
_CONTROL: Final = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAKS: Final = b"\r\n"


class SyntaxFault(StrEnum):
    """What is wrong with the syntax, as CONTRL reports it (DE 0085)."""

    SYNTAX_NOT_SUPPORTED = "2"
    NOT_THE_RECEIVER = "7"
    INVALID_VALUE = "12"
    MISSING = "13"
    TOO_MANY_PARTS = "16"
    INVALID_CHARACTER = "21"
    DUPLICATE = "26"
    REFERENCES_DIFFER = "28"
    COUNT_DIFFERS = "29"


class EdifactError(ValueError):
    """The bytes are no interchange we can take; ``reason`` is a German sentence.

    ``position`` counts bytes from zero; ``segment`` is the service segment CONTRL names;
    ``envelope`` is known once UNB could be read.
    """

    def __init__(
        self,
        reason: str,
        position: int,
        *,
        code: SyntaxFault = SyntaxFault.INVALID_VALUE,
        segment: str = "UNB",
        envelope: Envelope | None = None,
    ) -> None:
        super().__init__(f"Byte {position}: {reason}")
        self.reason = reason
        self.position = position
        self.code = code
        self.segment = segment
        self.envelope = envelope


class Unwritable(ValueError):
    """A text cannot be written in ISO 8859-1; ``text`` says which."""

    def __init__(self, text: str) -> None:
        super().__init__(f"„{text}“ lässt sich nicht in ISO 8859-1 schreiben.")
        self.text = text


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The service characters an interchange uses."""

    component: int = ord(":")
    element: int = ord("+")
    decimal: int = ord(".")
    release: int = ord("?")
    terminator: int = ord("'")


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its tag, and its elements, each a tuple of components."""

    tag: str
    elements: tuple[tuple[str, ...], ...]
    position: int = field(default=0, compare=False)

    def get(self, element: int, component: int = 0) -> str:
        """A component, counted from zero behind the tag; empty when it is missing."""
        try:
            return self.elements[element][component]
        except IndexError:
            return ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent the interchange to whom, when, and under which reference (UNB)."""

    sender: str
    receiver: str
    reference: str
    prepared_at: datetime
    sender_qualifier: str = ""
    receiver_qualifier: str = ""
    is_test: bool = False


def segments(data: bytes) -> tuple[Delimiters, Iterator[Segment]]:
    """The segments of an interchange, one after the other.

    Raises:
        EdifactError: at once, or while iterating; with the position of the byte.
    """
    if len(data) > MAX_INTERCHANGE_BYTES:
        raise EdifactError("Die Datei ist zu groß.", MAX_INTERCHANGE_BYTES)
    _refuse_foreign_bytes(data)
    delimiters, start = _service_characters(data)
    return delimiters, _split(data, start, delimiters)


def _refuse_foreign_bytes(data: bytes) -> None:
    """Refuse control characters, and UTF-8, which would turn names into nonsense."""
    if reads_as_utf8(data):
        raise EdifactError(
            "Der Text ist in UTF-8 geschrieben, UNOC verlangt ISO 8859-1.",
            next(index for index, code in enumerate(data) if code > 127),
            code=SyntaxFault.INVALID_CHARACTER,
        )
    if control := _CONTROL.search(data):
        raise EdifactError(
            "Steuerzeichen sind nicht erlaubt; das ist keine EDIFACT-Datei.",
            control.start(),
            code=SyntaxFault.INVALID_CHARACTER,
        )


def reads_as_utf8(raw: bytes) -> bool:
    """Whether the bytes hold umlauts in UTF-8; real ISO 8859-1 text practically never looks so."""
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _service_characters(data: bytes) -> tuple[Delimiters, int]:
    start = len(data) - len(data.lstrip(_BREAKS))
    if not data.startswith(b"UNA", start):
        return Delimiters(), start
    given = data[start + 3 : start + 9]
    distinct = {given[index] for index in (0, 1, 3, 5)} if len(given) == 6 else set()
    if len(distinct) != 4 or any(chr(code).isalnum() for code in distinct):
        raise EdifactError("UNA nennt keine brauchbaren Trennzeichen.", start, segment="UNA")
    return Delimiters(given[0], given[1], given[2], given[3], given[5]), start + 9


def _split(data: bytes, start: int, delimiters: Delimiters) -> Iterator[Segment]:
    release = bytes([delimiters.release])
    while start < len(data):
        if data[start] in _BREAKS:
            start += 1
            continue
        end = _end_of_segment(data, start, delimiters)
        raw = data[start:end]
        if release in raw:
            parts = _split_released(raw, delimiters)
        else:
            text = raw.decode("latin-1")
            parts = [
                text_part.split(chr(delimiters.component))
                for text_part in text.split(chr(delimiters.element))
            ]
        yield _segment(parts, start)
        start = end + 1


def _end_of_segment(data: bytes, start: int, delimiters: Delimiters) -> int:
    limit = min(len(data), start + MAX_SEGMENT_BYTES)
    end = data.find(delimiters.terminator, start, limit)
    while end != -1:
        released = end
        while released > start and data[released - 1] == delimiters.release:
            released -= 1
        if (end - released) % 2 == 0:
            return end
        end = data.find(delimiters.terminator, end + 1, limit)
    if limit < len(data):
        raise EdifactError("Ein Segment ist zu lang.", start, code=SyntaxFault.TOO_MANY_PARTS)
    raise EdifactError("Das letzte Segment endet nicht.", start, code=SyntaxFault.MISSING)


def _split_released(raw: bytes, delimiters: Delimiters) -> list[list[str]]:
    """Split a segment that contains release characters, each un-escaped once."""
    parts: list[list[str]] = [[]]
    current: list[str] = []
    codes = iter(raw)
    for code in codes:
        if code == delimiters.release:
            current.append(chr(next(codes)))
        elif code in {delimiters.component, delimiters.element}:
            parts[-1].append("".join(current))
            current = []
            if code == delimiters.element:
                parts.append([])
        else:
            current.append(chr(code))
    parts[-1].append("".join(current))
    return parts


def _segment(parts: Sequence[Sequence[str]], position: int) -> Segment:
    tag = parts[0][0]
    if not _TAG.fullmatch(tag):
        raise EdifactError("Hier beginnt kein Segment.", position)
    if sum(map(len, parts)) > MAX_PARTS:
        raise EdifactError(
            "Ein Segment hat zu viele Teile.", position, code=SyntaxFault.TOO_MANY_PARTS
        )
    return Segment(tag, tuple(tuple(part) for part in parts[1:]), position)


def segment(tag: str, *elements: str | Sequence[str]) -> Segment:
    """Build a segment; a bare text is an element of one component."""
    parts = [(part,) if isinstance(part, str) else tuple(part) for part in elements]
    return Segment(tag, tuple(parts))


def encode(part: Segment) -> bytes:
    """The bytes of a segment with the usual service characters.

    Raises:
        Unwritable: a text holds characters the character set lacks.
    """
    elements = [_joined(":", [_release(text) for text in element]) for element in part.elements]
    return _joined("+", [part.tag, *elements]).encode("latin-1") + b"'"


def _joined(separator: str, parts: list[str]) -> str:
    while parts and not parts[-1]:
        parts.pop()
    return separator.join(parts)


def _release(text: str) -> str:
    """Escape the service characters.

    Raises:
        Unwritable: a character is outside ISO 8859-1 or a control character.
    """
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        raise Unwritable(text) from None
    if _CONTROL.search(raw) or b"\n" in raw or b"\r" in raw or reads_as_utf8(raw):
        raise Unwritable(text)
    return re.sub(r"([?+:'])", r"?\1", text)
