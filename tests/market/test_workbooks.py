"""A workbook is read as a CSV of it would be, or refused in time and without taking the memory."""

from __future__ import annotations

import contextlib
import io
import resource
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.market.formats.sheets import MOST_COLUMNS, UnreadableWorkbook, rows_of
from kundenwerk.market.formats.tables import Column, TableRejected, read_table

SHEET = "xl/worksheets/sheet1.xml"


def workbook(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, **options})
    fill(book, book.add_worksheet())
    book.close()
    return made.getvalue()


def plain(*rows: list[Any]) -> bytes:
    def fill(_: Any, sheet: Any) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


def mangled(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return made.getvalue()


def texts(content: bytes) -> list[list[str]]:
    return [cells for _, cells in rows_of(content)]


def test_numbers_days_and_words_come_as_germans_write_them() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_row(0, 0, ["01067", 12.5, 0.1 + 0.2, 1067, True, 51238696781])
        sheet.write_datetime(1, 0, datetime(2026, 12, 1), day)  # noqa: DTZ001 - cells have no zone
        sheet.write_datetime(1, 1, datetime(2026, 10, 25, 2, 15), moment)  # noqa: DTZ001
        sheet.write_number(1, 2, 45992)
        sheet.write_number(1, 3, 1e15)
        sheet.write_formula(3, 1, "=1+1", None, 2)

    assert texts(workbook(fill)) == [
        ["01067", "12,5", "0,3", "1067", "ja", "51238696781"],
        ["01.12.2026", "25.10.2026 02:15", "45992", "1000000000000000"],
        [],
        ["", "2"],
    ]


def test_days_counted_from_1904_are_the_same_days() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_datetime(0, 0, date(2026, 12, 1), day)

    assert texts(workbook(fill, date_1904=True)) == [["01.12.2026"]]


def test_the_first_sheet_is_the_first_one_a_person_sees() -> None:
    content = plain(["mine"])
    moved = mangled(content, SHEET, lambda data: data)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(moved)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for part in old.namelist():
            data = old.read(part).replace(b"sheet1.xml", b"table7.xml")
            new.writestr(part.replace("sheet1.xml", "table7.xml"), data)

    assert texts(made.getvalue()) == [["mine"]]


def test_what_a_file_says_of_its_own_size_is_not_believed() -> None:
    content = plain(["a", "b"], ["1", "2"])

    small = mangled(content, SHEET, lambda data: data.replace(b'ref="A1:B2"', b'ref="A1"'))

    assert texts(small) == [["a", "b"], ["1", "2"]]


def laughs(text: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        head = b'standalone="yes"?>'
        data = data.replace(head, head + b"<!DOCTYPE l [" + text + b"]>")
        return data.replace(b"<v>0</v>", b"<v>&a9;</v>").replace(b"<t>a</t>", b"<t>&a9;</t>")

    return change


BILLION = b'<!ENTITY a0 "lol">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
OUTSIDE = b'<!ENTITY a9 SYSTEM "file:///etc/hostname">'
FAR = (SHEET, lambda data: data.replace(b'r="B1"', b'r="XFD1"'))
BAD: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "A01 billion laughs": (SHEET, laughs(BILLION)),
    "A01 in the texts": ("xl/sharedStrings.xml", laughs(BILLION)),
    "A01 in the styles": (
        "xl/styles.xml",
        lambda data: laughs(BILLION)(data).replace(b"Calibri", b"&a9;"),
    ),
    "A02 quadratic": (
        SHEET,
        lambda data: laughs(b'<!ENTITY a9 "' + b"A" * 100_000 + b'">')(data).replace(
            b"&a9;", b"&a9;" * 20_000
        ),
    ),
    "A04 from outside": (SHEET, laughs(OUTSIDE)),
    "A05 deep": (SHEET, lambda data: data.replace(b"<v>0</v>", b"<v>" + b"<a>" * 200_000)),
    "A11 cut off": (SHEET, lambda data: data[:-40]),
    "A13 one part too large": ("xl/media/x.bin", lambda _: b"0" * 10_000_001),
    "A13 all too large": (SHEET, lambda data: data + b" " * 100_000_001),
    "far away": FAR,
    "no row": (SHEET, lambda data: data.replace(b'<row r="1"', b'<row r="x"')),
    "row of no sheet": (SHEET, lambda data: data.replace(b'<row r="1"', b'<row r="99999999"')),
    "text that is none": (SHEET, lambda data: data.replace(b"<v>0</v>", b"<v>77</v>")),
    "no workbook": ("xl/workbook.xml", lambda _: b"<html/>"),
}


@pytest.mark.row("BAD-A13")
@pytest.mark.parametrize("name", BAD)
def test_a_workbook_that_nobody_should_open_is_refused_in_time(name: str) -> None:
    content = mangled(plain(["a", "b"], ["1", "2"]), *BAD[name])
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(UnreadableWorkbook):
        texts(content)

    assert time.monotonic() - started < 20  # alone on a machine it is one
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 300_000  # KiB


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, b"MZ"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableWorkbook, match="keine lesbare Arbeitsmappe"):
        texts(content)


def test_more_columns_than_a_table_has_are_refused() -> None:
    assert len(texts(plain(["x"] * MOST_COLUMNS))[0]) == MOST_COLUMNS
    with pytest.raises(UnreadableWorkbook, match="mehr als 200 Spalten"):
        texts(plain(["x"] * (MOST_COLUMNS + 1)))


def test_a_table_tells_that_its_workbook_cannot_be_read() -> None:
    with pytest.raises(TableRejected, match="Arbeitsmappe"):
        read_table(b"PK\x03\x04 x", [Column("a", str)])


@pytest.mark.row("BAD-B13")
def test_many_rows_stream_by() -> None:
    content = plain(*([f"t{n % 100}", n] for n in range(20_000)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    count = sum(1 for _ in rows_of(content))

    assert count == 20_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(plain(["a", 1.5], ["b", 2]))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    with contextlib.suppress(UnreadableWorkbook):
        texts(bytes(content))
