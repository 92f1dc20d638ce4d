"""CONTRL: what a partner says about the syntax of an interchange.

Source: BDEW CONTRL/APERAK AHB, CONTRL MIG 2.0b.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.ids import market_participant_agency
from kundenwerk.mako.formats.edifact import EdifactError, Envelope, segment
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Head
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk.mako.formats.versions import version

REFUSED: Final = "4"
RECEIVED: Final = "7"
_GAS_QUALIFIER: Final = "502"


@dataclass(frozen=True, slots=True)
class SyntaxReport:
    """The verdict on one interchange of ours, by its reference."""

    reference: str
    sender: str
    accepted: bool
    code: str = ""
    segment: str = ""


def wants_receipt(envelope: Envelope) -> bool:
    """Whether a flawless interchange is acknowledged.

    Source: CONTRL AHB, column "Empfangsbestätigung", which knows no BDEW code (500): in
    electricity only syntax errors are reported.
    """
    parties = (envelope.sender, envelope.receiver)
    return _GAS_QUALIFIER in {market_participant_agency(code)[0] for code in parties}


def receipt(head: Head, received: Envelope) -> Message:
    """The interchange arrived and can be read.

    Raises:
        NoVersion: no message version is known for the day of sending.
    """
    return _message(head, received, RECEIVED)


def refusal(head: Head, error: EdifactError) -> Message:
    """The interchange cannot be read.

    Raises:
        ValueError: the error knows no envelope, so there is nobody to tell.
        NoVersion: no message version is known for the day of sending.
    """
    if error.envelope is None:
        raise ValueError("no envelope, nobody to answer")
    return _message(head, error.envelope, REFUSED, error.code.value, error.segment)


def _message(head: Head, received: Envelope, *verdict: str) -> Message:
    known = version("CONTRL", german_day(head.sent_at))
    body = segment(
        "UCI",
        received.reference,
        (received.sender, received.sender_qualifier),
        (received.receiver, received.receiver_qualifier),
        *verdict,
    )
    return Message(head.reference, "CONTRL", known.directory, known.release, (body,))


def read(message: Message) -> SyntaxReport:
    """The verdict in a CONTRL message.

    Raises:
        Unprocessable: UCI is missing or tells no known verdict.
    """
    part = message.first("UCI")
    if part is None or not part.get(0) or part.get(3) not in {REFUSED, RECEIVED}:
        raise Unprocessable(
            "Bezug oder Ergebnis fehlt.", message.position, "UCI", Unprocessable.MISSING
        )
    return SyntaxReport(
        reference=part.get(0),
        sender=part.get(1),
        accepted=part.get(3) == RECEIVED,
        code=part.get(4),
        segment=part.get(5),
    )
