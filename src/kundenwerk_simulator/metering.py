"""The metering operator: reads registered places when they are due, or when told to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kundenwerk.kernel.calendar import start_of_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats import interchange, mscons
from kundenwerk.mako.formats.edifact import Envelope
from kundenwerk.mako.formats.mscons import Quality, Shown
from kundenwerk.mako.formats.utilmd import Head, Transaction
from kundenwerk.mako.formats.versions import NoVersion
from kundenwerk_simulator.postbox import Refused, Reply

# A letter of this name is no message of the market but tells the operator to go and read.
ERRAND: Final = "ABLESUNG"
# A letter of this name says what day it is; the operator reads what has fallen due by then.
CALENDAR: Final = "KALENDER"
_WRITTEN: Final = timedelta(hours=8)
_YEAR: Final = 365
_LOWEST: Final = 1_000
_SPREAD: Final = 40_000
_METER_LENGTH: Final = 20
_MELO_TAIL: Final = 20
_POSTCODE: Final = 5
_OBIS: Final = {Commodity.ELECTRICITY: "1-0:1.8.0", Commodity.GAS: "7-0:3.0.0"}
# What a register counts in a year: kWh, or cubic metres of gas.
_COUNTED: Final = {Commodity.ELECTRICITY: 3_500, Commodity.GAS: 1_700}


@dataclass(frozen=True, slots=True)
class Place:
    """A place somebody is registered to supply, and who measures there."""

    malo_id: str
    melo_id: str
    operator: str
    supplier: str
    start: date
    commodity: Commodity
    meter_number: str


@dataclass(frozen=True, slots=True)
class Errand:
    """Whose meters to read on which day.

    Args:
        name: of the letter; another letter gets other references.
        day: the values hold for its beginning.
        meters: meter numbers by MaLo-ID; without any, all places and the numbers on file.
        is_substitute: nobody was let in, so the values are made up.
    """

    name: str
    day: date
    meters: Mapping[str, str]
    is_substitute: bool = False


def place_of(envelope: Envelope, asked: Transaction, start: date) -> Place:
    """Where somebody is supplied from a day on; the grid operator measures there himself."""
    return Place(
        malo_id=asked.malo_id,
        melo_id=asked.melo_id or _melo(envelope.receiver, asked),
        operator=envelope.receiver,
        supplier=envelope.sender,
        start=start,
        commodity=asked.commodity,
        meter_number=f"7SIM{asked.malo_id[:10]}",
    )


def _melo(grid_operator: str, asked: Transaction) -> str:
    """A believable MeLo-ID: the operator's number, the postcode, the MaLo-ID."""
    postcode = asked.customer.postcode if asked.customer else ""
    place = postcode if len(postcode) == _POSTCODE and postcode.isdigit() else "00000"
    return f"DE{grid_operator[4:10]}{place}{asked.malo_id:0>{_MELO_TAIL}}"


def read_errand(name: str, content: bytes) -> Errand:
    """The errand in a letter.

    Raises:
        Refused: it cannot be understood.
    """
    try:
        told = json.loads(content)
        meters = {str(malo): str(number) for malo, number in told.get("meters", {}).items()}
        errand = Errand(name, date.fromisoformat(told["day"]), meters, bool(told.get("substitute")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"{name}: Der Auftrag zur Ablesung nennt keinen Tag.") from error
    if any(not 0 < len(number) <= _METER_LENGTH for number in meters.values()):
        raise Refused(f"{name}: Eine Zählernummer hat 1 bis 20 Zeichen.")
    return errand


def readings(places: Mapping[str, Place], errand: Errand) -> Iterator[Reply]:
    """What the operators write about the places they were sent to.

    Raises:
        Refused: the day lies outside the message versions we know.
    """
    for malo_id, place in sorted(places.items()):
        if place.start <= errand.day and (not errand.meters or malo_id in errand.meters):
            yield _letter(place, errand)


class Rounds:
    """Who was read when: at the start of supply and every year after, each day once.

    Source: § 40 Abs. 2 Nr. 6, § 40b Abs. 1 EnWG (a reading at the start, bills a year at most).
    """

    def __init__(self) -> None:
        self._read: set[tuple[str, date]] = set()

    def due(self, places: Mapping[str, Place], told: Errand) -> Iterator[Reply]:
        """What the operators write by a day; who names meters gets those places only."""
        for malo_id, place in sorted(places.items()):
            if told.meters and malo_id not in told.meters:
                continue
            for day in _days_due(place.start, told.day):
                if (malo_id, day) in self._read:
                    continue
                try:
                    yield _letter(place, replace(told, name=CALENDAR, day=day))
                except Refused:
                    continue  # a day before the first or after the last message version
                self._read.add((malo_id, day))


def _days_due(start: date, until: date) -> Iterator[date]:
    """The start of supply and the same day of later years; what falls on 29 February is a day late.

    Nothing of the years before the last one is made up for.
    """
    for year in range(max(start.year, until.year - 1), until.year + 1):
        try:
            day = start.replace(year=year)
        except ValueError:
            day = date(year, 3, 1)
        if start <= day <= until:
            yield day


def _letter(place: Place, errand: Errand) -> Reply:
    seed = f"{errand.name}/{place.malo_id}/{errand.day}"
    number = hashlib.sha256(seed.encode()).hexdigest()[:12].upper()
    sent_at = start_of_day(errand.day) + _WRITTEN
    head = Head(place.operator, place.supplier, "1", f"D{number}", sent_at)
    shown = Shown(
        place.melo_id,
        errand.meters.get(place.malo_id, place.meter_number),
        _OBIS[place.commodity],
        errand.day,
        value_on(place, errand.day),
        Quality.SUBSTITUTE if errand.is_substitute else Quality.TRUE,
    )
    try:
        message = mscons.write(head, place.commodity, [shown])
    except NoVersion as error:
        raise Refused(f"Für den {errand.day} ist keine Nachrichtenversion bekannt.") from error
    envelope = Envelope(place.operator, place.supplier, f"M{number}", sent_at)
    return Reply(interchange.file_name("MSCONS", envelope), interchange.write(envelope, [message]))


def value_on(place: Place, day: date) -> Decimal:
    """What the register shows: a beginning that is always the same, and even use since."""
    digest = hashlib.sha256(place.malo_id.encode()).digest()
    beginning = _LOWEST + int.from_bytes(digest[:4]) % _SPREAD
    return Decimal(beginning + _COUNTED[place.commodity] * (day - place.start).days // _YEAR)
