"""What a supplier tells about itself, checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields

from kundenwerk.kernel.ids import (
    InvalidIdentifier,
    validate_balancing_group,
    validate_creditor_id,
    validate_gas_balancing_group,
    validate_iban,
    validate_market_participant,
    validate_vat_id,
)
from kundenwerk.kernel.text import UnusableText, clean_text

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class CompanyData:
    """Everything printed on letters or sent to the market; empty means not known yet.

    Args:
        bdew_code: code as electricity supplier; ``dvgw_code`` as gas supplier.
    """

    name: str
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    management: str = ""
    register_court: str = ""
    register_number: str = ""
    vat_id: str = ""
    tax_number: str = ""
    bdew_code: str = ""
    dvgw_code: str = ""
    balancing_group: str = ""
    gas_balancing_group: str = ""
    creditor_id: str = ""
    iban: str = ""
    bic: str = ""
    bank_name: str = ""
    brand_color: str = ""


class CompanyRefused(ValueError):
    """Fields that cannot be; German reason per field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {reason}" for name, reason in faults.items()))
        self.faults = faults


def _matching(pattern: re.Pattern[str], reason: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(reason)
        return text

    return check


_CHECKS: dict[str, Callable[[str], str]] = {
    "postcode": _matching(re.compile(r"[0-9]{5}"), "Eine Postleitzahl hat fünf Ziffern."),
    "email": _matching(_EMAIL, "Bitte geben Sie eine E-Mail-Adresse an."),
    "vat_id": validate_vat_id,
    "bdew_code": validate_market_participant,
    "dvgw_code": validate_market_participant,
    "balancing_group": validate_balancing_group,
    "gas_balancing_group": validate_gas_balancing_group,
    "creditor_id": validate_creditor_id,
    "iban": validate_iban,
    "brand_color": _matching(_COLOR, "Eine Farbe sieht so aus: #1a5fb4."),
}
_LENGTHS = {"name": 120, "management": 200, "email": 120, "website": 120, "bank_name": 120}
_SHORT = {"house_number": 20, "phone": 40, "register_number": 40, "tax_number": 20}


def check_company(data: CompanyData) -> dict[str, str]:
    """The fields, cleaned.

    Raises:
        CompanyRefused: with every field that cannot be.
    """
    values, faults = {}, {}
    for field in fields(data):
        name = field.name
        try:
            limit = (_LENGTHS | _SHORT).get(name, 80)
            text = clean_text(getattr(data, name), max_length=limit)
            values[name] = _CHECKS[name](text) if text and name in _CHECKS else text
        except InvalidIdentifier as refusal:
            faults[name] = refusal.reason
        except (UnusableText, ValueError) as refusal:
            faults[name] = str(refusal)
    if not values.get("name") and "name" not in faults:
        faults["name"] = "Der Name des Unternehmens fehlt."
    if faults:
        raise CompanyRefused(faults)
    return values
