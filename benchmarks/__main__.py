"""Measure figures and print one table: python -m benchmarks [figure ...] [--people 1000000]."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from dataclasses import fields

from benchmarks import harness
from benchmarks.harness import Options, Row

FIGURES = (
    "search",
    "list_page",
    "quote",
    "recalculation",
    "ledger_posting",
    "billing",
    "cold_and_warm",
)


def main() -> int:
    """Run the figures asked for, all by default; ends with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="figure", help=", ".join(FIGURES))
    parser.add_argument("--fresh", action="store_true", help="make the prepared data anew")
    for field in fields(Options):
        parser.add_argument(f"--{field.name}", type=int, default=field.default)
    asked = parser.parse_args()
    unknown = set(asked.figures) - set(FIGURES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    options = Options(**{field.name: getattr(asked, field.name) for field in fields(Options)})
    begin = time.perf_counter()
    rows = _measure(asked.figures or FIGURES, options, fresh=asked.fresh)
    took = time.perf_counter() - begin
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(harness.table(rows))
    print(f"\n{options.rounds} rounds, {took:.0f} s in all; load average {load}")
    (harness.HOME / "result.json").write_text(harness.as_json(rows, options, took))
    return 1 if any(row.kept is False for row in rows) else 0


def _measure(figures: tuple[str, ...] | list[str], options: Options, *, fresh: bool) -> list[Row]:
    harness.choose_home()
    if fresh:
        harness.remove()
    harness.begin()
    rows = []
    try:
        for name in figures:
            print(f"{name} …", file=sys.stderr)
            rows += importlib.import_module(f"benchmarks.{name}").measure(options)
    finally:
        harness.end()
    return rows


if __name__ == "__main__":
    sys.exit(main())
