"""APERAK: whether a partner can process a transaction.

Source: BDEW CONTRL/APERAK AHB, APERAK MIG 2.1i/2.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.ids import market_participant_agency
from kundenwerk.mako.formats.edifact import Segment, segment
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Head
from kundenwerk.mako.formats.values import Unprocessable, latin, moment
from kundenwerk.mako.formats.versions import version

RECOGNISED: Final = "312"
REFUSED: Final = "313"
_TEXT_LENGTH: Final = 512


@dataclass(frozen=True, slots=True)
class Subject:
    """The message an APERAK speaks about, and one transaction in it if it is a single one."""

    interchange: str
    message: str
    document: str
    prepared_at: datetime
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class ProcessingReport:
    """The verdict on a message of ours."""

    interchange: str
    document: str
    transaction: str
    accepted: bool
    code: str = ""
    text: str = ""


def recognition(head: Head, subject: Subject) -> Message:
    """The message can be processed.

    Raises:
        NoVersion: no message version is known for the day of sending.
    """
    return _message(head, RECOGNISED, subject, _references(subject), [])


def refusal(head: Head, subject: Subject, error: Unprocessable) -> Message:
    """The message cannot be processed.

    Raises:
        NoVersion: no message version is known for the day of sending.
    """
    details = [
        segment("ERC", error.code),
        segment("FTX", "ABO", "", "", latin(error.reason, _TEXT_LENGTH)),
        segment("RFF", ("ACW", subject.message)),
        *_references(subject),
    ]
    if error.code in Unprocessable.OF_FORM:
        details.append(segment("FTX", "Z02", "", "", error.place))
    return _message(head, REFUSED, subject, [], details)


def _references(subject: Subject) -> list[Segment]:
    parts = [segment("RFF", ("AGO", subject.document)), segment("RFF", ("TN", subject.transaction))]
    return [part for part in parts if part.get(0, 1)]


def _message(
    head: Head, kind: str, subject: Subject, references: list[Segment], details: list[Segment]
) -> Message:
    known = version("APERAK", german_day(head.sent_at))
    body = (
        segment("BGM", kind, head.document),
        moment("137", head.sent_at),
        segment("RFF", ("ACE", subject.interchange)),
        moment("171", subject.prepared_at),
        *references,
        segment("NAD", "MS", (head.sender, "", market_participant_agency(head.sender)[1])),
        segment("NAD", "MR", (head.receiver, "", market_participant_agency(head.receiver)[1])),
        *details,
    )
    return Message(head.reference, "APERAK", known.directory, known.release, body)


def read(message: Message) -> ProcessingReport:
    """The verdict in an APERAK message.

    Raises:
        Unprocessable: the kind of document or the reference is missing.
    """
    opening, reference = message.first("BGM"), message.first("RFF", "ACE")
    if opening is None or opening.get(0) not in {RECOGNISED, REFUSED} or reference is None:
        raise Unprocessable("Art oder Bezug fehlt.", message.position, "BGM", Unprocessable.MISSING)
    error, text = message.first("ERC"), message.first("FTX", "ABO")
    return ProcessingReport(
        interchange=reference.get(0, 1),
        document=_reference(message, "AGO"),
        transaction=_reference(message, "TN"),
        accepted=opening.get(0) == RECOGNISED,
        code=error.get(0) if error else "",
        text=text.get(3) if text else "",
    )


def _reference(message: Message, qualifier: str) -> str:
    part = message.first("RFF", qualifier)
    return part.get(0, 1) if part else ""
