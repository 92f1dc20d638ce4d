"""Reads what a spreadsheet would show of an XLSX file, by the format alone."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Cell:
    """One cell: ``kind`` is ``n`` for numbers, else text; ``style`` says how it looks."""

    kind: str
    value: str
    number_format: str
    is_quoted: bool


def read(content: bytes) -> list[list[Cell | None]]:
    """All rows of the first sheet; a formula anywhere is an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(archive.read("xl/styles.xml"))
        shared = _shared(archive)
    assert sheet.find(f".//{MAIN}f") is None, "a formula"
    formats = {
        int(f.attrib["numFmtId"]): f.attrib["formatCode"] for f in styles.iter(f"{MAIN}numFmt")
    }
    looks = styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    rows: list[list[Cell | None]] = []
    for row in sheet.iter(f"{MAIN}row"):
        rows += [[] for _ in range(int(row.attrib["r"]) - len(rows))]
        for cell in row:
            column = _column(cell.attrib["r"])
            rows[-1] += [None] * (column + 1 - len(rows[-1]))
            look = looks[int(cell.attrib.get("s", "0"))].attrib
            rows[-1][column] = Cell(
                cell.attrib.get("t", "n"),
                _value(cell, shared),
                formats.get(int(look["numFmtId"]), look["numFmtId"]),
                look.get("quotePrefix") == "1",
            )
    return rows


def texts(content: bytes) -> list[list[str]]:
    """The values alone."""
    return [[cell.value if cell else "" for cell in row] for row in read(content)]


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    items = etree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
    return ["".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in items]


def _value(cell: etree._Element, shared: list[str]) -> str:
    if cell.attrib.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
    value = cell.findtext(f"{MAIN}v") or ""
    return shared[int(value)] if cell.attrib.get("t") == "s" else value


def _column(reference: str) -> int:
    number = 0
    for letter in re.sub(r"\d", "", reference):
        number = number * 26 + ord(letter) - 64
    return number - 1
