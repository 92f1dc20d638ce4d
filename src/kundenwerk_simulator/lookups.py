"""A service that answers questions: grid operator, default supply, address, credit.

Everything follows from the question, faults too, so that they can be shown and taught:
in the street "Störweg" the house number says what goes wrong, in "Nirgendwo" lives nobody,
"Hauptstr" has a proper name and "Lange" could be two streets. Who is called Zahlnix does not pay.
"""

from __future__ import annotations

import csv
import hmac
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

FAULT_STREET: Final = "Störweg"
_JSON: Final = MappingProxyType({"Content-Type": "application/json; charset=utf-8"})
_SLOW_SECONDS: Final = 15.0
_RETRY_AFTER: Final = "30"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire.

    Args:
        pieces: bytes in the order they are written.
        pause: seconds before each piece.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: _JSON)
    pieces: tuple[bytes, ...] = (b"",)
    pause: float = 0.0

    @property
    def length(self) -> int:
        """How many bytes will follow the head."""
        return sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True)
class LookupRules:
    """Who is let in: with a token, or with a user and a password; neither lets everybody in."""

    token: str = ""
    user: str = ""
    password: str = ""


@dataclass(slots=True)
class Lookups:
    """The service; ``asked`` keeps the paths of all questions."""

    rules: LookupRules = field(default_factory=LookupRules)
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str, authorization: str, content: bytes) -> Answer:
        """Answer one question."""
        self.asked.append(path)
        if not self._lets_in(authorization):
            return _error(401)
        if path == "v1/status":
            return _json({"status": "OK"})
        tell = _ANSWERS.get(path)
        try:
            question = json.loads(content)
            fault = _fault(question)
            if tell is None or fault is not None:
                return fault or _error(404)
            return _json(tell(question))
        except (ValueError, KeyError, TypeError):
            return _error(400)

    def _lets_in(self, authorization: str) -> bool:
        rules = self.rules
        expected = f"Bearer {rules.token}" if rules.token else ""
        if rules.user:
            pair = b64encode(f"{rules.user}:{rules.password}".encode()).decode()
            expected = f"Basic {pair}"
        given = authorization.encode("latin-1", "replace")
        return not expected or hmac.compare_digest(given, expected.encode())


def _json(value: object, status: int = 200) -> Answer:
    return Answer(status, _JSON, (json.dumps(value, ensure_ascii=False).encode(),))


def _error(status: int, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {**_JSON, **named}, (json.dumps({"fehler": status}).encode(),))


def _fault(question: Mapping[str, Any]) -> Answer | None:
    if question["strasse"] != FAULT_STREET:
        return None
    known: dict[str, Answer] = {
        "301": _error(301, Location="http://127.0.0.1:9/anderswo"),
        "401": _error(401),
        "429": _error(429, Retry_After=_RETRY_AFTER),
        "500": _error(500),
        "504": Answer(pieces=(b'{"adressstatus"', b': "UNBEKANNT"}'), pause=_SLOW_SECONDS),
        # Each byte comes in time, the whole never does.
        "1": Answer(pieces=tuple(b"[%d]" % (n % 9) for n in range(600)), pause=0.1),
        "2": Answer(pieces=(b'{"adressstatus": "GUELTIG", "treffer": [',)),
        "3": Answer(pieces=(b'{"adressstatus": "' + b"x" * 2_000_000 + b'"}',)),
        "4": Answer(headers={"Content-Type": "text/html"}, pieces=(b"<html>Anmeldung</html>",)),
        "5": _json({"adressstatus": "VIELLEICHT", "treffer": "viele"}),
        "6": Answer(pieces=(b"[" * 100_000,)),
        "7": Answer(pieces=(b'{"tarif": {"arbeitspreisCtBrutto": NaN}}',)),
    }
    return known.get(question["hausnummer"], _error(503))


def _rows(question: Mapping[str, Any]) -> list[dict[str, str]]:
    text = resources.files("kundenwerk_simulator").joinpath("lookups.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    fitting = [
        row
        for row in rows
        if question["plz"].startswith(row["plz"]) and row["sparte"] == question["sparte"]
    ]
    closest = max((len(row["plz"]) for row in fitting), default=0)
    return [row for row in fitting if len(row["plz"]) == closest]


def _is_nowhere(question: Mapping[str, Any]) -> bool:
    return bool(question["strasse"].startswith("Nirgendwo"))


def _party(code: str) -> dict[str, str] | None:
    return {"kennung": code} if code else None


def _grid(question: Mapping[str, Any]) -> dict[str, Any]:
    if _is_nowhere(question):
        return {"adressstatus": "UNBEKANNT", "treffer": []}
    matches = [
        {
            "netzbetreiber": {"kennung": row["kennung"], "name": row["name"]},
            "messstellenbetreiber": _party(row["messstellenbetreiber"]),
            "grundversorger": _party(row["grundversorger"]),
            "konzessionsklasse": row["konzessionsklasse"],
            "gebiet": row["gebiet"],
        }
        for row in _rows(question)
    ]
    return {"adressstatus": "GUELTIG", "treffer": matches}


def _tariff(question: Mapping[str, Any]) -> dict[str, Any]:
    if _is_nowhere(question) or not _rows(question):
        return {"tarif": None}
    is_large = question["jahresverbrauch"] >= 10_000
    return {
        "tarif": {
            "sparte": question["sparte"],
            "name": "Ortsstrom Grundversorgung" + (" Plus" if is_large else ""),
            "grundversorger": f"Grundversorger {question['ort'] or question['plz']} (Simulator)",
            "information": "Erfundener Tarif des Simulators",
            "arbeitspreisCtBrutto": 40.85 if is_large else 41.37,
            "grundpreisEurBrutto": 169.9,
            "vonKwh": 10_000 if is_large else 0,
            "bisKwh": None if is_large else 10_000,
            "gueltigAb": question["stichtag"][:4] + "-01-01",
            "gueltigBis": None,
        }
    }


def _address(question: Mapping[str, Any]) -> dict[str, Any]:
    if _is_nowhere(question):
        return {"adressstatus": "UNBEKANNT", "treffer": []}
    given = {name: question[name] for name in ("plz", "ort", "strasse", "hausnummer")}
    street = given["strasse"]
    meant = list(_meant(street))
    verdict = {0: "GUELTIG", 1: "KORRIGIERT"}.get(len(meant), "MEHRDEUTIG")
    matches = [given | {"strasse": one} for one in meant or [street]]
    return {"adressstatus": verdict, "treffer": matches}


def _meant(street: str) -> Iterator[str]:
    if street == "Lange":
        yield from ("Lange Gasse", "Lange Straße")
    elif street.lower().endswith(("str", "str.")):
        yield street.removesuffix(".") + "aße"


def _credit(question: Mapping[str, Any]) -> dict[str, Any]:
    if not question["grund"]:
        raise ValueError("grund")
    name = question["nachname"] or question["firma"]
    klass = "C" if "zahlnix" in name.lower() else "B" if question["geburtsdatum"] is None else "A"
    return {"klasse": klass, "gueltigBis": None}


_ANSWERS: Final = {
    "v1/netzbetreiber": _grid,
    "v1/grundversorgung": _tariff,
    "v1/adresse": _address,
    "v1/bonitaet": _credit,
}
