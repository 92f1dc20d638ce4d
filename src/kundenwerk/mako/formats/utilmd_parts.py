"""Segments both commodities write alike."""

from __future__ import annotations

from typing import Final

from kundenwerk.mako.formats.edifact import Segment, segment
from kundenwerk.mako.formats.utilmd import Answer, Customer
from kundenwerk.mako.formats.values import latin

NAME_LENGTH: Final = 70
STREET_LENGTH: Final = 35
TOWN_LENGTH: Final = 35
NOTE_LENGTH: Final = 512


def note(text: str) -> list[Segment]:
    """A remark for the reader, if there is one (FTX+ACB)."""
    return [segment("FTX", "ACB", "", "", latin(text, NOTE_LENGTH))] if text else []


def status(reply: Answer) -> Segment:
    """The code of an answer and the list it comes from (STS+E01)."""
    return segment("STS", "E01", "", (reply.code, reply.tree))


def name(qualifier: str, customer: Customer) -> Segment:
    """A NAD with the name of a customer."""
    return segment("NAD", qualifier, "", "", _name(customer))


def named_address(qualifier: str, customer: Customer) -> Segment:
    """A NAD with name and address of a customer."""
    return segment("NAD", qualifier, "", "", _name(customer), *_address(customer))


def address(qualifier: str, customer: Customer) -> Segment:
    """A NAD with an address alone."""
    return segment("NAD", qualifier, "", "", "", *_address(customer))


def _name(customer: Customer) -> tuple[str, ...]:
    shape = "Z01" if customer.is_person else "Z02"
    return (latin(customer.name, NAME_LENGTH), "", "", "", "", shape)


def _address(customer: Customer) -> tuple[str, ...]:
    return (
        latin(customer.street, STREET_LENGTH),
        latin(customer.town, TOWN_LENGTH),
        "",
        customer.postcode,
        customer.country,
    )
