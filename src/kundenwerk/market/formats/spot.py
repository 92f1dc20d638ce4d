"""Exchange prices of quarter hours, as exchanges and transparency sites give them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.numbers import NotReadable, parse_decimal
from kundenwerk.market.formats.quarter_rows import QuarterRows, moment
from kundenwerk.market.formats.tables import REQUIRED, Column, read_table, words

AUCTION = "Day-Ahead-Auktion DE-LU"
# The harmonised price limits of the day-ahead auction lie below; what is above is a slip.
_HIGHEST_CENTS = 1_000_000


@dataclass(frozen=True, slots=True)
class SpotRow:
    """The prices of one German day.

    Args:
        row: where the day begins in the file.
        cents_per_mwh: one for each of its 92, 96 or 100 quarter hours.
    """

    row: int
    day: date
    cents_per_mwh: tuple[int, ...]
    source: str


def read_spot_prices(content: bytes) -> list[SpotRow]:
    """Whole days of prices in €/MWh, by the beginning of the quarter hour.

    Raises:
        TableRejected: see ``read_table`` and ``QuarterRows``.

    Source: § 3 Nr. 95 EnWG (dynamic tariffs follow the settlement interval of the market).
    """
    columns = [
        Column("beginn", moment, REQUIRED),
        Column("preis", _cents, REQUIRED),
        Column("quelle", words(120), AUCTION),
    ]
    rows: QuarterRows[None, tuple[int, str]] = QuarterRows()
    for row, values in read_table(content, columns):
        rows.add(row, None, values["beginn"], (values["preis"], values["quelle"]))
    return [
        SpotRow(one.row, one.day, tuple(cents for cents, _ in one.values), one.values[0][1])
        for one in rows.complete()
    ]


def _cents(text: str) -> int:
    cents = int(parse_decimal(text, places=2).scaleb(2))
    if abs(cents) > _HIGHEST_CENTS:
        raise NotReadable("Der Preis liegt außerhalb der Grenzen der Börse (€/MWh).")
    return cents
