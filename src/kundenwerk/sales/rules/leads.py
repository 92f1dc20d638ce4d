"""What is known of people and companies that may become customers, and what they agreed to."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.text import UnusableText, clean_name, clean_text
from kundenwerk.parties.rules.contact import checked_email, checked_phone
from kundenwerk.parties.rules.person import (
    BusinessPartnerKind,
    Salutation,
    UnusableData,
    checked_house_number,
    checked_postcode,
    display_name,
)
from kundenwerk.sales.rules.stages import ConsentHow, LeadSource

MOST_KWH: Final = 1_500_000
# What a new installation reads out or shows; the supplier words it anew on the settings page.
CONSENT_TEXT: Final = (
    "Ich bin einverstanden, dass mein Energieversorger meine Angaben speichert und sich zu "
    "Energieangeboten auf den gewählten Wegen bei mir meldet. Diese Einwilligung kann ich "
    "jederzeit mit Wirkung für die Zukunft widerrufen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody agreed to, as it can be proved later.

    Args:
        text: exactly what was read out or shown.

    Source: Art. 6 Abs. 1 Buchst. a, Art. 7 Abs. 1 DSGVO; § 7 Abs. 2 UWG (channels apart).
    """

    how: ConsentHow
    text: str
    by_phone: bool
    by_email: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadData:
    """What is known of a lead.

    Args:
        contract_end: the last day of the contract somebody has with another supplier.
        response_code: brought from a campaign.
    """

    kind: BusinessPartnerKind = BusinessPartnerKind.PERSON
    salutation: Salutation = Salutation.NEUTRAL
    first_name: str = ""
    last_name: str = ""
    organisation_name: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    commodity: Commodity | None = None
    annual_kwh: int | None = None
    contract_end: date | None = None
    source: LeadSource = LeadSource.OTHER
    response_code: str = ""

    @property
    def name(self) -> str:
        """The name as written on an envelope."""
        return display_name(self.kind, "", self.first_name, self.last_name, self.organisation_name)


# What names a person or leads to one; gone after an erasure.
PERSONAL: Final = (
    "first_name",
    "last_name",
    "organisation_name",
    "email",
    "phone",
    "street",
    "house_number",
    "postcode",
    "town",
)
FIELD_LABELS: Final = {
    "kind": "Art",
    "salutation": "Anrede",
    "first_name": "Vorname",
    "last_name": "Nachname",
    "organisation_name": "Firma",
    "email": "E-Mail",
    "phone": "Telefon",
    "street": "Straße",
    "house_number": "Hausnummer",
    "postcode": "Postleitzahl",
    "town": "Ort",
    "commodity": "Sparte",
    "annual_kwh": "Jahresverbrauch",
    "contract_end": "Vertragsende",
    "source": "Herkunft",
    "response_code": "Aktionscode",
}

_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}", re.ASCII)


def checked_code(text: str) -> str:
    """The response code of a campaign in capitals; an empty text stays empty.

    Raises:
        UnusableText: other characters, too short or too long.
    """
    value = text.strip().upper()
    if value and not _CODE.fullmatch(value):
        raise UnusableText(
            "Ein Aktionscode hat 2 bis 20 Buchstaben ohne Umlaute, Ziffern und Bindestriche."
        )
    return value


def usable_code(text: str) -> str:
    """The response code of an address or a draft; nothing when it cannot be one."""
    try:
        return checked_code(text)
    except UnusableText:
        return ""


def checked_lead(
    data: LeadData, *, by_phone: bool, by_email: bool, is_withdrawn: bool = False
) -> LeadData:
    """The same data, cleaned.

    Args:
        data: as entered.
        by_phone: calls are consented to.
        by_email: mails are consented to.
        is_withdrawn: the consent was withdrawn, so no way needs to lead there.

    Raises:
        UnusableData: with a German sentence per field; also when no consented way leads there.
    """
    found = _Cleaned(data)
    if data.kind is BusinessPartnerKind.ORGANISATION:
        found.clean("organisation_name", _named("Bitte geben Sie die Firma ein.", 120))
        found.clean("last_name", _optional(clean_name))
    else:
        found.clean("last_name", _named("Bitte geben Sie den Nachnamen ein.", 80))
        found.clean("organisation_name", _optional(clean_name))
    found.clean("first_name", _optional(clean_name))
    found.clean("email", _optional(checked_email))
    found.clean("phone", _optional(checked_phone))
    found.clean("street", lambda text: clean_text(text, max_length=80))
    found.clean("house_number", _optional(checked_house_number))
    found.clean("postcode", _optional(checked_postcode))
    found.clean("town", lambda text: clean_text(text, max_length=80))
    found.clean("response_code", checked_code)
    if data.annual_kwh is not None and not 0 < data.annual_kwh <= MOST_KWH:
        found.errors["annual_kwh"] = "Bitte prüfen Sie den Jahresverbrauch."
    if not is_withdrawn:
        _check_reachable(found, by_phone=by_phone, by_email=by_email)
    return found.result()


def _check_reachable(found: _Cleaned, *, by_phone: bool, by_email: bool) -> None:
    if not by_phone and not by_email:
        found.errors["by_phone"] = "Bitte wählen Sie, worüber wir uns melden dürfen."
    if by_phone and not found.data.phone.strip():
        found.errors.setdefault("phone", "Für Anrufe brauchen wir die Rufnummer.")
    if by_email and not found.data.email.strip():
        found.errors.setdefault("email", "Für E-Mails brauchen wir die Adresse.")


def _optional(clean: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: clean(text) if text.strip() else ""


def _named(question: str, longest: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not text.strip():
            raise UnusableText(question)
        return clean_name(text, max_length=longest)

    return check


class _Cleaned:
    """Collects cleaned values and errors field by field."""

    def __init__(self, data: LeadData) -> None:
        self.data = data
        self.errors: dict[str, str] = {}
        self._values: dict[str, str] = {}

    def clean(self, name: str, clean: Callable[[str], str]) -> None:
        try:
            self._values[name] = clean(getattr(self.data, name))
        except UnusableText as problem:
            self.errors[name] = str(problem)

    def result(self) -> LeadData:
        if self.errors:
            raise UnusableData(self.errors)
        return dataclasses.replace(self.data, **self._values)  # type: ignore[arg-type]


def as_texts(data: LeadData) -> dict[str, str]:
    """Every field as plain text: codes, ISO days, digits."""
    return {field.name: _as_text(getattr(data, field.name)) for field in dataclasses.fields(data)}


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def from_texts(texts: dict[str, str]) -> LeadData:
    """What ``as_texts`` gave.

    Raises:
        ValueError: a text that it never gave.
    """
    plain = {name: texts[name] for name in (*PERSONAL, "response_code")}
    return LeadData(
        kind=BusinessPartnerKind(texts["kind"]),
        salutation=Salutation(texts["salutation"]),
        commodity=Commodity(texts["commodity"]) if texts["commodity"] else None,
        annual_kwh=int(texts["annual_kwh"]) if texts["annual_kwh"] else None,
        contract_end=date.fromisoformat(texts["contract_end"]) if texts["contract_end"] else None,
        source=LeadSource(texts["source"]),
        **plain,
    )
