"""Lists as files for spreadsheets: exactly what is shown, readable in Germany, without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.http import HttpResponse

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_day

BOM = "\ufeff"
# A spreadsheet takes a cell that begins like this for a formula (OWASP ASVS 1.2.10).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_response(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, as_of: date
) -> HttpResponse:
    """A CSV file with semicolons, decimal commas and a byte order mark, as Excel reads it here."""
    buffer = io.StringIO()
    buffer.write(BOM)
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    writer.writerow([f"Stand {format_day(as_of)}"])
    response = HttpResponse(buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{as_of:%Y-%m-%d}.csv"'
    return response


def _text(cell: object) -> str:
    match cell:
        case Money() | Decimal():
            number = cell.euros if isinstance(cell, Money) else cell
            return f"{number:f}".replace(".", ",")
        case date():
            return format_day(cell)
        case str():
            return harmless(cell)
        case _:
            return "" if cell is None else str(cell)


def harmless(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
