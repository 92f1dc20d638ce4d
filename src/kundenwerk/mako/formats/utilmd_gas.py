"""What a transaction of gas says, as segments.

Source: BDEW UTILMD AHB Gas and MIG Gas G1.1/G1.2.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import utilmd_parts as parts
from kundenwerk.mako.formats.edifact import Segment, segment
from kundenwerk.mako.formats.utilmd import Answer, Ending, Registration
from kundenwerk.mako.formats.values import beginning
from kundenwerk.mako.formats.vocabulary import Pid, printed

OTHER_IN_PROGRESS: Final = "ZC5"
STILL_BOUND: Final = "Z12"
ALREADY_ENDED: Final = "Z34"
OTHER_DAY: Final = "Z01"
# A refusal names the day that stands in the way, or the next one that is possible.
_REFUSED_DAYS: Final = {
    OTHER_IN_PROGRESS: ("Z07", "Z08"),
    ALREADY_ENDED: ("Z05",),
    STILL_BOUND: ("157",),
}
_NOTICE: Final = segment("DTM", ("Z01", "03MQ", "Z01"))
_BY_MALO: Final = segment("IMD", "", "Z36", "Z12")
_READ_YEARLY: Final = segment("DTM", ("Z20", "12", "802"))
# The supplier has a contract with the grid operator and pays him.
_GRID_USE: Final = (
    segment("CCI", "", "", "Z88"),
    segment("CAV", ("Z74", "", "", "Z09")),
    segment("CAV", ("Z73", "", "", "Z11")),
)
_NO_MUNICIPAL_REBATE: Final = (segment("SEQ", "Z12"), segment("QTY", ("Z16", "0", "P1")))


def registration(order: Registration) -> list[Segment]:
    """Anmeldung einer Marktlokation (44001), which the MaLo-ID identifies.

    Raises:
        Unwritable: a name has no form in ISO 8859-1.
    """
    return [
        segment("IDE", "24", order.transaction),
        _BY_MALO,
        _gas_day("92", order.start),
        segment("STS", "7", "", order.reason),
        segment("LOC", "172", order.malo_id),
        _number(Pid.REGISTRATION),
        segment("RFF", "Z18"),
        _READ_YEARLY,
        segment("SEQ", "Z01"),
        segment("CCI", "Z19", "", order.balancing_group),
        segment("CCI", "", "", order.customer_group.value),
        *_GRID_USE,
        *_NO_MUNICIPAL_REBATE,
        parts.name("Z09", order.customer),
        parts.named_address("Z04", order.customer),
        parts.named_address("Z05", order.customer),
    ]


def termination(order: Ending) -> list[Segment]:
    """Kündigung beim Altlieferanten (44016), which the MaLo-ID identifies.

    Raises:
        Unwritable: the note has no form in ISO 8859-1.
    """
    return [
        segment("IDE", "24", order.transaction),
        _BY_MALO,
        _gas_day("93", order.end),
        segment("STS", "7", "", order.reason),
        *parts.note(order.note),
        segment("LOC", "172", order.malo_id),
        _number(Pid.TERMINATION),
    ]


def answer(reply: Answer) -> list[Segment]:
    """Consent to a request, or its refusal.

    Raises:
        ValueError: a consent without the customer, whom gas names.
    """
    body = [
        segment("IDE", "24", reply.transaction),
        *_days(reply),
        segment("STS", "7", "", reply.reason),
        parts.status(reply),
        *parts.note(reply.note),
        segment("LOC", "172", reply.malo_id),
    ]
    confirms_start = reply.pid is Pid.REGISTRATION_CONFIRMED
    if confirms_start:
        body.append(segment("LOC", "172", reply.melo_id))
    body += [_number(reply.pid), segment("RFF", ("TN", reply.answers))]
    if confirms_start:
        body += _confirmed_location(reply)
    elif reply.pid is Pid.TERMINATION_CONFIRMED:
        body += _released_customer(reply)
    return body


def _days(reply: Answer) -> list[Segment]:
    if reply.day is None:
        return []
    if reply.pid is Pid.TERMINATION_CONFIRMED:
        return [_gas_day("471" if reply.code == OTHER_DAY else "93", reply.day)]
    named = _REFUSED_DAYS.get(reply.code, ())
    if reply.pid is Pid.REGISTRATION_CONFIRMED:
        named = ("92", "158")
    notice = [_NOTICE] if reply.code == STILL_BOUND else []
    return [*(_gas_day(qualifier, reply.day) for qualifier in named), *notice]


def _released_customer(reply: Answer) -> list[Segment]:
    if reply.customer is None:
        raise ValueError("a consent names the customer")
    return [
        segment("SEQ", "Z01"),
        segment("QTY", ("Z09", str(reply.previous_year_kwh or 0), "KWH")),
        parts.name("Z09", reply.customer),
        parts.address("DP", reply.customer),
    ]


def _confirmed_location(reply: Answer) -> list[Segment]:
    """How the location is balanced and measured, and whom it supplies."""
    if reply.customer is None or reply.day is None:
        raise ValueError("a consent names the customer and the day")
    melo = segment("RFF", ("Z19", reply.melo_id))
    return [
        segment("RFF", ("Z18", reply.malo_id)),
        _READ_YEARLY,
        segment("DTM", ("Z21", "01020201", "104")),
        segment("DTM", ("Z09", str(reply.day.year), "602")),
        segment("DTM", ("Z22", "12", "802")),
        *_balancing(reply),
        segment("SEQ", "Z18"),
        melo,
        segment("CCI", "", "", "ZB3"),
        segment("CAV", ("Z91", reply.metering_operator, "", "Z19")),
        segment("CAV", ("ZF0", reply.metering_operator)),
        segment("CCI", "", "", "Y02"),
        segment("CAV", "Y04"),
        *_meter(reply, melo),
        segment("SEQ", "Z35"),
        segment("CCI", "Z12", "", "E01"),
        segment("CAV", ("N14", "", "293")),
        segment("CCI", "ZA0", "", (reply.customer.town, "", "89")),
        parts.name("Z09", reply.customer),
        parts.named_address("Z04", reply.customer),
        parts.address("DP", reply.customer),
        parts.named_address("Z05", reply.customer),
        melo,
    ]


def _balancing(reply: Answer) -> list[Segment]:
    quantity = str(reply.previous_year_kwh or 0)
    return [
        segment("SEQ", "Z01"),
        segment("QTY", ("31", quantity, "KWH")),
        segment("CCI", "Z19", "", reply.balancing_group),
        segment("CCI", "Z21", "", "37Y005053MH0000R"),
        segment("CCI", "", "", "Y01"),
        segment("CAV", "Y03"),
        segment("CCI", "", "", "ZA6"),
        segment("CCI", "", "", reply.customer_group),
        *_GRID_USE,
        segment("CAV", ("ZB1", "", "", "Z14")),
        segment("SEQ", "Z02"),
        segment("PIA", "5", ("7-0:33.86.0", "SRW")),
        segment("CCI", "", "", "ZE4"),
        segment("CAV", "ZD9"),
        segment("SEQ", "Z07"),
        segment("RFF", ("Z10", "7-0:33.86.0")),
        segment("CCI", "", "", "Z08"),
        segment("CAV", "SA"),
        *_NO_MUNICIPAL_REBATE,
    ]


def _meter(reply: Answer, melo: Segment) -> list[Segment]:
    return [
        segment("SEQ", "Z03"),
        melo,
        segment("CCI", "", "", "E13"),
        segment("CAV", "BGZ"),
        segment("CAV", ("", "", "", "G4")),
        segment("CAV", ("Z30", "", "", reply.meter_number)),
        segment("CCI", "", "", "E12"),
        segment("CAV", "MMR"),
        segment("SEQ", "Z20"),
        segment("RFF", ("MG", reply.meter_number)),
        melo,
        segment("PIA", "5", ("7-20:3.0.0", "SRW")),
    ]


def _number(pid: Pid) -> Segment:
    return segment("RFF", ("Z13", str(printed(pid, Commodity.GAS))))


def _gas_day(qualifier: str, day: date) -> Segment:
    return beginning(qualifier, day, Commodity.GAS)
