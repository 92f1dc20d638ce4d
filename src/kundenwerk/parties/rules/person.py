"""What is known about a person or organisation, and what of it is usable."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.text import UnusableText, clean_name, clean_text, normalise
from kundenwerk.parties.rules.contact import checked_email, checked_phone


class BusinessPartnerKind(StrEnum):
    """Whether somebody is a person or an organisation."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"


class Salutation(StrEnum):
    """How a letter addresses somebody."""

    MS = "MS"
    MR = "MR"
    NEUTRAL = "NEUTRAL"


class AddressKind(StrEnum):
    """What an address is for."""

    MAIN = "MAIN"
    BILLING = "BILLING"


class ContactKind(StrEnum):
    """A way to reach somebody."""

    EMAIL = "EMAIL"
    PHONE = "PHONE"
    MOBILE = "MOBILE"


KIND_LABELS: Final = {
    BusinessPartnerKind.PERSON: "Person",
    BusinessPartnerKind.ORGANISATION: "Organisation",
}
SALUTATION_LABELS: Final = {
    Salutation.MS: "Frau",
    Salutation.MR: "Herr",
    Salutation.NEUTRAL: "ohne Anrede",
}
ADDRESS_LABELS: Final = {
    AddressKind.MAIN: "Hauptadresse",
    AddressKind.BILLING: "Rechnungsadresse",
}
CONTACT_LABELS: Final = {
    ContactKind.EMAIL: "E-Mail",
    ContactKind.PHONE: "Telefon",
    ContactKind.MOBILE: "Mobil",
}


class UnusableData(ValueError):
    """Some fields cannot be stored; ``errors`` maps each to a German sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessPartnerData:
    """Master data as entered on a form or read from a row."""

    kind: BusinessPartnerKind = BusinessPartnerKind.PERSON
    salutation: Salutation = Salutation.NEUTRAL
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    organisation_name: str = ""
    birth_date: date | None = None
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    state: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""

    @property
    def name(self) -> str:
        """The name as written on an envelope."""
        return display_name(
            self.kind, self.title, self.first_name, self.last_name, self.organisation_name
        )


def as_text(value: str | date | None) -> str:
    """A field of the master data as plain text; dates in ISO form."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def with_texts(data: BusinessPartnerData, texts: dict[str, str]) -> BusinessPartnerData:
    """The same data with some fields read back from ``as_text``."""
    readers: dict[str, Callable[[str], object]] = {
        "kind": BusinessPartnerKind,
        "salutation": Salutation,
        "birth_date": lambda text: date.fromisoformat(text) if text else None,
    }
    values = {name: readers.get(name, str)(text) for name, text in texts.items()}
    return dataclasses.replace(data, **values)  # type: ignore[arg-type]


def display_name(
    kind: str, title: str, first_name: str, last_name: str, organisation_name: str
) -> str:
    """The name as written on an envelope; organisations by their own name."""
    if kind == BusinessPartnerKind.ORGANISATION:
        return organisation_name
    return " ".join(part for part in (title, first_name, last_name) if part)


def sort_key(kind: str, first_name: str, last_name: str, organisation_name: str) -> str:
    """The text lists are sorted by: last name first, umlauts written out.

    Source: DIN 5007-2 (ä as ae) for lists of names.
    """
    if kind == BusinessPartnerKind.ORGANISATION:
        return normalise(organisation_name)
    return normalise(f"{last_name} {first_name}")


_POSTCODE: Final = re.compile(r"[0-9]{5}", re.ASCII)
_HOUSE_NUMBER: Final = re.compile(r"[1-9][0-9]{0,4}[a-z0-9 /.+-]{0,8}", re.ASCII | re.IGNORECASE)
EARLIEST_BIRTH: Final = date(1900, 1, 1)


