"""A file with tariffs, whatever its kind."""

from __future__ import annotations

from kundenwerk.tariffs.formats import bo4e_reading, tables
from kundenwerk.tariffs.rules.exchange import VersionCopy


def read(content: bytes) -> list[VersionCopy]:
    """The versions of a table (CSV, XLSX) or of a BO4E document (JSON).

    Raises:
        TableRejected: with every fault and its row.
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return bo4e_reading.read(content) if start in {b"{", b"["} else tables.read(content)
