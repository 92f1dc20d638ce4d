"""The price calculation behind a quote: the same rating as the card before and the bill after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.annual_cost import (
    STANDARD_YEAR,
    AnnualCost,
    YearlyUse,
    annual_cost,
)
from kundenwerk.tariffs.rules.prices import PriceSegment
from kundenwerk.tariffs.rules.rating import Deduction, rate
from kundenwerk.tariffs.rules.trace import digest, trace_of


@dataclass(frozen=True, slots=True)
class Calculated:
    """What a year costs, with every step of the computation and its digest."""

    cost: AnnualCost
    trace: dict[str, Any]
    sha256: str


def calculate(
    use: YearlyUse,
    segment: PriceSegment,
    *,
    bonuses: Sequence[Deduction],
    instalment_step: Money,
) -> Calculated:
    """Price a standard year and keep how.

    Raises:
        ValueError: see ``annual_cost``.

    Source: DEC-04; AP-117.
    """
    start = segment.period.start
    year = Period(start, start + STANDARD_YEAR)
    cost = annual_cost(use, segment, bonuses=bonuses, instalment_step=instalment_step)
    trace = trace_of(rate(year, use.usages(year), [segment.over(year)]))
    return Calculated(cost, trace, digest(trace))
