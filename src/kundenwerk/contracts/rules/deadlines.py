"""Withdrawal, notice and the end of a contract: dated deadlines and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.deadlines import DatedSpan, in_force
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.tariffs.rules.vocabulary import SupplyKind

WITHDRAWAL: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2014, 6, 13)), "§ 355 Abs. 2 BGB", days=14),
)
WITHDRAWAL_UNINSTRUCTED: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2014, 6, 13)), "§ 356 Abs. 3 S. 2 BGB", months=12, days=14),
)
LONGEST_FIRST_TERM: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2022, 3, 1)), "§ 309 Nr. 9 Buchst. a BGB", months=24),
)
LONGEST_NOTICE: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2022, 3, 1)), "§ 309 Nr. 9 Buchst. c BGB", months=1),
)
DEFAULT_SUPPLY_NOTICE: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2006, 11, 8)), "§ 20 Abs. 1 StromGVV, GasGVV", days=14),
)
PRICE_NOTICE_HOUSEHOLD: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2021, 7, 27)), "§ 41 Abs. 5 S. 2 EnWG", months=1),
)
PRICE_NOTICE_OTHERS: Final[tuple[DatedSpan, ...]] = (
    DatedSpan(Period(date(2021, 7, 27)), "§ 41 Abs. 5 S. 2 EnWG", days=14),
)


def withdrawal_until(ordered_on: date, *, instructed: bool = True) -> date:
    """The last day a consumer may withdraw.

    Source: §§ 355 Abs. 2, 356 Abs. 3 BGB; for energy the period begins with the contract.
    """
    table = WITHDRAWAL if instructed else WITHDRAWAL_UNINSTRUCTED
    return in_force(table, ordered_on).after(ordered_on)


def starts_early(start: date, ordered_on: date) -> bool:
    """Whether supply begins while a consumer may still withdraw; that must be asked for.

    Source: §§ 356 Abs. 4, 357a Abs. 1 BGB.
    """
    return start <= withdrawal_until(ordered_on)


class WithdrawalTooLate(ValueError):
    """The period of withdrawal is over; ``last_day`` was its last day."""

    def __init__(self, last_day: date) -> None:
        super().__init__(f"withdrawal was possible until {last_day}")
        self.last_day = last_day


@dataclass(frozen=True, slots=True)
class EndTerms:
    """What of the terms decides when a contract can end."""

    supply_kind: SupplyKind
    start: date
    minimum_term_months: int
    notice_weeks: int


def minimum_term_end(start: date, months: int) -> date:
    """The first day a contract may be over, given its first term; never beyond two years.

    Source: § 309 Nr. 9 Buchst. a BGB.
    """
    longest = in_force(LONGEST_FIRST_TERM, max(start, date(2022, 3, 1))).after(start)
    return min(add_months(start, months), longest)


def earliest_end(terms: EndTerms, received_on: date) -> date:
    """The first day without supply after a customer's ordinary termination.

    The notice runs from the day after receipt, after the first term the contract runs on
    indefinitely and may end any day.

    Source: § 309 Nr. 9 BGB; § 20 Abs. 1 StromGVV for default supply; §§ 187, 188 BGB.
    """
    if terms.supply_kind is not SupplyKind.SPECIAL:
        return in_force(DEFAULT_SUPPLY_NOTICE, received_on).after(received_on) + ONE_DAY
    agreed = received_on + timedelta(weeks=terms.notice_weeks)
    longest = in_force(LONGEST_NOTICE, max(received_on, date(2022, 3, 1))).after(received_on)
    after_notice = min(agreed, longest) + ONE_DAY
    return max(after_notice, minimum_term_end(terms.start, terms.minimum_term_months))


class EndTooEarly(ValueError):
    """The contract cannot end that soon; ``earliest`` is the first possible day."""

    def __init__(self, requested: date, earliest: date) -> None:
        super().__init__(f"{requested} is before {earliest}")
        self.requested = requested
        self.earliest = earliest


class NoticeTooLate(ValueError):
    """Customers were told of a price change too late; ``latest`` was the last day."""

    def __init__(self, announced_on: date, latest: date) -> None:
        super().__init__(f"announced on {announced_on}, at the latest on {latest}")
        self.announced_on = announced_on
        self.latest = latest


def check_price_notice(announced_on: date, effective: date, *, household: bool) -> None:
    """Refuse a price change the customer did not hear of in time.

    Raises:
        NoticeTooLate: see above.

    Source: § 41 Abs. 5 S. 2 EnWG.
    """
    table = PRICE_NOTICE_HOUSEHOLD if household else PRICE_NOTICE_OTHERS
    row = in_force(table, announced_on)
    if row.after(announced_on) > effective:
        latest = add_months(effective, -row.months) - timedelta(days=row.days)
        raise NoticeTooLate(announced_on, latest)
