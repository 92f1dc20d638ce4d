"""Life of a supply contract: states, reachable starts, withdrawal, earliest end, notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.kernel.states import LifeCycle
from kundenwerk.kernel.switching import MOVE, SWITCH, earliest_start
from kundenwerk.tariffs.rules.vocabulary import PriceKind, SupplyKind


class State(StrEnum):
    """Where a supply contract stands (BO4E: Vertragsstatus)."""

    ORDERED = "ORDERED"
    REGISTERED = "REGISTERED"
    REJECTED = "REJECTED"
    CONFIRMED = "CONFIRMED"
    ACTIVE = "ACTIVE"
    TERMINATED = "TERMINATED"
    ENDED = "ENDED"
    WITHDRAWN = "WITHDRAWN"


class Action(StrEnum):
    """What can happen to a supply contract."""

    REGISTER = "REGISTER"
    CONFIRM = "CONFIRM"
    REJECT = "REJECT"
    START_SUPPLY = "START_SUPPLY"
    TERMINATE = "TERMINATE"
    END_SUPPLY = "END_SUPPLY"
    WITHDRAW = "WITHDRAW"


STATE_LABELS: Final = {
    State.ORDERED: "beauftragt",
    State.REGISTERED: "angemeldet",
    State.REJECTED: "abgelehnt",
    State.CONFIRMED: "bestätigt",
    State.ACTIVE: "in Belieferung",
    State.TERMINATED: "gekündigt",
    State.ENDED: "beendet",
    State.WITHDRAWN: "widerrufen",
}

LIFE_CYCLE: Final = LifeCycle(
    {
        (State.ORDERED, Action.REGISTER): State.REGISTERED,
        (State.ORDERED, Action.WITHDRAW): State.WITHDRAWN,
        (State.REGISTERED, Action.CONFIRM): State.CONFIRMED,
        (State.REGISTERED, Action.REJECT): State.REJECTED,
        (State.REGISTERED, Action.WITHDRAW): State.WITHDRAWN,
        (State.REJECTED, Action.REGISTER): State.REGISTERED,
        (State.REJECTED, Action.WITHDRAW): State.WITHDRAWN,
        (State.CONFIRMED, Action.START_SUPPLY): State.ACTIVE,
        (State.CONFIRMED, Action.WITHDRAW): State.WITHDRAWN,
        (State.ACTIVE, Action.TERMINATE): State.TERMINATED,
        (State.TERMINATED, Action.END_SUPPLY): State.ENDED,
    }
)

WAITING: Final = frozenset({State.ORDERED, State.REGISTERED, State.REJECTED})
SUPPLYING: Final = frozenset({State.CONFIRMED, State.ACTIVE, State.TERMINATED, State.ENDED})


class SupplySituation(StrEnum):
    """Liefersituation, with the market's code of the reason for the transaction.

    Source: BDEW UTILMD AHB, Transaktionsgrund E01 and E03.
    """

    MOVE_IN = MOVE
    SWITCH = SWITCH


SITUATION_LABELS: Final = {
    SupplySituation.MOVE_IN: "Einzug",
    SupplySituation.SWITCH: "Lieferantenwechsel",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsData:
    """What a customer agreed to; prices are net.

    Args:
        energy_ct: ct/kWh, for two registers the peak price.
        base_eur_per_year: euros per year.
        new_customer_bonus, instant_bonus: gross.
        guarantee_until: the last day the price is guaranteed.
    """

    price_kind: PriceKind
    energy_ct: Decimal
    base_eur_per_year: Decimal
    energy_offpeak_ct: Decimal | None = None
    minimum_term_months: int = 0
    notice_weeks: int = 4
    guarantee_until: date | None = None
    new_customer_bonus: Money = ZERO
    instant_bonus: Money = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderData:
    """An order as it comes from an accepted quote; ids name rows of lower contexts.

    Args:
        requested_start: None means the next possible day.
        previous_contract_end: the first day the previous contract no longer covers, if known.
    """

    partner_id: int
    supply_point_id: int
    contract_account_id: int
    tariff_version_id: int
    ordered_on: date
    situation: SupplySituation
    terms: TermsData
    requested_start: date | None = None
    previous_supplier_id: int | None = None
    previous_contract_number: str = ""
    previous_contract_end: date | None = None


class StartNotReachable(ValueError):
    """The requested day is too early; ``earliest`` is the first possible one."""

    def __init__(self, requested: date, earliest: date) -> None:
        super().__init__(f"{requested} is before {earliest}")
        self.requested = requested
        self.earliest = earliest


def checked_start(
    requested: date | None,
    *,
    ordered_on: date,
    commodity: Commodity,
    situation: SupplySituation,
    previous_contract_end: date | None = None,
) -> date:
    """The day supply is to begin: as requested, else the next possible one.

    Raises:
        StartNotReachable: the requested day comes too soon.
        NoLeadTime: no lead time is known for the day of the order.

    Source: DEC-02 (lead times with their sources in ``kernel.switching``).
    """
    # A move into the past is a wish that must be stated; it is never the default.
    earliest = earliest_start(ordered_on, commodity, situation, previous_contract_end)
    if requested is None:
        return max(earliest, ordered_on + ONE_DAY)
    if requested < earliest:
        raise StartNotReachable(requested, earliest)
    return requested


@dataclass(frozen=True, slots=True)
class DatedDeadline:
    """A span of time the law sets, from a day on; days and months add up."""

    valid: Period
    source: str
    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The day the span ends that began on ``day``.

        Source: §§ 187 Abs. 1, 188 BGB.
        """
        return add_months(day, self.months) + timedelta(days=self.days)


