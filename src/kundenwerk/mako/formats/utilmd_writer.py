"""UTILMD electricity: messages out of values.

Source: BDEW UTILMD AHB Strom and MIG Strom S2.1/S2.2.
"""

from __future__ import annotations

from typing import Final

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import market_participant_agency
from kundenwerk.mako.formats.edifact import Segment, segment
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import (
    DOCUMENT_KINDS,
    Answer,
    Customer,
    Ending,
    Head,
    LevyStatus,
    Pid,
    Registration,
)
from kundenwerk.mako.formats.values import latin, midnight, moment
from kundenwerk.mako.formats.versions import version

CONSUMING: Final = "ZW4"
METERED: Final = "ZW7"
BALANCING_PRODUCT: Final = "9991000002082"
NAME_LENGTH: Final = 70
STREET_LENGTH: Final = 35
TOWN_LENGTH: Final = 35
NOTE_LENGTH: Final = 512


def registration(head: Head, order: Registration) -> Message:
    """Anmeldung einer verbrauchenden Marktlokation (55001).

    Raises:
        NoVersion: no message version is known for the day of sending.
        Unwritable: a name has no form in ISO 8859-1.
    """
    body = [
        segment("IDE", "24", order.transaction),
        midnight("92", order.start),
        segment("STS", "7", "", order.reason, CONSUMING),
        segment("LOC", "Z16", order.malo_id),
        segment("RFF", ("Z13", str(Pid.REGISTRATION.value))),
        *_balancing(order.balancing_group),
        segment("SEQ", "Z01"),
        segment("CCI", "", "", order.customer_group.value),
        *_levies(order.levy_status),
        *_customer(order.customer),
    ]
    return _message(head, Pid.REGISTRATION, body)


def deregistration(head: Head, order: Ending) -> Message:
    """Abmeldung beim Netzbetreiber (55004).

    Raises:
        NoVersion: no message version is known for the day of sending.
    """
    return _message(head, Pid.DEREGISTRATION, _ending(Pid.DEREGISTRATION, order))


def termination(head: Head, order: Ending) -> Message:
    """Kündigung beim bisherigen Lieferanten (55016).

    Raises:
        NoVersion: no message version is known for the day of sending.
        Unwritable: the note has no form in ISO 8859-1.
    """
    return _message(head, Pid.TERMINATION, _ending(Pid.TERMINATION, order))


def answer(head: Head, reply: Answer) -> Message:
    """Confirmation or rejection of a registration, deregistration or termination.

    Raises:
        NoVersion: no message version is known for the day of sending.
    """
    confirms_start = reply.pid is Pid.REGISTRATION_CONFIRMED
    body = [segment("IDE", "24", reply.transaction)]
    if reply.day:
        body.append(midnight("92" if confirms_start else "93", reply.day))
    body.append(_reason(reply))
    body.append(segment("STS", "E01", "", (reply.code, reply.tree)))
    body.extend(_note(reply.note))
    if confirms_start:
        body.append(segment("LOC", "Z16", reply.malo_id))
        body.append(segment("LOC", "Z17", reply.melo_id))
    body.append(segment("RFF", ("Z13", str(reply.pid.value))))
    body.append(segment("RFF", ("TN", reply.answers)))
    if confirms_start:
        body.extend(_confirmed_location(reply))
    if reply.previous_year_kwh is not None:
        body.append(segment("SEQ", "Z01"))
        body.append(segment("QTY", ("Z09", str(reply.previous_year_kwh), "KWH")))
    return _message(head, reply.pid, body)


def _note(text: str) -> list[Segment]:
    return [segment("FTX", "ACB", "", "", latin(text, NOTE_LENGTH))] if text else []


def _reason(reply: Answer) -> Segment:
    supplements = {
        Pid.REGISTRATION_CONFIRMED: METERED,
        Pid.REGISTRATION_REJECTED: CONSUMING,
        Pid.TERMINATION_CONFIRMED: CONSUMING,
    }
    return segment("STS", "7", "", reply.reason, supplements.get(reply.pid, ""))


def _confirmed_location(reply: Answer) -> list[Segment]:
    """The product package and the metering operators of both locations."""
    operator = segment("CAV", ("Z91", reply.metering_operator, "", "Z39", "Z19"))
    return [
        segment("RFF", ("Z60", "1")),
        segment("SEQ", "Z98"),
        segment("CCI", "", "", "ZB3"),
        operator,
        segment("SEQ", "ZF3"),
        segment("RFF", ("Z19", reply.melo_id)),
        segment("CCI", "", "", "ZB3"),
        operator,
        segment("CAV", ("ZF0", reply.metering_operator)),
    ]


def _ending(pid: Pid, order: Ending) -> list[Segment]:
    return [
        segment("IDE", "24", order.transaction),
        midnight("93", order.end),
        segment("STS", "7", "", order.reason, CONSUMING),
        *_note(order.note),
        segment("LOC", "Z16", order.malo_id),
        segment("RFF", ("Z13", str(pid.value))),
    ]


def _balancing(group: str) -> list[Segment]:
    return [
        segment("SEQ", "Z79", "1"),
        segment("PIA", "5", (BALANCING_PRODUCT, "Z11")),
        segment("CCI", "Z66"),
        segment("CAV", ("ZV4", "", "", group)),
        segment("SEQ", "ZH0", "1"),
        segment("CCI", "Z65", "", "", "Z01"),
    ]


def _levies(status: LevyStatus) -> list[Segment]:
    if status in {LevyStatus.PRIVILEGED_STORAGE, LevyStatus.PRIVILEGED_HEAT_PUMP}:
        statement = [segment("CCI", "Z61", "", "ZF9"), segment("CAV", status.value)]
    else:
        statement = [segment("CCI", "Z61", "", status.value)]
    return [segment("SEQ", "Z75"), *statement]


def _customer(customer: Customer) -> list[Segment]:
    shape = "Z01" if customer.is_person else "Z02"
    name = (latin(customer.name, NAME_LENGTH), "", "", "", "", shape)
    return [
        segment("NAD", "Z09", "", "", name),
        segment(
            "NAD",
            "Z04",
            "",
            "",
            name,
            latin(customer.street, STREET_LENGTH),
            latin(customer.town, TOWN_LENGTH),
            "",
            customer.postcode,
            customer.country,
        ),
    ]


def _message(head: Head, pid: Pid, body: list[Segment]) -> Message:
    known = version("UTILMD", german_day(head.sent_at), Commodity.ELECTRICITY)
    top = [
        segment("BGM", DOCUMENT_KINDS[pid], head.document),
        moment("137", head.sent_at),
        _party("MS", head.sender),
        _party("MR", head.receiver),
    ]
    return Message(head.reference, "UTILMD", known.directory, known.release, (*top, *body))


def _party(qualifier: str, code: str) -> Segment:
    return segment("NAD", qualifier, (code, "", market_participant_agency(code)[1]))
