"""What commands refuse, in sentences for customers; nothing about others, nothing internal."""

from __future__ import annotations

from collections.abc import Callable

from kundenwerk.contracts.commands import SupplyPointAlreadyServed
from kundenwerk.contracts.rules import StartNotReachable
from kundenwerk.debtors.commands import BankAccountNeeded
from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.text import UnusableText
from kundenwerk.sales import commands
from kundenwerk.sales.rules.binding import QuoteExpired

_IBAN = "Bitte geben Sie die IBAN ein, von der wir abbuchen dürfen."


def _too_soon(refusal: StartNotReachable) -> str:
    return (
        f"Der Lieferbeginn ist nicht mehr erreichbar, frühestens {format_day(refusal.earliest)}. "
        "Bitte wählen Sie einen späteren Tag oder „so früh wie möglich“."
    )


def _early(refusal: commands.EarlyStartOpen) -> str:
    return (
        "Die Lieferung würde beginnen, solange Sie noch widerrufen können. Bitte kreuzen Sie an, "
        f"dass Sie das verlangen, oder wählen Sie einen Lieferbeginn ab dem "
        f"{format_day(refusal.first_day)}."
    )


# Exception -> the field it belongs to ("" for none) and its sentence.
_SENTENCES: dict[type[Exception], tuple[str, str | Callable[..., str]]] = {
    commands.SituationOpen: ("situation", "Bitte wählen Sie, ob Sie einziehen oder wechseln."),
    commands.SupplierOpen: ("previous_supplier", "Bitte wählen Sie Ihren bisherigen Anbieter."),
    commands.PaymentOpen: ("payment_method", "Bitte wählen Sie die Zahlungsart."),
    commands.BankAccountOpen: ("iban", _IBAN),
    BankAccountNeeded: ("iban", _IBAN),
    SupplyPointAlreadyServed: (
        "",
        "Diese Lieferstelle beliefern wir in dieser Zeit schon. Bitte rufen Sie uns an.",
    ),
    InvalidIdentifier: ("iban", lambda refusal: refusal.reason),
    UnusableText: ("", str),
    StartNotReachable: ("", _too_soon),
    commands.EarlyStartOpen: ("early_start", _early),
    commands.TermsChanged: (
        "",
        "Inzwischen gelten neue Geschäftsbedingungen. Bitte lesen und bestellen Sie noch einmal.",
    ),
    QuoteExpired: (
        "",
        lambda refusal: (
            f"Das Angebot galt bis {format_day(refusal.until)}. "
            "Im Tarifrechner finden Sie unsere heutigen Tarife."
        ),
    ),
    commands.DraftChanged: (
        "",
        "Ihre Bestellung wurde in einem anderen Fenster geändert. Bitte prüfen Sie sie erneut.",
    ),
    commands.NotOnline: (
        "",
        "Diese Bestellung können wir online nicht abschließen. Bitte rufen Sie uns an.",
    ),
}

REFUSALS: tuple[type[Exception], ...] = tuple(_SENTENCES)


def field_and_sentence(refusal: Exception) -> tuple[str, str]:
    """The field a refusal belongs to and what to do about it."""
    for kind, (field, sentence) in _SENTENCES.items():
        if isinstance(refusal, kind):
            return field, sentence if isinstance(sentence, str) else sentence(refusal)
    raise refusal
