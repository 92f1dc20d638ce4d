"""The hand-over of an accepted quote to contract management: what must be known by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.kernel.states import LifeCycle
from kundenwerk.sales.rules.vocabulary import BankAccountDuty, PaymentChoice


class HandoverState(StrEnum):
    """Where a hand-over stands."""

    OPEN = "OPEN"
    TAKEN = "TAKEN"
    RETURNED = "RETURNED"


HANDOVER_STATE_LABELS: Final = {
    HandoverState.OPEN: "zu übernehmen",
    HandoverState.TAKEN: "übernommen",
    HandoverState.RETURNED: "zurückgegeben",
}


class HandoverAction(StrEnum):
    """What happens to a hand-over."""

    TAKE = "TAKE"
    RETURN = "RETURN"
    SUBMIT = "SUBMIT"


HANDOVER_LIFE_CYCLE: Final = LifeCycle(
    {
        (HandoverState.OPEN, HandoverAction.TAKE): HandoverState.TAKEN,
        (HandoverState.OPEN, HandoverAction.RETURN): HandoverState.RETURNED,
        (HandoverState.RETURNED, HandoverAction.SUBMIT): HandoverState.OPEN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """What is known of an accepted quote; empty texts are unknown.

    Args:
        has_account: a bank account to collect from, or a contract account of the customer.
        duty: when the supplier wants a bank account (DEC-01).
    """

    name: str
    billing_address: str
    email: str
    phone: str
    birth_date: str
    supply_address: str
    grid_operator: str
    metering_operator: str
    concession_class: str
    meter_number: str
    malo_id: str
    annual_kwh: int
    tariff: str
    start: str
    situation: str
    previous_supplier: str
    previous_contract_number: str
    payment_method: str
    has_account: bool
    duty: BankAccountDuty


@dataclass(frozen=True, slots=True)
class HandoverPoint:
    """One line of the check list."""

    code: str
    label: str
    value: str
    is_required: bool

    @property
    def is_missing(self) -> bool:
        """Whether billing cannot begin without it and nobody knows it."""
        return self.is_required and not self.value


def checklist(facts: HandoverFacts) -> tuple[HandoverPoint, ...]:
    """Everything contract management and billing need, what they must have marked.

    Source: AP-086, AP-122; DEC-01 for the bank account, DEC-06 for the case.
    """
    switch = facts.situation == SupplySituation.SWITCH
    account = "bekannt" if facts.has_account else ""
    debited = facts.payment_method == PaymentChoice.DIRECT_DEBIT
    kwh = f"{facts.annual_kwh} kWh" if facts.annual_kwh > 0 else ""
    rows = (
        ("name", "Vertragspartner", facts.name, True),
        ("billing_address", "Rechnungsanschrift", facts.billing_address, True),
        ("supply_address", "Lieferstelle", facts.supply_address, True),
        ("grid_operator", "Netzbetreiber", facts.grid_operator, True),
        ("concession_class", "Konzessionsabgabe", facts.concession_class, True),
        ("annual_kwh", "Jahresverbrauch", kwh, True),
        ("tariff", "Tarif", facts.tariff, True),
        ("start", "Lieferbeginn", facts.start, True),
        ("situation", "Liefersituation", facts.situation, True),
        ("previous_supplier", "Altlieferant", facts.previous_supplier, switch),
        ("payment_method", "Zahlungsart", facts.payment_method, True),
        ("account", "Bankverbindung", account, debited or facts.duty is BankAccountDuty.ALWAYS),
        ("meter_number", "Zählernummer", facts.meter_number, False),
        ("malo_id", "MaLo-ID", facts.malo_id, False),
        ("metering_operator", "Messstellenbetreiber", facts.metering_operator, False),
        ("previous_contract_number", "Vertragsnummer dort", facts.previous_contract_number, False),
        ("email", "E-Mail", facts.email, False),
        ("phone", "Telefon", facts.phone, False),
        ("birth_date", "Geburtsdatum", facts.birth_date, False),
    )
    return tuple(HandoverPoint(*row) for row in rows)


def missing(facts: HandoverFacts) -> tuple[HandoverPoint, ...]:
    """What keeps the hand-over from being complete."""
    return tuple(point for point in checklist(facts) if point.is_missing)


class NoticeState(StrEnum):
    """Where a notice to another system stands."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"


NOTICE_LABELS: Final = {
    NoticeState.WAITING: "wartet",
    NoticeState.DELIVERED: "zugestellt",
    NoticeState.FAILED: "nicht zustellbar",
}

MOST_ATTEMPTS: Final = 16
LONGEST_PAUSE: Final = timedelta(hours=12)


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None when it is time to give up.

    Doubles from one minute up to twelve hours: a receiver that is away for three days misses
    nothing.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    return min(timedelta(minutes=1 << (attempts - 1)), LONGEST_PAUSE)
