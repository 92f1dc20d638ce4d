"""The dunning procedures that come with the product."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.receivables.rules.procedure import Level, Procedure
from kundenwerk.receivables.rules.vocabulary import CustomerType

SOURCE = "Werkseinstellung, § 286 BGB, § 17 StromGVV und GasGVV"
_TABLE = Path(__file__).resolve().parent.parent / "data" / "procedures.csv"


def shipped() -> list[Procedure]:
    """The procedures of the table, each with its levels.

    Raises:
        ProcedureRefused: the table was altered into something that cannot be.
    """
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    together = groupby(rows, key=lambda row: (row["customer_type"], row["valid_from"]))
    return [_procedure(list(mine)) for _, mine in together]


def _procedure(rows: Sequence[dict[str, str]]) -> Procedure:
    found = Procedure(
        CustomerType(rows[0]["customer_type"]),
        Period(date.fromisoformat(rows[0]["valid_from"])),
        int(rows[0]["bank_days"]),
        SOURCE,
        tuple(
            Level(
                int(row["number"]),
                row["name"],
                int(row["days_after"]),
                int(row["pay_days"]),
                Money(int(row["fee_cents"])),
                Money(int(row["smallest_cents"])),
                row["source"],
            )
            for row in rows
        ),
    )
    found.check()
    return found
