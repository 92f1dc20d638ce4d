"""When a bank takes an order, how sure a match is, and where payments stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kundenwerk.kernel.calendar import add_target_days, german_day, is_target_day, start_of_day
from kundenwerk.kernel.states import LifeCycle


class RunState(StrEnum):
    """Where a collection file stands."""

    CREATED = "CREATED"
    SENT = "SENT"
    CANCELLED = "CANCELLED"


RUN_STATE_LABELS = {
    RunState.CREATED: "erstellt",
    RunState.SENT: "an die Bank übergeben",
    RunState.CANCELLED: "verworfen",
}


class RunAction(StrEnum):
    """What happens to a collection file."""

    SEND = "SEND"
    CANCEL = "CANCEL"


RUN_LIFE_CYCLE = LifeCycle(
    {
        (RunState.CREATED, RunAction.SEND): RunState.SENT,
        (RunState.CREATED, RunAction.CANCEL): RunState.CANCELLED,
    }
)


class DebitState(StrEnum):
    """Where one debit of a file stands."""

    LIVE = "LIVE"
    SETTLED = "SETTLED"
    RETURNED = "RETURNED"
    CANCELLED = "CANCELLED"


DEBIT_STATE_LABELS = {
    DebitState.LIVE: "im Einzug",
    DebitState.SETTLED: "eingezogen",
    DebitState.RETURNED: "zurückgegeben",
    DebitState.CANCELLED: "verworfen",
}


class PaymentState(StrEnum):
    """Where a payment on our account stands."""

    OPEN = "OPEN"
    PROPOSED = "PROPOSED"
    ASSIGNED = "ASSIGNED"
    PARKED = "PARKED"


PAYMENT_STATE_LABELS = {
    PaymentState.OPEN: "ungeklärt",
    PaymentState.PROPOSED: "Vorschlag",
    PaymentState.ASSIGNED: "zugeordnet",
    PaymentState.PARKED: "zurückgestellt",
}


class MatchRule(StrEnum):
    """Why a payment is believed to settle an item."""

    END_TO_END = "END_TO_END"
    BATCH = "BATCH"
    REFERENCE = "REFERENCE"
    MANDATE = "MANDATE"
    IBAN = "IBAN"
    MANUAL = "MANUAL"


MATCH_RULE_LABELS = {
    MatchRule.END_TO_END: "Ende-zu-Ende-Referenz",
    MatchRule.BATCH: "Sammler unserer Lastschriftdatei",
    MatchRule.REFERENCE: "Belegnummer und Betrag",
    MatchRule.MANDATE: "Mandat und Betrag",
    MatchRule.IBAN: "IBAN und Betrag",
    MatchRule.MANUAL: "von Hand",
}


class TooEarly(Exception):
    """The bank cannot execute on that day any more; holds the earliest day."""

    def __init__(self, earliest: date) -> None:
        super().__init__(f"{earliest:%d.%m.%Y}")
        self.earliest = earliest


class TooLate(Exception):
    """The day is further away than banks keep orders; holds the latest day."""

    def __init__(self, latest: date) -> None:
        super().__init__(f"{latest:%d.%m.%Y}")
        self.latest = latest


class NoBankingDay(Exception):
    """Banks do not settle on that day."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """What a bank agreed to: dated settings of our account.

    Args:
        lead_days: TARGET days between receipt and execution.
        most_days: calendar days an order may lie ahead.
        until: orders received later count as received on the next TARGET day.
    """

    lead_days: int
    most_days: int
    until: time


def check_collection_day(day: date, now: datetime, agreed: CutOff) -> None:
    """Refuse a day on which the bank would not collect.

    Raises:
        NoBankingDay: the day is no TARGET day.
        TooEarly: the bank's lead time has passed.
        TooLate: the order would lie with the bank too long.

    Source: SEPA Core Direct Debit Rulebook, 4.3 (D-1); the bank's own conditions.
    """
    if not is_target_day(day):
        raise NoBankingDay(day)
    earliest = earliest_collection(now, agreed)
    if day < earliest:
        raise TooEarly(earliest)
    latest = german_day(now) + timedelta(days=agreed.most_days)
    if day > latest:
        raise TooLate(latest)


def earliest_collection(now: datetime, agreed: CutOff) -> date:
    """The first day on which the bank can collect when it gets the file now."""
    today = german_day(now)
    opened = start_of_day(today)
    is_late = now.astimezone(opened.tzinfo).timetz().replace(tzinfo=None) > agreed.until
    received = today if is_target_day(today) and not is_late else add_target_days(today, 1)
    return add_target_days(received, agreed.lead_days)


_TOKEN = re.compile(
    r"(?<![A-Z0-9])(?:[A-Z]\d{7}-\d{6}(?!\d)|[A-Z]{1,3}-?\d{4}-?\d{3,8}(?![A-Z0-9])|[A-Z]\d{6,9})"
)
_MOST_TOKENS = 20


def references_in(text: str) -> list[str]:
    """Document numbers that a payer may have written, at most twenty, as we print them."""
    found: dict[str, None] = {}
    for hit in _TOKEN.finditer(text.upper()[:2_000]):
        found.setdefault(hit[0], None)
        if len(found) == _MOST_TOKENS:
            break
    return list(found)
