"""Lists as files for spreadsheets: exactly what is shown, readable in Germany, without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_day
from kundenwerk.platform.clock import BERLIN

BOM = "\ufeff"
# A spreadsheet takes a cell that begins like this for a formula (OWASP ASVS 1.2.10).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Numbers with more digits than this would lose some in a spreadsheet (IEEE 754).
_DIGITS = 15
# A cell takes no more characters; it would be left empty instead.
_LONGEST = 32_767


class FileKind(StrEnum):
    """The two kinds of file every list is offered as."""

    XLSX = "xlsx"
    CSV = "csv"


MEDIA_TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table about to become a file.

    Args:
        name: the beginning of the file's name.
        as_of: the day the figures are of, written below them.
    """

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]
    as_of: date

    def file_name(self, kind: FileKind) -> str:
        """The name to save it under."""
        return f"{self.name}-{self.as_of:%Y-%m-%d}.{kind.value}"


def content(sheet: Sheet, kind: FileKind) -> bytes:
    """The bytes of the file."""
    return _xlsx(sheet) if kind is FileKind.XLSX else _csv(sheet)


def file_response(data: bytes, name: str, kind: FileKind) -> HttpResponse:
    """A file that the browser saves."""
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sheet_response(sheet: Sheet, request: HttpRequest) -> HttpResponse:
    """A table as the kind of file the address asks for; CSV when it asks for something else."""
    asked = request.GET.get("export", "")
    kind = FileKind(asked) if asked in set(FileKind) else FileKind.CSV
    return file_response(content(sheet, kind), sheet.file_name(kind), kind)


def _csv(sheet: Sheet) -> bytes:
    """Semicolons, decimal commas and a byte order mark, as Excel reads it here."""
    buffer = io.StringIO()
    buffer.write(BOM)
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.heads)
    writer.writerows([_text(cell) for cell in row] for row in sheet.rows)
    writer.writerow([_stand(sheet.as_of)])
    return buffer.getvalue().encode()


def _stand(as_of: date) -> str:
    return f"Stand {format_day(as_of)}"


def _text(cell: object) -> str:
    match cell:
        case None:
            text = ""
        case bool():
            text = "ja" if cell else "nein"
        case Money() | Decimal():
            number = cell.euros if isinstance(cell, Money) else cell
            text = f"{number:f}".replace(".", ",")
        case datetime():
            text = f"{cell.astimezone(BERLIN):%d.%m.%Y %H:%M}"
        case date():
            text = format_day(cell)
        case int():
            text = str(cell)
        case _:
            text = harmless(str(cell))
    return text


def harmless(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


class _Formats:
    """How the cells of one workbook look."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.money = book.add_format({"num_format": '#,##0.00\\ "€"'})
        self.decimal = book.add_format({"num_format": "#,##0.######"})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.day = book.add_format({"num_format": "dd.mm.yyyy"})
        self.time = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        self.note = book.add_format({"italic": True})
        # Text that begins like a formula stays text, also when somebody edits the cell.
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})


def _xlsx(sheet: Sheet) -> bytes:
    """One sheet, row by row, so that memory does not grow with the list."""
    # A twentieth of the time a process takes to load; most never write a workbook.
    from xlsxwriter import Workbook  # noqa: PLC0415

    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        page, formats = book.add_worksheet("Liste"), _Formats(book)
        page.freeze_panes(1, 0)
        for column, head in enumerate(sheet.heads):
            page.set_column(column, column, max(12, min(40, len(head) + 4)))
            page.write_string(0, column, head, formats.head)
        last = 0
        for last, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                _write(page, last, column, cell, formats)
        page.write_string(last + 2, 0, _stand(sheet.as_of), formats.note)
    return buffer.getvalue()


def _write(page: Any, row: int, column: int, cell: object, formats: _Formats) -> None:
    """Numbers as numbers, days as days, everything else as text."""
    match cell:
        case None | "":
            return
        case Money():
            page.write_number(row, column, float(cell.euros), formats.money)
        case Decimal() | int() if not isinstance(cell, bool) and _fits(cell):
            whole = cell == int(cell)
            page.write_number(row, column, float(cell), formats.whole if whole else formats.decimal)
        case datetime():
            local = cell.astimezone(BERLIN).replace(tzinfo=None)
            page.write_datetime(row, column, local, formats.time)
        case date():
            page.write_datetime(row, column, cell, formats.day)
        case str() if cell.startswith(_FORMULA):
            page.write_string(row, column, cell[:_LONGEST], formats.quoted)
        case _:
            text = cell if isinstance(cell, str) else _text(cell)
            page.write_string(row, column, text[:_LONGEST])


def _fits(number: Decimal | int) -> bool:
    return len(Decimal(number).normalize().as_tuple().digits) <= _DIGITS
