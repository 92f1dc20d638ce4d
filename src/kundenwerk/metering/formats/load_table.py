"""A table of quarter-hour values: MaLo, beginning, kWh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kundenwerk.kernel.numbers import NotReadable, parse_decimal
from kundenwerk.market.formats import cells
from kundenwerk.market.formats.quarter_rows import QuarterRows, moment
from kundenwerk.market.formats.tables import REQUIRED, Column, read_table, words

SOURCE: Final = "Tabelle"
# More than any connection without power metering can take in a quarter hour; a slip.
_MOST_KWH: Final = 25_000


@dataclass(frozen=True, slots=True)
class LoadRow:
    """The quarter hours of one German day at one market location.

    Args:
        row: where the day begins in the file.
        wh: watt-hours, one for each of its 92, 96 or 100 quarter hours.
        substitutes: positions of values that were not measured.
    """

    row: int
    malo: str
    day: date
    wh: tuple[int, ...]
    substitutes: tuple[int, ...]
    source: str


def read(content: bytes) -> list[LoadRow]:
    """Whole days of quarter-hour values.

    Columns: ``malo``, ``beginn``, ``kwh``; if wanted ``ersatzwert`` (ja, nein) and ``quelle``.

    Raises:
        TableRejected: see ``read_table`` and ``QuarterRows``.
    """
    rows: QuarterRows[str, tuple[int, bool, str]] = QuarterRows()
    for row, values in read_table(content, _COLUMNS):
        value = (values["kwh"], values["ersatzwert"], values["quelle"])
        rows.add(row, values["malo"], values["beginn"], value)
    return [
        LoadRow(
            one.row,
            one.key,
            one.day,
            tuple(wh for wh, _, _ in one.values),
            tuple(at for at, (_, is_substitute, _) in enumerate(one.values) if is_substitute),
            one.values[0][2],
        )
        for one in rows.complete()
    ]


def _wh(text: str) -> int:
    kwh = parse_decimal(text, places=3)
    if kwh < 0:
        raise NotReadable("Ein Verbrauch kann nicht negativ sein.")
    if kwh > _MOST_KWH:
        raise NotReadable("Der Wert ist zu groß für eine Viertelstunde.")
    return int(kwh.scaleb(3))


_COLUMNS: Final[Sequence[Column]] = (
    Column("malo", cells.malo, REQUIRED),
    Column("beginn", moment, REQUIRED),
    Column("kwh", _wh, REQUIRED),
    Column("ersatzwert", cells.yes_or_no, empty=False),
    Column("quelle", words(70), empty=SOURCE),
)
