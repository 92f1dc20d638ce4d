"""Read the first sheet of a workbook (XLSX) as rows of text, the way a CSV file would hold them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from lxml import etree

from kundenwerk.kernel.numbers import format_day

SIGNATURE: Final = b"PK\x03\x04"
MOST_UNPACKED: Final = 100_000_000
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Spreadsheets count days from here; their calendar has a 29 February 1900 that never was.
_EPOCH: Final = date(1899, 12, 30)
_BUILT_IN_DAYS: Final = {14, 15, 16, 17, 22}
_DAY_CODE: Final = re.compile(r"[dy]", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_COLUMN: Final = re.compile(r"([A-Z]{1,3})[0-9]+")
# Numbers come as binary fractions; what lies behind these digits is noise (IEEE 754).
_DIGITS: Final = 15


class UnreadableWorkbook(ValueError):
    """The file is no workbook, or one that nobody should open; the message is German."""


def rows_of(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The numbered rows of the first sheet; numbers and days as Germans write them.

    Raises:
        UnreadableWorkbook: see there.

    Source: ECMA-376 (SpreadsheetML).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(part.file_size for part in book.infolist()) > MOST_UNPACKED:
                raise UnreadableWorkbook("Die Arbeitsmappe ist ausgepackt größer als 100 MB.")
            names = set(book.namelist())
            texts = _texts(book) if "xl/sharedStrings.xml" in names else []
            days = _day_styles(book) if "xl/styles.xml" in names else frozenset()
            sheet = _root(book, "xl/worksheets/sheet1.xml")
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, NotImplementedError) as damage:
        raise UnreadableWorkbook("Das ist keine lesbare Arbeitsmappe (XLSX).") from damage
    for row in sheet.iter(f"{_MAIN}row"):
        yield int(row.get("r", "0")), _cells(row, texts, days)


def _root(book: zipfile.ZipFile, name: str) -> etree._Element:
    with book.open(name) as part:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.parse(part, parser).getroot()


def _texts(book: zipfile.ZipFile) -> list[str]:
    root = _root(book, "xl/sharedStrings.xml")
    return ["".join(text.text or "" for text in one.iter(f"{_MAIN}t")) for one in root]


def _day_styles(book: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the cell styles that show days."""
    root = _root(book, "xl/styles.xml")
    codes = {
        int(one.get("numFmtId", "0")): one.get("formatCode", "")
        for one in root.iter(f"{_MAIN}numFmt")
    }
    styles = root.find(f"{_MAIN}cellXfs")
    ids = [] if styles is None else [int(one.get("numFmtId", "0")) for one in styles]
    return frozenset(
        number
        for number, one in enumerate(ids)
        if one in _BUILT_IN_DAYS or _DAY_CODE.search(_QUOTED.sub("", codes.get(one, "")))
    )


def _cells(row: etree._Element, texts: list[str], days: frozenset[int]) -> list[str]:
    found: list[str] = []
    for cell in row.iter(f"{_MAIN}c"):
        match = _COLUMN.fullmatch(cell.get("r", ""))
        place = _index(match[1]) if match else len(found)
        found += [""] * (place - len(found))
        found.append(_text(cell, texts, days))
    return found


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(cell: etree._Element, texts: list[str], days: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{_MAIN}t"))
    value = cell.findtext(f"{_MAIN}v", "")
    if kind == "s":
        place = int(value) if value.isdigit() else len(texts)
        return texts[place] if place < len(texts) else ""
    if kind == "b":
        return "ja" if value == "1" else "nein"
    if kind != "n" or not value:
        return value
    return _number(value, is_day=int(cell.get("s", "0")) in days)


def _number(value: str, *, is_day: bool) -> str:
    try:
        number = Decimal(f"{float(value):.{_DIGITS}g}")
    except ValueError:
        return value
    if is_day and number == int(number) and 0 < number < 2_958_466:
        return format_day(_EPOCH + timedelta(days=int(number)))
    return f"{number:f}".replace(".", ",")
