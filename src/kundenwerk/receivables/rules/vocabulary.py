"""Codes of dunning with their German words."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class CustomerType(StrEnum):
    """Whose terms hold."""

    HOUSEHOLD = "HOUSEHOLD"
    BUSINESS = "BUSINESS"


CUSTOMER_TYPE_LABELS: Final = {
    CustomerType.HOUSEHOLD: "Privatkunden",
    CustomerType.BUSINESS: "Organisationen",
}


class Reason(StrEnum):
    """Why an account is not dunned, in the order in which it is asked."""

    NOTHING_OPEN = "NOTHING_OPEN"
    NOT_DUE = "NOT_DUE"
    NO_PROCEDURE = "NO_PROCEDURE"
    GRACE = "GRACE"
    CREDIT = "CREDIT"
    UNASSIGNED = "UNASSIGNED"
    DIRECT_DEBIT = "DIRECT_DEBIT"
    BLOCKED = "BLOCKED"
    TOO_SMALL = "TOO_SMALL"
    TERM_RUNNING = "TERM_RUNNING"
    HIGHEST_LEVEL = "HIGHEST_LEVEL"
    NO_ADDRESS = "NO_ADDRESS"


REASON_LABELS: Final = {
    Reason.NOTHING_OPEN: "nichts offen",
    Reason.NOT_DUE: "noch nicht fällig",
    Reason.NO_PROCEDURE: "kein Mahnverfahren",
    Reason.GRACE: "Karenzzeit läuft",
    Reason.CREDIT: "Guthaben deckt",
    Reason.UNASSIGNED: "Zahlung nicht zugeordnet",
    Reason.DIRECT_DEBIT: "wird eingezogen",
    Reason.BLOCKED: "Mahnsperre",
    Reason.TOO_SMALL: "unter Mindestbetrag",
    Reason.TERM_RUNNING: "Zahlungsfrist läuft",
    Reason.HIGHEST_LEVEL: "höchste Mahnstufe",
    Reason.NO_ADDRESS: "keine Anschrift",
}


class ChangeKind(StrEnum):
    """What kind of change would let the reason vanish."""

    CLAIM = "CLAIM"
    DATE = "DATE"
    PROCEDURE = "PROCEDURE"
    ASSIGN_CREDIT = "ASSIGN_CREDIT"
    ASSIGN_PAYMENT = "ASSIGN_PAYMENT"
    DEBIT_ENDS = "DEBIT_ENDS"
    LIFT = "LIFT"
    AMOUNT = "AMOUNT"
    HAND_ON = "HAND_ON"
    ADDRESS = "ADDRESS"


class BlockReason(StrEnum):
    """Why somebody is not to be dunned."""

    CLARIFICATION = "CLARIFICATION"
    COMPLAINT = "COMPLAINT"
    PROMISE = "PROMISE"
    HARDSHIP = "HARDSHIP"
    DECEASED = "DECEASED"
    INSOLVENCY = "INSOLVENCY"
    OTHER = "OTHER"


BLOCK_REASON_LABELS: Final = {
    BlockReason.CLARIFICATION: "Klärung läuft",
    BlockReason.COMPLAINT: "Rechnung beanstandet",
    BlockReason.PROMISE: "Zahlung zugesagt",
    BlockReason.HARDSHIP: "Härtefall",
    BlockReason.DECEASED: "Sterbefall",
    BlockReason.INSOLVENCY: "Insolvenz",
    BlockReason.OTHER: "sonstiger Grund",
}
