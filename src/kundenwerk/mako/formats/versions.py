"""Which version of a message holds on a day; the market changes it every 1 April and 1 October."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from kundenwerk.kernel.energy import Commodity


class NoVersion(LookupError):
    """No version of this message is known for the day."""


@dataclass(frozen=True, slots=True)
class MessageVersion:
    """The directory and release that stand in UNH from a day on."""

    kind: str
    commodity: Commodity | None
    valid_from: date
    directory: str
    release: str


def version(kind: str, on: date, commodity: Commodity | None = None) -> MessageVersion:
    """The version of a message that holds on a day (transmission day, German calendar).

    Raises:
        NoVersion: the table does not reach the day.

    Source: BDEW, publication of the format versions; table ``message_versions.csv``.
    """
    known = [
        row
        for row in message_versions()
        if row.kind == kind and row.commodity in {None, commodity} and row.valid_from <= on
    ]
    if not known:
        raise NoVersion(f"{kind} {commodity or ''} {on}")
    return max(known, key=lambda row: row.valid_from)


@cache
def message_versions() -> tuple[MessageVersion, ...]:
    """All versions we know."""
    text = resources.files(__package__).joinpath("message_versions.csv").read_text("utf-8")
    return tuple(
        MessageVersion(
            kind=row["kind"],
            commodity=Commodity(row["commodity"]) if row["commodity"] else None,
            valid_from=date.fromisoformat(row["valid_from"]),
            directory=row["directory"],
            release=row["release"],
        )
        for row in csv.DictReader(text.splitlines())
    )
