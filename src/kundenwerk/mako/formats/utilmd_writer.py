"""UTILMD: messages out of values."""

from __future__ import annotations

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import market_participant_agency
from kundenwerk.mako.formats import utilmd_gas, utilmd_power
from kundenwerk.mako.formats.edifact import Segment, segment
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Answer, Ending, Head, Registration
from kundenwerk.mako.formats.values import moment
from kundenwerk.mako.formats.versions import version
from kundenwerk.mako.formats.vocabulary import DOCUMENT_KINDS, Pid


def registration(head: Head, order: Registration) -> Message:
    """Anmeldung einer verbrauchenden Marktlokation (55001, 44001).

    Raises:
        NoVersion: no message version is known for the day of sending.
        Unwritable: a name has no form in ISO 8859-1.
    """
    writes = utilmd_gas if order.commodity is Commodity.GAS else utilmd_power
    return _message(head, Pid.REGISTRATION, order.commodity, writes.registration(order))


def deregistration(head: Head, order: Ending) -> Message:
    """Abmeldung beim Netzbetreiber, electricity only (55004).

    Raises:
        NoVersion: no message version is known for the day of sending.
    """
    body = utilmd_power.ending(Pid.DEREGISTRATION, order)
    return _message(head, Pid.DEREGISTRATION, Commodity.ELECTRICITY, body)


def termination(head: Head, order: Ending) -> Message:
    """Kündigung beim bisherigen Lieferanten (55016, 44016).

    Raises:
        NoVersion: no message version is known for the day of sending.
        Unwritable: the note has no form in ISO 8859-1.
    """
    if order.commodity is Commodity.GAS:
        body = utilmd_gas.termination(order)
    else:
        body = utilmd_power.ending(Pid.TERMINATION, order)
    return _message(head, Pid.TERMINATION, order.commodity, body)


def answer(head: Head, reply: Answer) -> Message:
    """Confirmation or rejection of a registration, deregistration or termination.

    Raises:
        NoVersion: no message version is known for the day of sending.
        ValueError: a consent in gas without the customer.
    """
    writes = utilmd_gas if reply.commodity is Commodity.GAS else utilmd_power
    return _message(head, reply.pid, reply.commodity, writes.answer(reply))


def _message(head: Head, pid: Pid, commodity: Commodity, body: list[Segment]) -> Message:
    known = version("UTILMD", german_day(head.sent_at), commodity)
    top = [
        segment("BGM", DOCUMENT_KINDS[pid], head.document),
        moment("137", head.sent_at),
        _party("MS", head.sender),
        _party("MR", head.receiver),
    ]
    return Message(head.reference, "UTILMD", known.directory, known.release, (*top, *body))


def _party(qualifier: str, code: str) -> Segment:
    return segment("NAD", qualifier, (code, "", market_participant_agency(code)[1]))
