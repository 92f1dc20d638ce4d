"""What commands of sales refuse, in sentences for the clerk."""

from __future__ import annotations

from collections.abc import Callable

from kundenwerk.contracts.commands import AccountOfAnotherCustomer, SupplyPointAlreadyServed
from kundenwerk.contracts.rules import StartNotReachable
from kundenwerk.correspondence.formats.typesetting import NotTypeset
from kundenwerk.debtors.commands import BankAccountNeeded
from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.commands import KeyReused
from kundenwerk.sales import commands
from kundenwerk.sales.queries.comparing import NothingToCompare
from kundenwerk.sales.rules.binding import AcceptedTooEarly, QuoteExpired
from kundenwerk.sales.rules.vocabulary import QUOTE_LABELS
from kundenwerk.supply.commands import MaloTaken
from kundenwerk.supply.rules import UnusableSupplyPoint


def _expired(refusal: QuoteExpired) -> str:
    return (
        f"Die Bindefrist endete am {format_day(refusal.until)}. "
        "Bitte erstellen Sie ein neues Angebot."
    )


def _not_reachable(refusal: StartNotReachable) -> str:
    return (
        f"Der Lieferbeginn {format_day(refusal.requested)} ist nicht mehr erreichbar, frühestens "
        f"{format_day(refusal.earliest)}. Bitte erstellen Sie ein neues Angebot."
    )


def _not_allowed(refusal: TransitionNotAllowed) -> str:
    labels = {code.value: label for code, label in QUOTE_LABELS.items()}
    state = labels.get(str(refusal.state.value), str(refusal.state))
    return f"Das Angebot ist bereits {state}."


# Exception -> the field it belongs to ("" for none) and its sentence.
_SENTENCES: dict[type[Exception], tuple[str, str | Callable[..., str]]] = {
    commands.SituationOpen: ("situation", "Bitte wählen Sie die Liefersituation."),
    commands.SupplierOpen: (
        "previous_supplier",
        "Bei einem Lieferantenwechsel brauchen wir den Altlieferanten.",
    ),
    commands.PaymentOpen: ("payment_method", "Bitte wählen Sie die Zahlungsart."),
    commands.BankAccountOpen: (
        "iban",
        "Für die Übergabe an die Abrechnung brauchen wir eine Bankverbindung.",
    ),
    NothingToCompare: ("", "Wählen Sie zuerst bis zu drei Tarife zum Vergleichen."),
    commands.NoEmailAddress: ("", "Beim Kunden ist keine E-Mail-Adresse hinterlegt."),
    commands.CompanyUnknown: (
        "",
        "Bitte ergänzen Sie zuerst die Angaben zum eigenen Unternehmen.",
    ),
    NotTypeset: ("", "Das Dokument konnte nicht gesetzt werden. Die Ursache ist protokolliert."),
    commands.DraftChanged: (
        "",
        "Der Entwurf wurde inzwischen geändert. Bitte prüfen Sie die Angaben noch einmal.",
    ),
    commands.NotTheirs: (
        "",
        "Eine der gewählten Angaben gehört nicht zu diesem Geschäftspartner. Bitte wählen Sie neu.",
    ),
    commands.AccountNotAllowed: (
        "",
        "Ein bestehendes Vertragskonto darf nicht für eine neue Lieferstelle genutzt werden.",
    ),
    QuoteExpired: ("accepted_on", _expired),
    AcceptedTooEarly: (
        "accepted_on",
        "Die Annahme liegt zwischen dem Angebotsdatum und heute.",
    ),
    StartNotReachable: ("", _not_reachable),
    TransitionNotAllowed: ("", _not_allowed),
    InvalidIdentifier: ("iban", lambda refusal: refusal.reason),
    UnusableText: ("", str),
    UnusableSupplyPoint: ("", lambda refusal: " ".join(refusal.errors.values())),
    MaloTaken: ("", "Diese MaLo-ID gehört schon zu einer anderen Lieferstelle."),
    SupplyPointAlreadyServed: ("", "Diese Lieferstelle beliefern wir in dieser Zeit schon."),
    AccountOfAnotherCustomer: ("", "Das Vertragskonto gehört einem anderen Kunden."),
    BankAccountNeeded: ("iban", "Für die Lastschrift brauchen wir eine Bankverbindung."),
    KeyReused: ("", "Diese Seite wurde schon abgeschickt. Bitte laden Sie sie neu."),
}

REFUSALS: tuple[type[Exception], ...] = tuple(_SENTENCES)


def field_and_sentence(refusal: Exception) -> tuple[str, str]:
    """The field a refusal belongs to and what to do about it."""
    for kind, (field, sentence) in _SENTENCES.items():
        if isinstance(refusal, kind):
            return field, sentence if isinstance(sentence, str) else sentence(refusal)
    raise refusal
