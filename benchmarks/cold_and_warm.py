"""Start-up as rows of the common table; ``coldstart.py`` measures."""

from __future__ import annotations

import statistics

from benchmarks.coldstart import GOALS, one_round
from benchmarks.harness import Options, Row


def measure(options: Options) -> list[Row]:
    """Seconds until the first page, beside what cannot be avoided."""
    measured = [one_round() for _ in range(options.rounds)]
    median = {key: statistics.median(one[key] for one in measured) for key in measured[0]}
    return [
        Row(f"{name} start to the first page", "s", None, median[name], median[f"{name} limit"],
            f"{median[name] / median[f'{name} limit']:.1f} × the limit", f"≤ {goal:g}",
            median[name] <= goal)
        for name, goal in GOALS.items()
    ]  # fmt: skip
