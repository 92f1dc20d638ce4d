"""What a transaction of electricity says, as segments.

Source: BDEW UTILMD AHB Strom and MIG Strom S2.1/S2.2.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import utilmd_parts as parts
from kundenwerk.mako.formats.edifact import Segment, segment
from kundenwerk.mako.formats.utilmd import Answer, Ending, Registration
from kundenwerk.mako.formats.values import beginning
from kundenwerk.mako.formats.vocabulary import LevyStatus, Pid

CONSUMING: Final = "ZW4"
METERED: Final = "ZW7"
BALANCING_PRODUCT: Final = "9991000002082"


def registration(order: Registration) -> list[Segment]:
    """Anmeldung einer verbrauchenden Marktlokation (55001).

    Raises:
        Unwritable: a name has no form in ISO 8859-1.
    """
    return [
        segment("IDE", "24", order.transaction),
        _midnight("92", order.start),
        segment("STS", "7", "", order.reason, CONSUMING),
        segment("LOC", "Z16", order.malo_id),
        segment("RFF", ("Z13", str(Pid.REGISTRATION.value))),
        *_balancing(order.balancing_group),
        segment("SEQ", "Z01"),
        segment("CCI", "", "", order.customer_group.value),
        *_levies(order.levy_status),
        parts.name("Z09", order.customer),
        parts.named_address("Z04", order.customer),
    ]


def ending(pid: Pid, order: Ending) -> list[Segment]:
    """Abmeldung beim Netzbetreiber (55004) oder Kündigung beim Altlieferanten (55016).

    Raises:
        Unwritable: the note has no form in ISO 8859-1.
    """
    return [
        segment("IDE", "24", order.transaction),
        _midnight("93", order.end),
        segment("STS", "7", "", order.reason, CONSUMING),
        *parts.note(order.note),
        segment("LOC", "Z16", order.malo_id),
        segment("RFF", ("Z13", str(pid.value))),
    ]


def answer(reply: Answer) -> list[Segment]:
    """Consent to a request, or its refusal."""
    confirms_start = reply.pid is Pid.REGISTRATION_CONFIRMED
    body = [segment("IDE", "24", reply.transaction)]
    if reply.day:
        body.append(_midnight("92" if confirms_start else "93", reply.day))
    body.append(_reason(reply))
    body.append(parts.status(reply))
    body.extend(parts.note(reply.note))
    if confirms_start:
        body.append(segment("LOC", "Z16", reply.malo_id))
        body.append(segment("LOC", "Z17", reply.melo_id))
    body.append(segment("RFF", ("Z13", str(reply.pid.value))))
    body.append(segment("RFF", ("TN", reply.answers)))
    if confirms_start:
        body.extend(_confirmed_location(reply))
    if reply.pid is Pid.TERMINATION_CONFIRMED and reply.previous_year_kwh is not None:
        body.append(segment("SEQ", "Z01"))
        body.append(segment("QTY", ("Z09", str(reply.previous_year_kwh), "KWH")))
    return body


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


def _midnight(qualifier: str, day: date) -> Segment:
    return beginning(qualifier, day, Commodity.ELECTRICITY)
