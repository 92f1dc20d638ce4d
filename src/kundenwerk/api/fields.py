"""The fields programs send and how each is read; the same table describes them in OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kundenwerk.api.problems import Problem
from kundenwerk.kernel.numbers import format_day

MOST: Final = 9_999_999
LARGEST_ID: Final = 999_999_999_999
MOST_ROWS: Final = 20


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its kind is text, integer, boolean, date (ISO 8601) or rows, a list of ids."""

    kind: str
    about: str
    is_needed: bool = False
    options: tuple[str, ...] = ()
    longest: int = 300

    def read(self, value: Any) -> str:
        """The value as the quote path takes it.

        Raises:
            ValueError: with a German sentence.
        """
        match self.kind, value:
            case "boolean", bool():
                return "1" if value else ""
            case "integer", int() if not isinstance(value, bool) and 0 <= value <= MOST:
                return str(value)
            case "rows", list() if len(value) <= MOST_ROWS and all(map(_is_id, value)):
                return ",".join(map(str, value))
            case "date", str():
                return _day(value)
            case "text", str() if len(value) <= self.longest:
                return self._option(value)
        raise ValueError(f"Erwartet wird {_WORDS[self.kind]}.")

    def _option(self, value: str) -> str:
        if self.options and value not in self.options:
            raise ValueError(f"Möglich sind {', '.join(self.options)}.")
        return value

    def schema(self) -> dict[str, Any]:
        """The field in a JSON schema."""
        return {"description": self.about} | self._shape()

    def _shape(self) -> dict[str, Any]:
        match self.kind:
            case "integer":
                return {"type": "integer", "minimum": 0, "maximum": MOST}
            case "boolean":
                return {"type": "boolean"}
            case "rows":
                items = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
                return {"type": "array", "maxItems": MOST_ROWS, "items": items}
            case "date":
                return {"type": "string", "format": "date"}
        allowed = {"enum": list(self.options)} if self.options else {"maxLength": self.longest}
        return {"type": "string"} | allowed


_WORDS = {
    "boolean": "true oder false",
    "integer": f"eine ganze Zahl von 0 bis {MOST}",
    "date": "ein Tag wie 2026-12-01",
    "rows": f"eine Liste von höchstens {MOST_ROWS} Nummern",
    "text": "ein Text, der nicht zu lang ist",
}


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID


def _day(text: str) -> str:
    try:
        return format_day(date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"Erwartet wird {_WORDS['date']}.") from None


Fields = Mapping[str, Field]


def read(body: Mapping[str, Any], fields: Fields) -> dict[str, str]:
    """The fields of a request; null is like leaving out, unknown ones are refused.

    Raises:
        Problem: with a sentence per field.
    """
    values: dict[str, str] = {}
    errors = dict.fromkeys(set(body) - set(fields), "Dieses Feld gibt es hier nicht.")
    for name, field in fields.items():
        if body.get(name) is None:
            if field.is_needed:
                errors[name] = "Dieses Feld fehlt."
            continue
        try:
            values[name] = field.read(body[name])
        except ValueError as wrong:
            errors[name] = str(wrong)
    if errors:
        raise Problem(422, "fields", "Bitte prüfen Sie die genannten Felder.", errors)
    return values


def schema(fields: Fields) -> dict[str, Any]:
    """An object of these fields in a JSON schema."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": sorted(name for name, field in fields.items() if field.is_needed),
        "properties": {name: field.schema() for name, field in fields.items()},
    }


def _text(about: str, longest: int = 80) -> Field:
    return Field("text", about, longest=longest)


SUPPLY: Final[dict[str, Field]] = {
    "energy_kind": Field("text", "Energieart, wie im Angebotsweg", is_needed=True, longest=20),
    "postcode": Field("text", "Postleitzahl der Lieferstelle", is_needed=True, longest=5),
    "town": _text("Ort, wenn zur Postleitzahl mehrere gehören"),
    "annual_kwh": Field("integer", "Jahresverbrauch in kWh", is_needed=True),
    "offpeak_kwh": Field("integer", "davon im Niedertarif"),
    "register_count": Field("text", "Tarifanzahl des Zählers", options=("SINGLE", "DUAL", "MULTI")),
    "start": Field("date", "gewünschter Lieferbeginn"),
    "next_possible": Field("boolean", "nächstmöglicher Termin statt eines Tages"),
}
QUOTE: Final[dict[str, Field]] = SUPPLY | {
    "tariff_version": Field("integer", "Zeitscheibe aus der Tarifliste", is_needed=True),
    "conditions": Field("rows", "gewählte Konditionen dieses Tarifs aus der Tarifliste"),
    "street": Field("text", "Straße der Lieferstelle", is_needed=True, longest=80),
    "house_number": Field("text", "Hausnummer", is_needed=True, longest=14),
    "kind": Field("text", "Art des Partners", options=("PERSON", "ORGANISATION")),
    "salutation": Field("text", "Anrede", options=("MS", "MR", "NEUTRAL")),
    "title": _text("Titel", 40),
    "first_name": _text("Vorname"),
    "last_name": _text("Nachname"),
    "organisation_name": _text("Firma", 120),
    "birth_date": Field("date", "Geburtsdatum"),
    "email": _text("E-Mail", 254),
    "phone": _text("Telefon", 30),
    "other_address": Field("boolean", "Anschrift weicht von der Lieferstelle ab"),
    "own_street": _text("Straße der Anschrift"),
    "own_house_number": _text("Hausnummer der Anschrift", 14),
    "own_postcode": _text("Postleitzahl der Anschrift", 5),
    "own_town": _text("Ort der Anschrift"),
    "payment_method": Field("text", "Zahlungsart", options=("DIRECT_DEBIT", "TRANSFER")),
    "iban": _text("IBAN", 42),
    "holder": _text("Kontoinhaber", 70),
    "situation": Field("text", "E01 Einzug, E03 Lieferantenwechsel", options=("E01", "E03")),
    "previous_supplier": Field("integer", "bisheriger Lieferant"),
    "previous_contract_number": _text("Vertragsnummer dort", 35),
    "previous_contract_end": Field("date", "letzter Tag des bisherigen Vertrags"),
    "meter_number": _text("Zählernummer", 20),
    "malo_id": _text("MaLo-ID", 11),
}
ACCEPTANCE: Final[dict[str, Field]] = {
    "accepted_on": Field("date", "Tag der Annahme in Textform", is_needed=True),
    "early_start": Field("boolean", "der Kunde verlangt Lieferung vor Ablauf der Widerrufsfrist"),
    **{
        name: QUOTE[name]
        for name in ("situation", "previous_supplier", "payment_method", "iban", "holder")
    },
}
