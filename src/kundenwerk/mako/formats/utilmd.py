"""UTILMD: the transactions a message carries, as values.

Source: BDEW UTILMD AHB Strom and MIG Strom S2.1/S2.2, UTILMD AHB Gas and MIG Gas G1.1/G1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import InvalidIdentifier, validate_malo, validate_melo
from kundenwerk.mako.formats.edifact import Segment
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.values import DAY_STARTS, Unprocessable, read_day
from kundenwerk.mako.formats.vocabulary import CustomerGroup, LevyStatus, Pid, use_case


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the transactions of a message."""

    sender: str
    receiver: str
    reference: str
    document: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer behind the market location, with the address for letters."""

    name: str
    is_person: bool
    street: str
    town: str
    postcode: str
    country: str = "DE"


@dataclass(frozen=True, slots=True)
class Registration:
    """Anmeldung of a consuming market location at the grid operator (55001, 44001).

    Levies are a matter of electricity; gas says nothing about them.
    """

    transaction: str
    malo_id: str
    start: date
    reason: str
    balancing_group: str
    customer_group: CustomerGroup
    levy_status: LevyStatus
    customer: Customer
    commodity: Commodity = Commodity.ELECTRICITY


@dataclass(frozen=True, slots=True)
class Ending:
    """Abmeldung at the grid operator (55004) or Kündigung at the old supplier (55016, 44016).

    ``end`` is the first day without supply, ``note`` a remark for the reader.
    """

    transaction: str
    malo_id: str
    end: date
    reason: str
    note: str = ""
    commodity: Commodity = Commodity.ELECTRICITY


@dataclass(frozen=True, slots=True)
class Answer:
    """Confirmation or rejection of a transaction; ``answers`` is the number we gave it.

    ``day`` is the confirmed start or end, or the one a refusal names as possible; ``note`` the
    explanation some codes demand, ``previous_year_kwh`` what an old supplier tells with its
    consent, ``customer`` whom he or the grid operator knows, which gas demands.
    """

    pid: Pid
    transaction: str
    answers: str
    reason: str
    code: str
    tree: str
    day: date | None = None
    malo_id: str = ""
    melo_id: str = ""
    metering_operator: str = ""
    meter_number: str = ""
    note: str = ""
    previous_year_kwh: int | None = None
    balancing_group: str = ""
    customer_group: str = ""
    customer: Customer | None = None
    commodity: Commodity = Commodity.ELECTRICITY


@dataclass(frozen=True, slots=True)
class Transaction:
    """Any transaction as it was received; what the use case does not carry is empty."""

    pid: int
    transaction: str
    answers: str
    malo_id: str
    melo_id: str
    metering_operator: str
    start: date | None
    end: date | None
    reason: str
    supplement: str
    answer_code: str
    answer_tree: str
    note: str
    balancing_group: str
    customer_group: str
    customer: Customer | None
    commodity: Commodity

    @property
    def use_case(self) -> Pid | None:
        """What it is about, whatever the commodity; none for what we do not know."""
        return use_case(self.pid)


def read(message: Message) -> list[Transaction]:
    """The transactions of a UTILMD message.

    Raises:
        Unprocessable: one of them lacks something or holds an impossible value.
    """
    commodity = commodity_of(message)
    return [_transaction(group, commodity) for group in _groups(message)]


def commodity_of(message: Message) -> Commodity:
    """The commodity a message speaks of, which its release tells (S2.2, G1.2)."""
    return Commodity.GAS if message.release.startswith("G") else Commodity.ELECTRICITY


def parties(message: Message) -> tuple[str, str]:
    """Sender and receiver named inside a message.

    Raises:
        Unprocessable: one is missing.
    """
    codes = []
    for qualifier in ("MS", "MR"):
        part = message.first("NAD", qualifier)
        if part is None or not part.get(1):
            raise Unprocessable(
                "Ein Marktpartner fehlt.",
                message.position,
                f"NAD+{qualifier}",
                Unprocessable.MISSING,
            )
        codes.append(part.get(1))
    return codes[0], codes[1]


def _groups(message: Message) -> Iterator[list[Segment]]:
    starts = [index for index, part in enumerate(message.segments) if _starts_transaction(part)]
    if not starts:
        raise Unprocessable(
            "Die Nachricht enthält keinen Vorgang.",
            message.position,
            "IDE+24",
            Unprocessable.MISSING,
        )
    for start, end in zip(starts, [*starts[1:], len(message.segments)], strict=True):
        yield list(message.segments[start:end])


def _starts_transaction(part: Segment) -> bool:
    return part.tag == "IDE" and part.get(0) == "24"


def _transaction(group: list[Segment], commodity: Commodity) -> Transaction:
    number = group[0].get(1)
    if not number or len(number) > 35:
        raise Unprocessable(
            "Die Vorgangsnummer fehlt.", group[0].position, "IDE+24", Unprocessable.MISSING
        )
    try:
        return _read_group(number, group, commodity)
    except Unprocessable as error:
        error.transaction = number
        raise


def _read_group(number: str, group: list[Segment], commodity: Commodity) -> Transaction:
    reason = _find(group, "STS", "7")
    answer = _find(group, "STS", "E01")
    note = _find(group, "FTX", "ACB")
    return Transaction(
        pid=_pid(group),
        transaction=number,
        answers=_text(_find(group, "RFF", "TN"), 0, 1),
        malo_id=_location(group, "Z16", commodity),
        melo_id=_location(group, "Z17", commodity),
        metering_operator=_text(_find(group, "CAV", "Z91"), 0, 1),
        start=_day(group, "92", commodity),
        end=_day(group, "93", commodity) or _day(group, "471", commodity),
        reason=_text(reason, 2),
        supplement=_text(reason, 3),
        answer_code=_text(answer, 2),
        answer_tree=_text(answer, 2, 1),
        note=_text(note, 3),
        balancing_group=_balancing_group(group),
        customer_group=_customer_group(group),
        customer=_customer(group),
        commodity=commodity,
    )


def _find(group: list[Segment], tag: str, qualifier: str) -> Segment | None:
    return next((p for p in group if p.tag == tag and p.get(0) == qualifier), None)


def _text(part: Segment | None, element: int, component: int = 0) -> str:
    return part.get(element, component) if part else ""


def _pid(group: list[Segment]) -> int:
    part = _find(group, "RFF", "Z13")
    text = _text(part, 0, 1)
    if len(text) != 5 or not text.isascii() or not text.isdigit():
        raise Unprocessable(
            "Der Prüfidentifikator fehlt.", group[0].position, "RFF+Z13", Unprocessable.MISSING
        )
    return int(text)


def _location(group: list[Segment], qualifier: str, commodity: Commodity) -> str:
    validate = validate_malo if qualifier == "Z16" else validate_melo
    if commodity is Commodity.GAS:
        part = next((p for p in _places(group) if _is_melo(p) == (validate is validate_melo)), None)
    else:
        part = _find(group, "LOC", qualifier)
    if part is None:
        return ""
    try:
        return validate(part.get(1))
    except InvalidIdentifier as error:
        raise Unprocessable(
            error.reason, part.position, f"LOC+{part.get(0)}", Unprocessable.FORMAT
        ) from None


def _places(group: list[Segment]) -> Iterator[Segment]:
    """Market and metering locations of gas, which only their form tells apart."""
    return (part for part in group if part.tag == "LOC" and part.get(0) == "172")


def _is_melo(part: Segment) -> bool:
    return part.get(1).startswith("DE")


def _day(group: list[Segment], qualifier: str, commodity: Commodity) -> date | None:
    part = _find(group, "DTM", qualifier)
    return read_day(part, DAY_STARTS[commodity]) if part else None


def _balancing_group(group: list[Segment]) -> str:
    power = _find(group, "CAV", "ZV4")
    return power.get(0, 3) if power else _text(_find(group, "CCI", "Z19"), 2)


def _customer_group(group: list[Segment]) -> str:
    codes = {part.get(2) for part in group if part.tag == "CCI" and not part.get(0)}
    return next((code.value for code in CustomerGroup if code.value in codes), "")


def _customer(group: list[Segment]) -> Customer | None:
    part = _find(group, "NAD", "Z04")
    if part is None:
        return None
    return Customer(
        name=part.get(3),
        is_person=part.get(3, 5) != "Z02",
        street=part.get(4),
        town=part.get(5),
        postcode=part.get(7),
        country=part.get(8),
    )
