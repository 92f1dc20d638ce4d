"""MSCONS: what registers showed, as the metering operator reports it.

Source: BDEW MSCONS AHB 3.1g/3.2 and MIG 2.4c/2.5, use cases 13002 (gas) and 13017 (electricity).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import (
    InvalidIdentifier,
    market_participant_agency,
    validate_melo,
    validate_obis,
)
from kundenwerk.mako.formats.edifact import EdifactError, Segment, segment
from kundenwerk.mako.formats.interchange import Interchange, Message
from kundenwerk.mako.formats.utilmd import Head
from kundenwerk.mako.formats.values import DAY_STARTS, Unprocessable, beginning, moment, read_day
from kundenwerk.mako.formats.versions import version

PIDS: Final = {Commodity.GAS: 13002, Commodity.ELECTRICITY: 13017}
_COMMODITIES: Final = {str(pid): commodity for commodity, pid in PIDS.items()}
_METER_LENGTH: Final = 20
_CUSTOMER_READ: Final = "Z83"
_CANCELS: Final = "1"


class Quality(StrEnum):
    """How a value came about (QTY 6063)."""

    TRUE = "220"
    SUBSTITUTE = "67"
    PROPOSED = "201"
    PROVISIONAL = "Z18"
    UNUSABLE = "20"

    @property
    def is_estimate(self) -> bool:
        """Whether nobody read this value off the register."""
        return self in {Quality.SUBSTITUTE, Quality.PROPOSED, Quality.PROVISIONAL}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a register showed at the beginning of a day."""

    melo_id: str
    meter_number: str
    obis: str
    day: date
    value: Decimal
    quality: Quality = Quality.TRUE
    by_customer: bool = False
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """A message of readings; ``cancels`` takes an earlier message of the document back."""

    document: str
    commodity: Commodity
    shown: tuple[Shown, ...]
    cancels: bool = False

    @property
    def pid(self) -> int:
        """The use case as it is printed."""
        return PIDS[self.commodity]


def use_case(message: Message) -> int | None:
    """The Prüfidentifikator of a message; none when it names no number."""
    part = message.first("RFF", "Z13")
    number = part.get(0, 1) if part else ""
    return int(number) if number.isascii() and number.isdigit() and len(number) == 5 else None


def is_reading(message: Message) -> bool:
    """Whether a message reports what registers showed."""
    return use_case(message) in PIDS.values()


def read(received: Interchange, message: Message) -> Report:
    """The readings of a message.

    Raises:
        Unprocessable: something is missing or impossible; with the segment and its position.
    """
    opening = message.first("BGM")
    if opening is None or not 0 < len(opening.get(1)) <= 35:
        raise Unprocessable(
            "Die Dokumentennummer fehlt.", message.position, "BGM", Unprocessable.MISSING
        )
    commodity = _COMMODITIES[str(use_case(message))]
    shown = tuple(_Reader(received, commodity).shown(message))
    if not shown:
        raise Unprocessable(
            "Die Nachricht enthält keinen Wert.", message.position, "QTY", Unprocessable.MISSING
        )
    return Report(opening.get(1), commodity, shown, cancels=opening.get(2) == _CANCELS)


