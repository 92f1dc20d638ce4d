"""Questions and answers as they go over the wire; the shape is described in ADR 0023."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from kundenwerk.kernel.credit import CreditClass
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import InvalidIdentifier, validate_market_participant
from kundenwerk.kernel.text import UnusableText, clean_text
from kundenwerk.market.rules.lookups import (
    AddressAnswer,
    AddressQuestion,
    CreditAnswer,
    CreditQuestion,
    GridAnswer,
    GridMatch,
    PublishedTariff,
    Verdict,
)
from kundenwerk.market.rules.vocabulary import ConcessionClass

T = TypeVar("T")

MOST_MATCHES: Final = 20
_HIGHEST_PRICE: Final = Decimal(100_000)
_MOST_KWH: Final = 10**9
_COMMODITIES: Final = {Commodity.ELECTRICITY: "STROM", Commodity.GAS: "GAS"}
_CLASSES: Final = {
    "BIS_25000": ConcessionClass.UPTO_25K,
    "BIS_100000": ConcessionClass.UPTO_100K,
    "BIS_500000": ConcessionClass.UPTO_500K,
    "UEBER_500000": ConcessionClass.OVER_500K,
}
_KNOWN: Final = {"GUELTIG": True, "UNBEKANNT": False}
_VERDICTS: Final = {
    "GUELTIG": Verdict.VALID,
    "KORRIGIERT": Verdict.CORRECTED,
    "MEHRDEUTIG": Verdict.AMBIGUOUS,
    "UNBEKANNT": Verdict.UNKNOWN,
}
_CREDIT: Final = {one.value: one for one in CreditClass}


class Unreadable(ValueError):
    """An answer without the agreed shape."""


def grid_question(address: AddressQuestion, commodity: Commodity, day: date) -> dict[str, Any]:
    """Who runs the grid at an address on a day?"""
    return _address(address) | {"sparte": _COMMODITIES[commodity], "stichtag": day.isoformat()}


def tariff_question(
    address: AddressQuestion, commodity: Commodity, kwh: int, day: date
) -> dict[str, Any]:
    """What does the default supplier ask for a consumption?"""
    return grid_question(address, commodity, day) | {"jahresverbrauch": kwh}


def address_question(address: AddressQuestion) -> dict[str, Any]:
    """Is there such an address?"""
    return _address(address)


def credit_question(asked: CreditQuestion) -> dict[str, Any]:
    """How does somebody pay?"""
    return _address(asked.address) | {
        "vorname": asked.first_name,
        "nachname": asked.last_name,
        "firma": asked.organisation_name,
        "geburtsdatum": asked.birth_date.isoformat() if asked.birth_date else None,
        "grund": asked.reason,
    }


def read_grid(answer: Any) -> GridAnswer:
    """The operators of a grid.

    Raises:
        Unreadable: it does not have the agreed shape.
    """
    node = _object(answer)
    known = _code(node, "adressstatus", _KNOWN)
    return GridAnswer(known, _each(node, _grid_match))


def read_tariff(answer: Any) -> PublishedTariff | None:
    """The published tariff; None when the service knows none.

    Raises:
        Unreadable: it does not have the agreed shape.
    """
    found = _object(answer).get("tarif", Unreadable)
    if found is Unreadable:
        raise Unreadable("tarif")
    if found is None:
        return None
    node = _object(found)
    from_kwh = _whole(node, "vonKwh") or 0
    upto_kwh = _whole(node, "bisKwh")
    if upto_kwh is not None and upto_kwh <= from_kwh:
        raise Unreadable("bisKwh")
    return PublishedTariff(
        _code(node, "sparte", {text: one for one, text in _COMMODITIES.items()}),
        _text(node, "name"),
        _text(node, "grundversorger"),
        _text(node, "information", most=300, may_be_empty=True),
        _price(node, "arbeitspreisCtBrutto"),
        _price(node, "grundpreisEurBrutto"),
        from_kwh,
        upto_kwh,
        _day(node, "gueltigAb"),
        _day(node, "gueltigBis"),
    )


def read_address(answer: Any) -> AddressAnswer:
    """A verdict on an address.

    Raises:
        Unreadable: it does not have the agreed shape, or a correction without a proposal.
    """
    node = _object(answer)
    verdict = _code(node, "adressstatus", _VERDICTS)
    matches = _each(node, _address_match)
    if verdict in {Verdict.CORRECTED, Verdict.AMBIGUOUS} and not matches:
        raise Unreadable("treffer")
    return AddressAnswer(verdict, matches)


def read_credit(answer: Any) -> CreditAnswer:
    """A class of credit.

    Raises:
        Unreadable: it does not have the agreed shape.
    """
    node = _object(answer)
    return CreditAnswer(_code(node, "klasse", _CREDIT), _day(node, "gueltigBis"))


def read_status(answer: Any) -> None:
    """A service that says it is there.

    Raises:
        Unreadable: it does not have the agreed shape.
    """
    _code(_object(answer), "status", {"OK": True})


def _address(address: AddressQuestion) -> dict[str, Any]:
    return {
        "plz": address.postcode,
        "ort": address.town,
        "strasse": address.street,
        "hausnummer": address.house_number,
    }


def _grid_match(node: Mapping[str, Any]) -> GridMatch:
    operator = _object(node.get("netzbetreiber"))
    return GridMatch(
        _market_code(operator),
        _text(operator, "name"),
        _code(node, "konzessionsklasse", _CLASSES),
        _optional_code(node, "messstellenbetreiber"),
        _optional_code(node, "grundversorger"),
        _text(node, "gebiet", may_be_empty=True),
    )


def _address_match(node: Mapping[str, Any]) -> AddressQuestion:
    postcode = _text(node, "plz", most=5)
    if not (len(postcode) == 5 and postcode.isascii() and postcode.isdigit()):
        raise Unreadable("plz")
    return AddressQuestion(
        postcode=postcode,
        town=_text(node, "ort", most=80),
        street=_text(node, "strasse", most=80),
        house_number=_text(node, "hausnummer", most=14),
    )


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable("Objekt erwartet")
    return value


def _each(node: Mapping[str, Any], read: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    listed = node.get("treffer")
    if not isinstance(listed, list) or len(listed) > MOST_MATCHES:
        raise Unreadable("treffer")
    return tuple(read(_object(one)) for one in listed)


def _code(node: Mapping[str, Any], name: str, meanings: Mapping[str, T]) -> T:
    value = node.get(name)
    if not isinstance(value, str) or value not in meanings:
        raise Unreadable(name)
    return meanings[value]


def _text(
    node: Mapping[str, Any], name: str, *, most: int = 120, may_be_empty: bool = False
) -> str:
    value = node.get(name)
    if value is None and may_be_empty:
        return ""
    try:
        text = clean_text(value, max_length=most) if isinstance(value, str) else ""
    except UnusableText:
        raise Unreadable(name) from None
    if not text and not may_be_empty:
        raise Unreadable(name)
    return text


def _market_code(node: Mapping[str, Any]) -> str:
    try:
        return validate_market_participant(_text(node, "kennung", most=13))
    except InvalidIdentifier:
        raise Unreadable("kennung") from None


def _optional_code(node: Mapping[str, Any], name: str) -> str:
    value = node.get(name)
    return "" if value is None else _market_code(_object(value))


def _price(node: Mapping[str, Any], name: str) -> Decimal:
    value = node.get(name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unreadable(name)
    price = Decimal(value)
    if not price.is_finite() or not 0 <= price < _HIGHEST_PRICE or price != round(price, 6):
        raise Unreadable(name)
    return price


def _whole(node: Mapping[str, Any], name: str) -> int | None:
    value = node.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_KWH:
        raise Unreadable(name)
    return value


def _day(node: Mapping[str, Any], name: str) -> date | None:
    value = node.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(name) from None
