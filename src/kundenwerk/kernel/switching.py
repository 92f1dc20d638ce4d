"""How soon a supply can begin: lead times of the supplier change, by date of validity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kundenwerk.kernel.calendar import first_day_after_working_days, first_of_next_month
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period

MOVE: Final = "E01"
SWITCH: Final = "E03"


class NoLeadTime(LookupError):
    """No rule is known for this commodity and reason on this day."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How early a registration must be sent.

    Args:
        working_days: full working days between sending and the start of supply.
        past_days: calendar days a move may lie in the past instead; zero for none.
    """

    valid: Period
    commodity: Commodity
    reason: str
    working_days: int
    past_days: int
    source: str


LEAD_TIMES: Final[tuple[LeadTime, ...]] = (
    LeadTime(
        Period(date(2025, 6, 6)), Commodity.ELECTRICITY, SWITCH, 1, 0,
        "BK6-24-174 GPKE Teil 2, Lieferbeginn; § 20a Abs. 2 EnWG",
    ),
    LeadTime(
        Period(date(2025, 6, 6)), Commodity.ELECTRICITY, MOVE, 1, 0,
        "BK6-24-174 GPKE Teil 2, Lieferbeginn",
    ),
    LeadTime(
        Period(date(2025, 6, 6)), Commodity.GAS, SWITCH, 10, 0,
        "BK7-24-01-009 GeLi Gas, Lieferbeginn",
    ),
    LeadTime(
        Period(date(2025, 6, 6)), Commodity.GAS, MOVE, 0, 42,
        "BK7-24-01-009 GeLi Gas, Lieferbeginn SLP",
    ),
)  # fmt: skip


def lead_time(
    sent_on: date, commodity: Commodity, reason: str, table: Sequence[LeadTime] = LEAD_TIMES
) -> LeadTime:
    """The rule that holds on the day a registration is sent.

    Raises:
        NoLeadTime: the table has no row.
    """
    for row in table:
        if row.commodity is commodity and row.reason == reason and sent_on in row.valid:
            return row
    raise NoLeadTime(f"{commodity} {reason} {sent_on}")


def earliest_start(
    sent_on: date, commodity: Commodity, reason: str, previous_contract_ends: date | None = None
) -> date:
    """The first day of supply that a registration sent on ``sent_on`` can reach.

    ``previous_contract_ends`` is the first day the old contract no longer covers, if known.

    Raises:
        NoLeadTime: no rule is known.

    Source: DEC-02; rows of ``LEAD_TIMES``.
    """
    rule = lead_time(sent_on, commodity, reason)
    if rule.past_days:
        soonest = sent_on - timedelta(days=rule.past_days)
    else:
        soonest = first_day_after_working_days(sent_on, rule.working_days)
    return max(soonest, previous_contract_ends) if previous_contract_ends else soonest


def default_start(
    sent_on: date, commodity: Commodity, reason: str, previous_contract_ends: date | None = None
) -> date:
    """The first of the next month, or the first reachable day if that is later.

    Raises:
        NoLeadTime: no rule is known.

    Source: AP-030 with DEC-02.
    """
    soonest = earliest_start(sent_on, commodity, reason, previous_contract_ends)
    return max(first_of_next_month(sent_on), soonest)