class _Reader:
    """Goes through a message and remembers which location, meter and register it speaks of."""

    def __init__(self, received: Interchange, commodity: Commodity) -> None:
        self._received = received
        self._commodity = commodity
        self._melo = self._meter = self._obis = ""

    def shown(self, message: Message) -> Iterator[Shown]:
        parts = message.segments
        for index, part in enumerate(parts):
            if part.tag == "LOC" and part.get(0) == "172":
                self._melo, self._meter, self._obis = _melo(part), "", ""
            elif part.tag == "RFF" and part.get(0) == "MG":
                self._meter = _meter(part)
            elif part.tag == "LIN":
                self._obis = ""
            elif part.tag == "PIA":
                self._obis = _obis(part)
            elif part.tag == "QTY":
                yield self._value(part, _details(parts, index + 1))

    def _value(self, part: Segment, details: Sequence[Segment]) -> Shown:
        place = f"QTY+{part.get(0)[:3]}"
        named = (("LOC+172", self._melo), ("RFF+MG", self._meter), ("PIA+5", self._obis))
        for missing in (where for where, known in named if not known):
            raise Unprocessable(
                "Der Wert ist keinem Zählwerk zugeordnet.",
                part.position,
                missing,
                Unprocessable.MISSING,
            )
        days = [one for one in details if one.tag == "DTM" and one.get(0) == "7"]
        if not days:
            raise Unprocessable(
                "Der Nutzungszeitpunkt fehlt.", part.position, "DTM+7", Unprocessable.MISSING
            )
        if part.get(0) not in list(Quality):
            raise Unprocessable(
                "Die Art des Werts ist unbekannt.", part.position, place, Unprocessable.FORMAT
            )
        return Shown(
            self._melo,
            self._meter,
            self._obis,
            read_day(days[0], DAY_STARTS[self._commodity]),
            self._number(part, place),
            Quality(part.get(0)),
            any(one.tag == "STS" and one.get(2) == _CUSTOMER_READ for one in details),
            part.position,
        )

    def _number(self, part: Segment, place: str) -> Decimal:
        try:
            return self._received.number(part, 0, 1)
        except EdifactError as error:
            raise Unprocessable(error.reason, part.position, place, Unprocessable.FORMAT) from None


def _details(parts: Sequence[Segment], start: int) -> Sequence[Segment]:
    """The dates and statuses behind a value."""
    end = start
    while end < len(parts) and parts[end].tag in {"DTM", "STS"}:
        end += 1
    return parts[start:end]


def _melo(part: Segment) -> str:
    try:
        return validate_melo(part.get(1))
    except InvalidIdentifier as error:
        raise Unprocessable(error.reason, part.position, "LOC+172", Unprocessable.FORMAT) from None


def _meter(part: Segment) -> str:
    number = part.get(0, 1)
    if not 0 < len(number) <= _METER_LENGTH:
        raise Unprocessable(
            "Die Zählernummer fehlt oder ist zu lang.",
            part.position,
            "RFF+MG",
            Unprocessable.FORMAT,
        )
    return number


def _obis(part: Segment) -> str:
    try:
        return validate_obis(part.get(1))
    except InvalidIdentifier as error:
        raise Unprocessable(error.reason, part.position, "PIA+5", Unprocessable.FORMAT) from None


def write(head: Head, commodity: Commodity, shown: Sequence[Shown]) -> Message:
    """A message with what the registers of one meter showed.

    Raises:
        NoVersion: no message version is known for the day of sending.
        ValueError: nothing, or more than one meter.
    """
    [(melo, meter)] = {(one.melo_id, one.meter_number) for one in shown}
    known = version("MSCONS", german_day(head.sent_at), commodity)
    body = [
        segment("BGM", "7", head.document, "9"),
        moment("137", head.sent_at),
        segment("RFF", ("Z13", str(PIDS[commodity]))),
        segment("NAD", "MS", (head.sender, "", market_participant_agency(head.sender)[1])),
        segment("NAD", "MR", (head.receiver, "", market_participant_agency(head.receiver)[1])),
        segment("UNS", "D"),
        segment("NAD", "DP"),
        segment("LOC", "172", melo),
        segment("RFF", ("MG", meter)),
        *(part for line, one in enumerate(shown, 1) for part in _line(line, one, commodity)),
    ]
    return Message(head.reference, "MSCONS", known.directory, known.release, tuple(body))


def _line(number: int, shown: Shown, commodity: Commodity) -> Iterator[Segment]:
    yield segment("LIN", str(number))
    yield segment("PIA", "5", (shown.obis, "SRW"))
    yield segment("QTY", (shown.quality.value, f"{shown.value:f}"))
    yield beginning("7", shown.day, commodity)
    if shown.by_customer:
        yield segment("STS", "Z33", "", _CUSTOMER_READ)
    if shown.quality is Quality.SUBSTITUTE:
        # How it was made and why: interpolated, because nobody let the reader in.
        yield segment("STS", "Z32", "", "Z92")
        yield segment("STS", "Z40", "", "Z74")
