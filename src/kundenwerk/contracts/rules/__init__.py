"""Life of a supply contract: states, orders, reachable starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.kernel.states import LifeCycle
from kundenwerk.kernel.switching import MOVE, SWITCH, earliest_start
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import PriceKind


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
    """What a customer agreed to; prices are net and contain the chosen conditions.

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
        conditions: what the customer chose beside the tariff; its prices are in the terms.
        previous_contract_end: the first day the previous contract no longer covers, if known.
    """

    business_partner_id: int
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
    conditions: tuple[ConditionData, ...] = ()


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
