"""Derive the weight of a day per month from a BDEW standard load profile.

Run by hand when a profile changes:

    python tools/day_weights.py h25.csv

The file is the one of the Python package ``demandlib`` (MIT): 96 quarter hours, and per month
the three day types SA, FT (Sunday) and WT. The output is one row for
``src/kundenwerk/tariffs/data/day_weights.csv``.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

YEAR = 2026
SCALE = 1000


def factor(day_of_year: int) -> Decimal:
    """How household consumption swings over the year.

    Source: BDEW, Anwendung der Standardlastprofile: dynamisation of H0, H25, P25, S25.
    """
    t = Decimal(day_of_year)
    return (
        Decimal("-3.92e-10") * t**4
        + Decimal("3.2e-7") * t**3
        - Decimal("7.02e-5") * t**2
        + Decimal("2.1e-3") * t
        + Decimal("1.24")
    )


def main(path: Path) -> None:
    """Print the twelve weights, scaled so that their daily mean is 1,000."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[2:]
    column_sums = [sum(Decimal(row[column]) for row in rows) for column in range(1, 37)]
    totals, days = [Decimal(0)] * 12, [0] * 12
    day = date(YEAR, 1, 1)
    while day.year == YEAR:
        kind = {5: 0, 6: 1}.get(day.weekday(), 2)
        month = day.month - 1
        totals[month] += column_sums[3 * month + kind] * factor(day.timetuple().tm_yday)
        days[month] += 1
        day += timedelta(days=1)
    mean = sum(totals) / sum(days)
    print(";".join(str(round(t / d / mean * SCALE)) for t, d in zip(totals, days, strict=True)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
