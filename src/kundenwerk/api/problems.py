"""What goes wrong, as RFC 9457 problem documents with German sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse

from kundenwerk.contracts.commands import AccountOfAnotherCustomer, SupplyPointAlreadyServed
from kundenwerk.contracts.rules import StartNotReachable
from kundenwerk.debtors.commands import BankAccountNeeded
from kundenwerk.kernel.ids import InvalidIdentifier
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.commands import KeyReused
from kundenwerk.sales import commands
from kundenwerk.sales.rules.binding import AcceptedTooEarly, QuoteExpired
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.supply.commands import MaloTaken
from kundenwerk.supply.rules import UnusableSupplyPoint

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that cannot be answered; becomes a problem document."""

    def __init__(
        self, status: int, kind: str, detail: str, errors: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.errors = dict(errors or {})


TITLES = {
    400: "Die Anfrage ist nicht lesbar",
    401: "Der Schlüssel fehlt oder gilt nicht",
    403: "Das darf dieser Schlüssel nicht",
    404: "Das gibt es nicht",
    409: "Das passt nicht zum heutigen Stand",
    413: "Die Anfrage ist zu groß",
    415: "Die Anfrage muss JSON sein",
    422: "Die Angaben stimmen nicht",
    429: "Zu viele Anfragen",
}


def answer(problem: Problem) -> HttpResponse:
    """The problem as a document; ``errors`` name the fields."""
    body: dict[str, Any] = {
        "type": f"urn:kundenwerk:problem:{problem.kind}",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = [
            {"field": name, "detail": text} for name, text in sorted(problem.errors.items())
        ]
    return JsonResponse(body, status=problem.status, content_type=MEDIA_TYPE)


def _incomplete(refusal: Incomplete) -> Problem:
    return Problem(422, "fields", "Bitte prüfen Sie die genannten Felder.", refusal.errors)


def _decided(refusal: TransitionNotAllowed) -> Problem:
    return Problem(409, "decided", f"Das Angebot ist nicht mehr offen ({refusal.state.value}).")


def _expired(refusal: QuoteExpired) -> Problem:
    return Problem(409, "expired", f"Das Angebot galt bis zum {format_day(refusal.until)}.")


def _too_soon(refusal: StartNotReachable) -> Problem:
    earliest = format_day(refusal.earliest)
    return Problem(409, "start", f"Der Lieferbeginn ist frühestens am {earliest} möglich.")


def _early(refusal: commands.EarlyStartOpen) -> Problem:
    sentence = (
        "Die Lieferung begänne vor Ablauf der Widerrufsfrist. Das muss der Kunde verlangen, oder "
        f"sie beginnt erst am {format_day(refusal.first_day)}."
    )
    return Problem(422, "fields", sentence, {"early_start": sentence})


def _field(name: str, sentence: str) -> Callable[[Any], Problem]:
    return lambda _: Problem(422, "fields", sentence, {name: sentence})


_KINDS: dict[type[Exception], Callable[[Any], Problem]] = {
    Incomplete: _incomplete,
    TransitionNotAllowed: _decided,
    QuoteExpired: _expired,
    StartNotReachable: _too_soon,
    AcceptedTooEarly: _field("accepted_on", "Der Tag liegt zwischen Angebotsdatum und heute."),
    commands.SituationOpen: _field("situation", "Die Liefersituation fehlt."),
    commands.SupplierOpen: _field("previous_supplier", "Der bisherige Lieferant fehlt."),
    commands.PaymentOpen: _field("payment_method", "Die Zahlungsart fehlt."),
    commands.BankAccountOpen: _field("iban", "Die Bankverbindung fehlt."),
    BankAccountNeeded: _field("iban", "Für die Lastschrift fehlt die Bankverbindung."),
    commands.EarlyStartOpen: _early,
    commands.NotTheirs: _field("previous_supplier", "Diesen Lieferanten gibt es nicht."),
    InvalidIdentifier: lambda refusal: Problem(
        422, "fields", refusal.reason, {"iban": refusal.reason}
    ),
    UnusableText: lambda refusal: Problem(422, "fields", str(refusal)),
    UnusableSupplyPoint: lambda refusal: Problem(
        422, "fields", "Bitte prüfen Sie die Lieferstelle.", refusal.errors
    ),
    MaloTaken: _field("malo_id", "Diese MaLo-ID gehört schon zu einer anderen Lieferstelle."),
    SupplyPointAlreadyServed: lambda _: Problem(
        409, "served", "Diese Lieferstelle beliefern wir in dieser Zeit schon."
    ),
    AccountOfAnotherCustomer: lambda _: Problem(
        409, "account", "Das Vertragskonto gehört einem anderen Kunden."
    ),
    KeyReused: lambda _: Problem(
        422, "key-reused", "Dieser Idempotency-Key gehört schon zu einer anderen Anfrage."
    ),
}

REFUSALS: tuple[type[Exception], ...] = tuple(_KINDS)


def problem_of(refusal: Exception) -> Problem:
    """What a refusal of a command means to the program that asked."""
    for kind, make in _KINDS.items():
        if isinstance(refusal, kind):
            return make(refusal)
    raise refusal
