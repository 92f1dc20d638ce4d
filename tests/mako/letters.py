"""Messages for tests, and the judge of the market that says whether they are valid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import makotest

from kundenwerk.mako.formats import interchange, utilmd_writer
from kundenwerk.mako.formats.edifact import Envelope
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import (
    Answer,
    Customer,
    CustomerGroup,
    Ending,
    Head,
    LevyStatus,
    Pid,
    Registration,
)

SUPPLIER = "9903999000019"
GRID = "9900999000023"
OLD_SUPPLIER = "9903999000027"
METERING = "9903790000002"
MALO = "51238696012"
MELO = "DE00056266802AO6G56M11SN51G21M24S"
BALANCING_GROUP = "11XTESTBKV00000Y"
SENT_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
SENT_ON = date(2026, 11, 22)
START = date(2026, 12, 1)

TO_GRID = Head(SUPPLIER, GRID, "1", "DOK0001", SENT_AT)
FROM_GRID = Head(GRID, SUPPLIER, "1", "DOK0009", SENT_AT)


def customer(name: str = "Mustermann", street: str = "Musterstr. 1") -> Customer:
    """A household in Berlin."""
    return Customer(name, is_person=True, street=street, town="Berlin", postcode="10115")


def registration(
    *,
    transaction: str = "VORG0001",
    malo_id: str = MALO,
    start: date = START,
    reason: str = "E03",
    group: CustomerGroup = CustomerGroup.HOUSEHOLD,
    levies: LevyStatus = LevyStatus.NOT_PRIVILEGED,
    who: Customer | None = None,
) -> Registration:
    """A registration of a household."""
    return Registration(
        transaction=transaction,
        malo_id=malo_id,
        start=start,
        reason=reason,
        balancing_group=BALANCING_GROUP,
        customer_group=group,
        levy_status=levies,
        customer=who or customer(),
    )


def ending(reason: str = "E01") -> Ending:
    """The end of a supply."""
    return Ending("VORG0001", MALO, START, reason)


def confirmation(answers: str = "VORG0001", transaction: str = "ANTW0001") -> Answer:
    """The grid operator agrees."""
    return Answer(
        pid=Pid.REGISTRATION_CONFIRMED,
        transaction=transaction,
        answers=answers,
        reason="E03",
        code="A51",
        tree="E_0623",
        day=START,
        malo_id=MALO,
        melo_id=MELO,
        metering_operator=METERING,
    )


def rejection(answers: str = "VORG0001", code: str = "A07") -> Answer:
    """The grid operator refuses."""
    return Answer(
        pid=Pid.REGISTRATION_REJECTED,
        transaction="ANTW0001",
        answers=answers,
        reason="E03",
        code=code,
        tree="E_0622",
    )


def wrap(head: Head, *messages: Message, reference: str = "REF0001") -> bytes:
    """Messages in an interchange."""
    envelope = Envelope(head.sender, head.receiver, reference, head.sent_at)
    return interchange.write(envelope, messages)


def objections(data: bytes, on: date = SENT_ON) -> list[str]:
    """What the market finds wrong with an interchange; also when it knows no rules for it."""
    # The judge does not look for the envelope behind UNA, whose content is fixed anyway.
    judged = data.removeprefix(interchange.SERVICE_ADVICE)
    report = makotest.validate_edifact(judged, on.isoformat())
    unjudged = [f"no rules for {m.message_type}" for m in report.messages if not m.rules_applied]
    shape = [] if report.envelope and report.envelope.is_structurally_valid else ["envelope"]
    return [f"{f.rule_id} {f.position} {f.message}" for f in report.errors] + unjudged + shape


def answered(
    transaction: str,
    *,
    code: str = "",
    reference: str = "ANT1",
    head: Head = FROM_GRID,
    start: date = START,
    malo_id: str = MALO,
) -> bytes:
    """The grid operator's answer: consent, or a refusal with a code."""
    reply = rejection(transaction, code) if code else confirmation(transaction)
    reply = replace(reply, day=None if code else start, malo_id=malo_id)
    return wrap(head, utilmd_writer.answer(head, reply), reference=reference)
