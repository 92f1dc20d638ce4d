"""Read a table somebody exported from a spreadsheet; every fault is told with its row.

Accepted: the first sheet of a workbook (XLSX); or text in UTF-8 or Windows-1252 with semicolon,
comma or tab between columns. Columns come in any order; the line ``Stand 01.12.2026`` that our own
exports end with is passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kundenwerk.kernel.numbers import NotReadable
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.market.formats.sheets import SIGNATURE, UnreadableWorkbook, rows_of

MAX_BYTES = 20_000_000
MAX_ROWS = 200_000
MAX_FAULTS = 100
_SEPARATORS = (";", ",", "\t")
_AS_OF = re.compile(r"Stand \d\d\.\d\d\.\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a row; rows count from one with the header, column may be empty."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"Zeile {self.row}" if self.row else "Datei"
        return (
            f"{where}, {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"
        )


class TableRejected(ValueError):
    """The table cannot be taken over; nothing of it is stored."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults[:5]))
        self.faults = list(faults[:MAX_FAULTS])


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and how its text is read.

    Args:
        parse: raises ``ValueError`` with a German message.
        empty: what an empty cell means; ``REQUIRED`` when it may not be empty.
    """

    name: str
    parse: Callable[[str], Any]
    empty: Any = None


REQUIRED: Any = object()


def read_table(content: bytes, columns: Sequence[Column]) -> list[tuple[int, dict[str, Any]]]:
    """The rows with their numbers; blank rows are left out.

    Raises:
        TableRejected: with every faulty row, up to ``MAX_FAULTS``.
    """
    lines = _all_lines(content)
    header = next(lines, None)
    if header is None:
        raise TableRejected([RowFault(0, "", "Die Datei ist leer.")])
    positions = _positions(header[1], columns)
    faults: list[RowFault] = []
    rows = []
    for number, cells in lines:
        if _AS_OF.fullmatch(cells[0].strip()) and not any(cells[1:]):
            continue
        if number > MAX_ROWS + 1:
            raise TableRejected([RowFault(number, "", f"Mehr als {MAX_ROWS} Zeilen.")])
        _check_width(number, cells, header[1], faults)
        values = _values(number, cells, columns, positions, faults)
        rows.append((number, values))
        if len(faults) >= MAX_FAULTS:
            break
    if faults:
        raise TableRejected(faults)
    if not rows:
        raise TableRejected([RowFault(0, "", "Die Datei enthält nur die Überschrift.")])
    return rows


def _check_width(
    number: int, cells: Sequence[str], header: Sequence[str], faults: list[RowFault]
) -> None:
    """More cells than headings mean that a separator stands where it should not."""
    if any(cell.strip() for cell in cells[len(header) :]):
        reason = f"Die Zeile hat {len(cells)} Zellen, die Überschrift {len(header)}."
        faults.append(RowFault(number, "", reason))


def _all_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if not content.startswith(SIGNATURE):
        return _lines(_text(content))
    if len(content) > MAX_BYTES:
        raise TableRejected([RowFault(0, "", "Die Datei ist größer als 20 MB.")])
    try:
        return iter([(n, cells) for n, cells in rows_of(content) if any(map(str.strip, cells))])
    except UnreadableWorkbook as refusal:
        raise TableRejected([RowFault(0, "", str(refusal))]) from refusal


def _text(content: bytes) -> str:
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise TableRejected([RowFault(0, "", "Die Datei ist leer.")])
    if len(content) > MAX_BYTES:
        raise TableRejected([RowFault(0, "", "Die Datei ist größer als 20 MB.")])
    if b"\x00" in content:
        raise TableRejected([RowFault(0, "", "Das ist keine Textdatei (CSV).")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        reason = "Die Zeichen sind weder UTF-8 noch Windows-1252."
        raise TableRejected([RowFault(0, "", reason)]) from None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        fault = RowFault(reader.line_num, "", "Die Anführungszeichen sind nicht geschlossen.")
        raise TableRejected([fault]) from None


def _positions(header: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    names = [cell.strip().lower() for cell in header]
    known = {column.name for column in columns}
    doubled = sorted(name for name in known if names.count(name) > 1)
    missing = sorted(
        column.name for column in columns if column.empty is REQUIRED and column.name not in names
    )
    if doubled or missing:
        faults = [RowFault(1, name, "Diese Spalte ist doppelt.") for name in doubled]
        faults += [RowFault(1, name, "Diese Spalte fehlt.") for name in missing]
        raise TableRejected(faults)
    return {name: index for index, name in enumerate(names) if name in known}


def _values(
    number: int,
    cells: Sequence[str],
    columns: Sequence[Column],
    positions: dict[str, int],
    faults: list[RowFault],
) -> dict[str, Any]:
    values = {}
    for column in columns:
        index = positions.get(column.name)
        text = cells[index].strip() if index is not None and index < len(cells) else ""
        try:
            values[column.name] = _value(column, text)
        except (NotReadable, UnusableText, ValueError) as refusal:
            faults.append(RowFault(number, column.name, str(refusal)))
    return values


def _value(column: Column, text: str) -> Any:
    if text:
        return column.parse(text)
    if column.empty is REQUIRED:
        raise NotReadable("Hier fehlt ein Wert.")
    return column.empty


def words(max_length: int) -> Callable[[str], str]:
    """Read text of limited length."""
    return lambda text: clean_text(text, max_length=max_length)
