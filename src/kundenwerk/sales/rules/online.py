"""What visitors and other programs may say in an order; everything else belongs to clerks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kundenwerk.sales.rules.entries import Incomplete, Values
from kundenwerk.sales.rules.parties import PERSON_FIELDS
from kundenwerk.sales.rules.selection import CONDITION_FIELDS
from kundenwerk.sales.rules.vocabulary import BankAccountDuty, PaymentChoice, Step

# The owner of drafts nobody has logged in for.
WEB: Final = "web"

PROGRAM: Final = "api:"

FIELDS: Final[dict[Step, frozenset[str]]] = {
    Step.BASIS: frozenset(
        {
            "energy_kind",
            "register_count",
            "postcode",
            "town",
            "street",
            "house_number",
            "annual_kwh",
            "offpeak_kwh",
            "start",
            "next_possible",
            "response_code",
        }
    ),
    Step.TARIFF: frozenset({"tariff_version", "annual_kwh", "offpeak_kwh"}),
    Step.CONDITIONS: CONDITION_FIELDS,
    Step.PARTIES: frozenset(
        {
            *PERSON_FIELDS,
            "payment_method",
            "iban",
            "holder",
            "situation",
            "previous_supplier",
            "previous_contract_number",
            "previous_contract_end",
            "meter_number",
        }
    ),
}
ALL_FIELDS: Final = frozenset[str]().union(*FIELDS.values())
API_FIELDS: Final = ALL_FIELDS | {"malo_id"}
# What a customer may say who has logged in: who he is, is known.
OWN_FIELDS: Final = (
    FIELDS[Step.BASIS]
    | FIELDS[Step.TARIFF]
    | {"conditions", "supply_point", "contract_account", "payment_method"}
) - {"response_code"}


def is_without_clerk(actor: str) -> bool:
    """Whether an order came from a visitor or another program."""
    return actor == WEB or actor.startswith(PROGRAM)


def check_complete(values: Values, *, duty: BankAccountDuty) -> None:
    """What an order needs beyond a quote, for nobody asks again before the contract.

    Raises:
        Incomplete: with a German sentence per field.

    Source: § 312i Abs. 1 Nr. 3 BGB (confirmation at once, so an address); DEC-01.
    """
    errors = {
        name: sentence for name, sentence in _NEEDED.items() if not values.get(name, "").strip()
    }
    debited = values.get("payment_method") == PaymentChoice.DIRECT_DEBIT
    if not values.get("iban", "").strip() and (debited or duty is BankAccountDuty.ALWAYS):
        errors["iban"] = "Bitte geben Sie Ihre IBAN ein."
    if errors:
        raise Incomplete(errors)


_NEEDED: Final = {
    "situation": "Bitte wählen Sie, ob Sie einziehen oder den Anbieter wechseln.",
    "email": "Bitte geben Sie Ihre E-Mail-Adresse ein. Dorthin senden wir die Bestätigung.",
    "payment_method": "Bitte wählen Sie die Zahlungsart.",
}


def allowed(step: Step, values: Values) -> dict[str, str]:
    """What of a submitted form counts: known partners, accounts and grid operators never do."""
    return {name: text for name, text in values.items() if name in FIELDS.get(step, frozenset())}


BUTTON: Final = "zahlungspflichtig bestellen"


def wording(
    tariff: str,
    price: str,
    supply_point: str,
    *,
    chosen: Sequence[str],
    terms: str,
    early_start: bool,
) -> str:
    """The declaration as the customer saw and made it.

    Source: § 312j Abs. 3 BGB (button); §§ 356 Abs. 4, 357a Abs. 1 BGB (early start).
    """
    lines = [
        f"Tarif {tariff} für {supply_point}, {price} brutto im Jahr.",
        f"Schaltfläche: „{BUTTON}“.",
    ]
    if chosen:
        lines.insert(1, f"Dazu gewählt: {', '.join(chosen)}.")
    if terms:
        lines.append(f"Es gelten: {terms}.")
    if early_start:
        lines.append(EARLY_START)
    return "\n".join(lines)


EARLY_START: Final = (
    "Ich verlange, dass Sie mit der Lieferung schon vor Ablauf der Widerrufsfrist beginnen. "
    "Wenn ich dann widerrufe, bezahle ich die Energie, die Sie bis dahin geliefert haben."
)
