"""Files for spreadsheets: numbers as numbers, days as days, text never as a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kundenwerk.kernel.money import Money
from kundenwerk.ui.exports import FileKind, Sheet, content, harmless
from tests.ui import spreadsheets

DAY = date(2026, 11, 22)
HOSTILE = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("http://evil";"x")']


def sheet(*rows: list[object]) -> Sheet:
    width = max(len(row) for row in rows)
    return Sheet("liste", [f"Spalte {n}" for n in range(width)], rows, DAY)


@pytest.mark.row("B7")
def test_a_spreadsheet_gets_numbers_days_and_amounts_it_can_calculate_with() -> None:
    moment = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)

    made = content(
        sheet([Money(-123456), Decimal("29.7312"), 3500, DAY, moment, "Meyer", None, True]),
        FileKind.XLSX,
    )

    head, row, _, stand = spreadsheets.read(made)
    assert [cell and cell.value for cell in head[:2]] == ["Spalte 0", "Spalte 1"]
    assert [cell and (cell.kind, cell.value) for cell in row] == [
        ("n", "-1234.56"),
        ("n", "29.7312"),
        ("n", "3500"),
        ("n", "46348"),
        ("n", "46348.60416666666"),
        ("inlineStr", "Meyer"),
        None,
        ("inlineStr", "ja"),
    ]
    formats = [cell.number_format for cell in row if cell]
    assert formats[0] == '#,##0.00\\ "€"'
    assert formats[3:5] == ["dd.mm.yyyy", "dd.mm.yyyy hh:mm"]
    assert stand[0]
    assert stand[0].value == "Stand 22.11.2026"


@pytest.mark.row("BAD-I01", "BAD-B15")
@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    (_, row, *_) = spreadsheets.read(content(sheet([text]), FileKind.XLSX))
    lines = content(sheet([text]), FileKind.CSV).decode("utf-8-sig")
    (_, (cell, *_), *_) = csv.reader(io.StringIO(lines, newline=""), delimiter=";")

    assert row[0]
    assert (row[0].kind, row[0].is_quoted) == ("inlineStr", True)
    assert row[0].value.replace("_x000D_", "\r").strip() == text.strip()
    assert cell == harmless(text) == "'" + text


def test_a_number_longer_than_a_spreadsheet_counts_is_kept_as_text() -> None:
    (_, row, *_) = spreadsheets.read(content(sheet([10**17 + 1]), FileKind.XLSX))

    assert row[0]
    assert (row[0].kind, row[0].value) == ("inlineStr", str(10**17 + 1))


def test_a_text_longer_than_a_cell_is_cut_instead_of_lost() -> None:
    (_, row, *_) = spreadsheets.read(content(sheet(["x" * 40_000]), FileKind.XLSX))

    assert row[0]
    assert len(row[0].value) == 32_767


def test_an_empty_list_is_still_a_file_with_heads_and_day() -> None:
    made = content(Sheet("leer", ["Name"], [], DAY), FileKind.XLSX)

    assert spreadsheets.texts(made) == [["Name"], [], ["Stand 22.11.2026"]]
