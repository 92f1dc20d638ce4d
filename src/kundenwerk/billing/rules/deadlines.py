"""How long a bill may take, how long its period may be, when a credit must be paid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.debtors.rules import Delivery
from kundenwerk.kernel.calendar import add_working_days
from kundenwerk.kernel.deadlines import DatedSpan, in_force
from kundenwerk.kernel.period import Period

IN_FORCE: Final = Period(date(2021, 7, 27))


ISSUE_WITHIN: Final[dict[InvoiceKind, tuple[DatedSpan, ...]]] = {
    InvoiceKind.CYCLE: (DatedSpan(IN_FORCE, "§ 40c Abs. 2 S. 1 EnWG", weeks=6),),
    InvoiceKind.INTERIM: (DatedSpan(IN_FORCE, "§ 40c Abs. 2 S. 1 EnWG", weeks=6),),
    InvoiceKind.MONTHLY: (DatedSpan(IN_FORCE, "§ 40c Abs. 2 S. 2 EnWG", weeks=3),),
    InvoiceKind.FINAL: (DatedSpan(IN_FORCE, "§ 40c Abs. 2 S. 1 EnWG", weeks=6),),
}
LONGEST_PERIOD: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(IN_FORCE, "§ 40b Abs. 1 S. 1 EnWG", months=12),
)
CREDIT_PAID_WITHIN: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(IN_FORCE, "§ 40c Abs. 3 EnWG", weeks=2),
)


@dataclass(frozen=True, slots=True)
class DatedTransit:
    """How long a letter is assumed to travel, in working days, from a day on."""

    valid: Period
    working_days: int
    source: str


LETTER_TRANSIT: Final[tuple[DatedTransit, ...]] = (
    DatedTransit(Period(IN_FORCE.start, date(2025, 1, 1)), 2, "§ 2 Nr. 3 PUDLV"),
    DatedTransit(Period(date(2025, 1, 1)), 4, "§ 18 Abs. 1 PostG"),
)


class PeriodTooLong(ValueError):
    """The law permits no billing period that long; ``latest_end`` is the last possible end."""

    def __init__(self, period: Period, latest_end: date) -> None:
        super().__init__(f"{period} is longer than until {latest_end}")
        self.period = period
        self.latest_end = latest_end


class PeriodOpen(ValueError):
    """A bill needs a last day."""


def issue_by(kind: InvoiceKind, period: Period) -> date:
    """The day by which the bill must have been issued.

    Raises:
        PeriodOpen: the period has no end.
        LookupError: no deadline is known for the day.

    Source: rows of ``ISSUE_WITHIN``.
    """
    if period.last_day is None:
        raise PeriodOpen
    return in_force(ISSUE_WITHIN[kind], period.last_day).after(period.last_day)


def credit_paid_by(issued_on: date) -> date:
    """The day by which a credit must be with the customer.

    Raises:
        LookupError: no deadline is known for the day.

    Source: rows of ``CREDIT_PAID_WITHIN``.
    """
    return in_force(CREDIT_PAID_WITHIN, issued_on).after(issued_on)


def check_length(period: Period) -> None:
    """Refuse a billing period of more than a year.

    Raises:
        PeriodOpen: the period has no end.
        PeriodTooLong: it ends later than permitted.

    Source: rows of ``LONGEST_PERIOD``.
    """
    if period.end is None:
        raise PeriodOpen
    latest = latest_end(period.start)
    if period.end > latest:
        raise PeriodTooLong(period, latest)


def latest_end(start: date) -> date:
    """The last permitted end of a billing period that begins on ``start``."""
    return in_force(LONGEST_PERIOD, max(start, IN_FORCE.start)).after(start)


def received_on(sent_on: date, delivery: Delivery) -> date:
    """The day the customer has a bill in hands: at once by mail or portal, later by letter.

    Raises:
        LookupError: no transit is known for the day.

    Source: § 40c Abs. 1 EnWG counts from receipt; rows of ``LETTER_TRANSIT``.
    """
    if delivery != Delivery.LETTER:
        return sent_on
    return add_working_days(sent_on, in_force(LETTER_TRANSIT, sent_on).working_days)
