"""Read the first sheet of a workbook (XLSX) as rows of text, the way a CSV file would hold them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook, load_workbook

from kundenwerk.kernel.numbers import format_day

SIGNATURE: Final = b"PK\x03\x04"
MOST_UNPACKED: Final = 100_000_000
# Cells stream; every other part (styles, names, links) is held in memory as a whole.
MOST_OF_ANOTHER_PART: Final = 10_000_000
MOST_COLUMNS: Final = 200
LAST_ROW: Final = 1_048_576
_STREAMED: Final = ("xl/worksheets/", "xl/sharedStrings")
# Numbers come as binary fractions; what lies behind these digits is noise (IEEE 754).
_DIGITS: Final = 15
# Whatever the library meets in a file that is none of those it knows.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RuntimeError,
)


class UnreadableWorkbook(Exception):
    """The file is no workbook, or one that nobody should open; the message is German."""


def rows_of(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The numbered rows of the first sheet; numbers and days as Germans write them.

    Raises:
        UnreadableWorkbook: see there.

    Source: ECMA-376 (SpreadsheetML).
    """
    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        yield from _rows(book)
    except _DAMAGE as damage:
        raise UnreadableWorkbook("Das ist keine lesbare Arbeitsmappe (XLSX).") from damage


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = book.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableWorkbook("Die Arbeitsmappe ist ausgepackt größer als 100 MB.")
    for part in parts:
        if not part.filename.startswith(_STREAMED) and part.file_size > MOST_OF_ANOTHER_PART:
            raise UnreadableWorkbook("Die Arbeitsmappe hat zu viele Formate oder Anhänge.")


def _rows(book: Workbook) -> Iterator[tuple[int, list[str]]]:
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    found = sheet.iter_rows(min_row=1, values_only=True)
    for number, row in enumerate(found, start=1):
        if number > LAST_ROW:
            raise UnreadableWorkbook("Eine Tabelle hat höchstens 1.048.576 Zeilen.")
        if len(row) > MOST_COLUMNS and any(value is not None for value in row[MOST_COLUMNS:]):
            raise UnreadableWorkbook(f"Die Tabelle hat mehr als {MOST_COLUMNS} Spalten.")
        cells = [_text(value) for value in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def _text(value: Any) -> str:
    match value:
        case None:
            text = ""
        case bool():
            text = "ja" if value else "nein"
        case int() | float():
            text = f"{Decimal(f'{value:.{_DIGITS}g}'):f}".replace(".", ",")
        case datetime():
            midnight = value.time() == time()
            text = format_day(value.date())
            text += "" if midnight else f" {value:%H:%M:%S}".removesuffix(":00")
        case date():
            text = format_day(value)
        case timedelta():
            text = str(value)
        case _:
            text = str(value)
    return text
