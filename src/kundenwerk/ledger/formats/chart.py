"""Charts of accounts shipped with the product: accounts, and what each is used for."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

_DATA = Path(__file__).with_name("data")


class UnknownChart(Exception):
    """No chart of that name is shipped."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Accounts as (number, name, kind), and the account number of each use."""

    accounts: tuple[tuple[str, str, str], ...]
    uses: dict[str, str]


def read(name: str) -> Chart:
    """A chart by its name, e.g. ``skr03``.

    Raises:
        UnknownChart: there is no such chart.

    Source: DATEV-Kontenrahmen SKR 03; numbers above 8400 for energy are our own extension.
    """
    if not (name.isalnum() and (_DATA / f"{name}.csv").is_file()):
        raise UnknownChart(name)
    accounts = tuple((r["number"], r["name"], r["kind"]) for r in _rows(name))
    return Chart(accounts, {r["use"]: r["account"] for r in _rows(f"{name}_uses")})


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