WITHDRAWAL: Final[tuple[DatedDeadline, ...]] = (
    DatedDeadline(Period(date(2014, 6, 13)), "§ 355 Abs. 2 BGB", days=14),
)
WITHDRAWAL_UNINSTRUCTED: Final[tuple[DatedDeadline, ...]] = (
    DatedDeadline(Period(date(2014, 6, 13)), "§ 356 Abs. 3 S. 2 BGB", months=12, days=14),
)
LONGEST_FIRST_TERM: Final[tuple[DatedDeadline, ...]] = (
    DatedDeadline(Period(date(2022, 3, 1)), "§ 309 Nr. 9 Buchst. a BGB", months=24),
)
LONGEST_NOTICE: Final[tuple[DatedDeadline, ...]] = (
    DatedDeadline(Period(date(2022, 3, 1)), "§ 309 Nr. 9 Buchst. c BGB", months=1),
)
DEFAULT_SUPPLY_NOTICE: Final[tuple[DatedDeadline, ...]] = (
    DatedDeadline(Period(date(2006, 11, 8)), "§ 20 Abs. 1 StromGVV, GasGVV", days=14),
)
PRICE_NOTICE_HOUSEHOLD: Final[tuple[DatedDeadline, ...]] = (
    DatedDeadline(Period(date(2021, 7, 27)), "§ 41 Abs. 5 S. 2 EnWG", months=1),
)
PRICE_NOTICE_OTHERS: Final[tuple[DatedDeadline, ...]] = (
    DatedDeadline(Period(date(2021, 7, 27)), "§ 41 Abs. 5 S. 2 EnWG", days=14),
)


def deadline(table: tuple[DatedDeadline, ...], day: date) -> DatedDeadline:
    """The row of a table that holds on a day.

    Raises:
        LookupError: the table has none.
    """
    for row in table:
        if day in row.valid:
            return row
    raise LookupError(f"no deadline known for {day}")


def withdrawal_until(ordered_on: date, *, instructed: bool = True) -> date:
    """The last day a consumer may withdraw.

    Source: §§ 355 Abs. 2, 356 Abs. 3 BGB; for energy the period begins with the contract.
    """
    table = WITHDRAWAL if instructed else WITHDRAWAL_UNINSTRUCTED
    return deadline(table, ordered_on).after(ordered_on)


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
    longest = deadline(LONGEST_FIRST_TERM, max(start, date(2022, 3, 1))).after(start)
    return min(add_months(start, months), longest)


def earliest_end(terms: EndTerms, received_on: date) -> date:
    """The first day without supply after a customer's ordinary termination.

    The notice runs from the day after receipt, after the first term the contract runs on
    indefinitely and may end any day.

    Source: § 309 Nr. 9 BGB; § 20 Abs. 1 StromGVV for default supply; §§ 187, 188 BGB.
    """
    if terms.supply_kind is not SupplyKind.SPECIAL:
        return deadline(DEFAULT_SUPPLY_NOTICE, received_on).after(received_on) + ONE_DAY
    agreed = received_on + timedelta(weeks=terms.notice_weeks)
    longest = deadline(LONGEST_NOTICE, max(received_on, date(2022, 3, 1))).after(received_on)
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
    row = deadline(table, announced_on)
    if row.after(announced_on) > effective:
        latest = add_months(effective, -row.months) - timedelta(days=row.days)
        raise NoticeTooLate(announced_on, latest)
