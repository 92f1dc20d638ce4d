"""What a draft still lacks before it can become a quote, without reading any table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.sales.rules.entries import Values
from kundenwerk.sales.rules.vocabulary import PaymentChoice

_BASIS: Final = {
    "energy_kind": "Energieart",
    "postcode": "Postleitzahl",
    "street": "Straße",
    "house_number": "Hausnummer",
    "annual_kwh": "Jahresverbrauch",
}
# A chosen supply point answers these.
_PLACE: Final = ("postcode", "street", "house_number")
_ROLE_LABELS: Final = {"recipient": "Rechnungsempfänger", "owner": "Eigentümer"}
_ACCOUNTS: Final = ("contract_account", "bank_account", "iban")


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the answers a quote needs are given, and which are not, by name."""

    asked: int
    missing: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many answers are given."""
        return self.asked - len(self.missing)

    @property
    def percent(self) -> int:
        """The share of the answers given, rounded down: 100 means that nothing is missing."""
        return 100 * self.answered // self.asked


def completeness(
    values: Values, switching: Collection[str] = frozenset({SupplySituation.SWITCH})
) -> Completeness:
    """Look at what was typed into all steps, in the order it is asked.

    Whether an answer is right is judged by the readers of the steps.

    Args:
        values: as typed.
        switching: the supply situations in which somebody else supplied before.
    """
    given = {name for name, text in values.items() if text.strip()}
    wanted = _wanted(values, given)
    if values.get("situation") in switching:
        wanted.append(("Altlieferant", "previous_supplier" in given))
    missing = tuple(label for label, is_there in wanted if not is_there)
    return Completeness(len(wanted), missing)


def _wanted(values: Values, given: set[str]) -> list[tuple[str, bool]]:
    place = {*_PLACE} if "supply_point" in given else set()
    answers = [(label, name in given | place) for name, label in _BASIS.items()]
    answers.append(("Tarif", "tariff_version" in given))
    answers.append(("Name", _is_named("", given)))
    for role, label in _ROLE_LABELS.items():
        if values.get(f"has_{role}") == "1":
            answers.append((label, _is_named(f"{role}_", given)))
    if values.get("payment_method") == PaymentChoice.DIRECT_DEBIT:
        answers.append(("IBAN", any(name in given for name in _ACCOUNTS)))
    return answers


def _is_named(prefix: str, given: set[str]) -> bool:
    return any(
        f"{prefix}{name}" in given
        for name in ("business_partner", "last_name", "organisation_name")
    )
