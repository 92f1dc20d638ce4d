"""A table of readings: meter or MaLo, day, value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kundenwerk.kernel.energy import ReadingOrigin, RegisterKind
from kundenwerk.kernel.numbers import NotReadable, parse_decimal
from kundenwerk.market.formats import cells
from kundenwerk.market.formats.tables import (
    REQUIRED,
    Column,
    RowFault,
    TableRejected,
    read_table,
    words,
)
from kundenwerk.metering.rules.plausibility import PLACES
from kundenwerk.metering.rules.readings import ORIGIN_LABELS

MAX_ROWS: Final = 5000
REGISTERS: Final = {
    "": None,
    "et": RegisterKind.TOTAL,
    "ht": RegisterKind.PEAK,
    "nt": RegisterKind.OFFPEAK,
}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One reading of the table; the meter is named by its number or the MaLo of its place."""

    row: int
    meter: str
    malo: str
    register: RegisterKind | None
    day: date
    value: Decimal
    origin: ReadingOrigin


def read(content: bytes) -> list[ReadRow]:
    """The readings of a table.

    Columns: ``zaehler`` or ``malo``, ``datum``, ``stand``; if wanted ``register`` (HT, NT) and
    ``herkunft``.

    Raises:
        TableRejected: with every faulty row; more than 5,000 rows; rows without meter and MaLo.
    """
    rows = read_table(content, _COLUMNS)
    if len(rows) > MAX_ROWS:
        raise TableRejected([RowFault(0, "", "Höchstens 5.000 Zeilen je Datei.")])
    faults = [
        RowFault(number, "zaehler", "Bitte Zählernummer oder MaLo angeben.")
        for number, row in rows
        if not (row["zaehler"] or row["malo"])
    ]
    if faults:
        raise TableRejected(faults)
    return [
        ReadRow(
            number,
            row["zaehler"],
            row["malo"],
            row["register"],
            row["datum"],
            row["stand"],
            row["herkunft"],
        )
        for number, row in rows
    ]


def _value(text: str) -> Decimal:
    number = parse_decimal(text, places=PLACES)
    if number < 0:
        raise NotReadable("Ein Zählerstand kann nicht negativ sein.")
    return number


def _register(text: str) -> RegisterKind | None:
    if text.lower() not in REGISTERS:
        raise NotReadable("Bitte HT, NT oder leer lassen.")
    return REGISTERS[text.lower()]


_COLUMNS: Final[Sequence[Column]] = (
    Column("zaehler", words(20), empty=""),
    Column("malo", cells.malo, empty=""),
    Column("register", _register, empty=None),
    Column("datum", cells.day, empty=REQUIRED),
    Column("stand", _value, empty=REQUIRED),
    Column("herkunft", cells.one_of(ORIGIN_LABELS), empty=ReadingOrigin.CUSTOMER),
)