def checked(data: BusinessPartnerData, *, today: date) -> BusinessPartnerData:
    """The same data, cleaned: umlauts composed, blanks folded, numbers in one form.

    Raises:
        UnusableData: with a German sentence for every field that cannot be stored.
    """
    found = _Findings(data)
    if data.kind == BusinessPartnerKind.ORGANISATION:
        found.clean("organisation_name", lambda text: clean_name(text, max_length=120))
        found.clean("last_name", _optional(clean_name))
    else:
        found.clean("last_name", _required(clean_name, "Bitte geben Sie den Nachnamen ein."))
    found.clean("first_name", _optional(clean_name))
    found.clean("title", lambda text: clean_text(text, max_length=40))
    found.clean("email", _optional(checked_email))
    found.clean("phone", _optional(checked_phone))
    found.clean("mobile", _optional(checked_phone))
    _check_address(found)
    if problem := _birth_date_problem(data.birth_date, today):
        found.errors["birth_date"] = problem
    return found.result()


def _birth_date_problem(born: date | None, today: date) -> str:
    if born is None:
        return ""
    if born < EARLIEST_BIRTH:
        return "Das Geburtsdatum liegt zu weit zurück."
    if born >= today:
        return "Das Geburtsdatum muss in der Vergangenheit liegen."
    return ""


def _check_address(found: _Findings) -> None:
    address = ("street", "house_number", "postcode", "town")
    given = [name for name in address if getattr(found.data, name).strip()]
    found.clean("street", lambda text: clean_text(text, max_length=80))
    found.clean("house_number", _optional(checked_house_number))
    found.clean("postcode", _optional(checked_postcode))
    found.clean("town", lambda text: clean_text(text, max_length=80))
    found.clean("state", lambda text: clean_text(text, max_length=60))
    if given:
        missing = set(address) - set(given) - {"house_number"}
        found.errors.update(dict.fromkeys(missing, "Bitte vervollständigen Sie die Adresse."))


def checked_postcode(text: str) -> str:
    """A German postcode.

    Raises:
        UnusableText: not five digits; four point to a lost leading zero.
    """
    value = clean_text(text, max_length=20)
    if _POSTCODE.fullmatch(value) and value != "00000":
        return value
    if re.fullmatch(r"[0-9]{4}", value, re.ASCII):
        raise UnusableText(f"Eine Postleitzahl hat 5 Ziffern. Meinten Sie 0{value}?")
    raise UnusableText("Eine Postleitzahl hat 5 Ziffern.")


def checked_house_number(text: str) -> str:
    """A house number such as ``12``, ``12a-c`` or ``1/2``.

    Raises:
        UnusableText: it does not begin with a number from 1 on.
    """
    value = clean_text(text, max_length=14)
    if not _HOUSE_NUMBER.fullmatch(value):
        raise UnusableText("Bitte geben Sie eine Hausnummer ein, zum Beispiel 12 oder 12a.")
    return value


Cleaner = Callable[[str], str]


def _optional(clean: Cleaner) -> Cleaner:
    return lambda text: clean(text) if text.strip() else ""


def _required(clean: Cleaner, question: str) -> Cleaner:
    def check(text: str) -> str:
        if not text.strip():
            raise UnusableText(question)
        return clean(text)

    return check


class _Findings:
    """Collects cleaned values and errors field by field."""

    def __init__(self, data: BusinessPartnerData) -> None:
        self.data = data
        self.values: dict[str, str] = {}
        self.errors: dict[str, str] = {}

    def clean(self, field: str, clean: Cleaner) -> None:
        try:
            self.values[field] = clean(getattr(self.data, field))
        except UnusableText as problem:
            self.errors[field] = str(problem)

    def result(self) -> BusinessPartnerData:
        if self.errors:
            raise UnusableData(self.errors)
        return dataclasses.replace(self.data, **self.values)  # type: ignore[arg-type]


def address_line(street: str, house_number: str, postcode: str, town: str) -> str:
    """An address in one line."""
    return f"{street} {house_number}".strip() + f", {postcode} {town}"
