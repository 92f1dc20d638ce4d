"""States, steps and kinds of the quote process."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.states import LifeCycle


class DraftState(StrEnum):
    """Where a draft stands."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    REJECTED = "REJECTED"


DRAFT_LABELS: Final = {
    DraftState.OPEN: "in Arbeit",
    DraftState.CLOSED: "abgeschlossen",
    DraftState.REJECTED: "abgelehnt",
}


class QuoteState(StrEnum):
    """Where a quote stands (BO4E: Angebotsstatus)."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"


QUOTE_LABELS: Final = {
    QuoteState.OPEN: "offen",
    QuoteState.ACCEPTED: "angenommen",
    QuoteState.DECLINED: "abgelehnt",
    QuoteState.EXPIRED: "abgelaufen",
}


class QuoteAction(StrEnum):
    """What can happen to a quote."""

    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    EXPIRE = "EXPIRE"
    REOPEN = "REOPEN"


LIFE_CYCLE: Final = LifeCycle(
    {
        (QuoteState.OPEN, QuoteAction.ACCEPT): QuoteState.ACCEPTED,
        (QuoteState.OPEN, QuoteAction.DECLINE): QuoteState.DECLINED,
        (QuoteState.OPEN, QuoteAction.EXPIRE): QuoteState.EXPIRED,
        (QuoteState.DECLINED, QuoteAction.REOPEN): QuoteState.OPEN,
    }
)


class Acceptance(StrEnum):
    """In which form a customer accepted.

    Source: § 41b Abs. 1 EnWG (text form for contracts with household customers).
    """

    EMAIL = "EMAIL"
    LETTER = "LETTER"
    SIGNED = "SIGNED"
    ONLINE = "ONLINE"
    LINK = "LINK"
    API = "API"


ACCEPTANCE_LABELS: Final = {
    Acceptance.EMAIL: "per E-Mail",
    Acceptance.LETTER: "per Brief oder Fax",
    Acceptance.SIGNED: "vor Ort unterschrieben",
    Acceptance.ONLINE: "online",
    Acceptance.LINK: "über den Link im Angebot",
    Acceptance.API: "über die Schnittstelle",
}
# What a clerk notes; the others leave a declaration of their own.
NOTED_BY_CLERKS: Final = (Acceptance.EMAIL, Acceptance.LETTER, Acceptance.SIGNED)


class RejectionReason(StrEnum):
    """Why somebody does not want a quote."""

    PRICE = "PRICE"
    OTHER_SUPPLIER = "OTHER_SUPPLIER"
    NO_FITTING_TARIFF = "NO_FITTING_TARIFF"
    TERM = "TERM"
    LATER = "LATER"
    OTHER = "OTHER"


REJECTION_LABELS: Final = {
    RejectionReason.PRICE: "zu teuer",
    RejectionReason.OTHER_SUPPLIER: "bleibt beim bisherigen Anbieter oder wählt einen anderen",
    RejectionReason.NO_FITTING_TARIFF: "kein passender Tarif",
    RejectionReason.TERM: "Laufzeit oder Preisgarantie passt nicht",
    RejectionReason.LATER: "möchte später entscheiden",
    RejectionReason.OTHER: "anderer Grund",
}


class Step(StrEnum):
    """The steps of the quote process; the value is the last part of the page's address."""

    BASIS = "basisdaten"
    TARIFF = "tarif"
    CONDITIONS = "konditionen"
    PARTIES = "vertragsdaten"
    CHECK = "abschluss"


STEP_LABELS: Final = {
    Step.BASIS: "Basisdaten",
    Step.TARIFF: "Tarif",
    Step.CONDITIONS: "Konditionen",
    Step.PARTIES: "Vertragsdaten",
    Step.CHECK: "Abschluss",
}


class PaymentChoice(StrEnum):
    """How the customer of a quote wants to pay; it may stay open until acceptance."""

    NONE = ""
    DIRECT_DEBIT = "DIRECT_DEBIT"
    TRANSFER = "TRANSFER"


PAYMENT_LABELS: Final = {
    PaymentChoice.DIRECT_DEBIT: "SEPA-Lastschrift",
    PaymentChoice.TRANSFER: "Überweisung",
    PaymentChoice.NONE: "noch offen",
}


class BankAccountDuty(StrEnum):
    """When a bank account must be known before a contract is made (DEC-01)."""

    ALWAYS = "ALWAYS"
    DIRECT_DEBIT_ONLY = "DIRECT_DEBIT_ONLY"


HANDOVER_LABELS: Final = {
    BankAccountDuty.ALWAYS: "immer",
    BankAccountDuty.DIRECT_DEBIT_ONLY: "nur bei SEPA-Lastschrift",
}
