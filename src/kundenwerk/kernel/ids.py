"""Identifiers of the energy market and of payments, with their check digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stdnum import ean, iban
from stdnum import exceptions as stdnum_errors
from stdnum.de import leitweg, vat
from stdnum.eu import at_02, eic

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u202f]+")
_MALO: Final = re.compile(r"[1-9][0-9]{10}")
_MELO: Final = re.compile(r"DE[0-9]{11}[A-Z0-9]{20}")
_CODE_NUMBER: Final = re.compile(r"[0-9]{13}")
_EIC: Final = re.compile(r"[A-Z0-9-]{15}[A-Z0-9]")
_RESOURCE: Final = re.compile(r"[A-Z][A-Z0-9]{9}[0-9]")
_OBIS: Final = re.compile(
    r"[0-9]-[0-9]{1,2}:(?:C|[0-9]{1,2})\.[0-9]{1,2}\.[0-9]{1,2}(?:\*[0-9]{1,3})?"
)
_GERMAN_CREDITOR: Final = re.compile(r"DE[0-9]{2}[A-Z0-9]{3}0[0-9]{10}")
_LEITWEG: Final = re.compile(r"[0-9]{2,12}(?:-[A-Z0-9]{1,30})?-[0-9]{2}")

_CHECK_DIGIT: Final = "Die Prüfziffer stimmt nicht; bitte vergleichen Sie die Nummer."


class InvalidIdentifier(ValueError):
    """The text is no identifier of this kind; ``reason`` is a German sentence for the field."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind = kind
        self.reason = reason


def malo_check_digit(first_ten: str) -> str:
    """The last digit of a MaLo-ID or, over twelve digits, of a BDEW code number.

    Source: BDEW Anwendungshilfe Identifikatoren, Bildung der Marktlokations-ID.
    """
    return _weighted_digit([int(character) for character in first_ten])


def malo_from(number: int) -> str:
    """The MaLo-ID number ``number`` of a made-up series, for demonstrations.

    Args:
        number: 0 up to 8,999,999,999.

    Raises:
        ValueError: the number does not fit into ten digits.
    """
    if not 0 <= number < 9 * 10**9:
        raise ValueError(f"no MaLo-ID number {number}")
    stem = str(10**9 + number)
    return stem + malo_check_digit(stem)


def validate_malo(text: str) -> str:
    """The MaLo-ID in its plain form.

    Raises:
        InvalidIdentifier: not eleven digits or a wrong check digit.
    """
    value = _squeeze(text)
    if _MELO.fullmatch(value):
        raise InvalidIdentifier(
            "malo", "Das ist eine Messlokations-ID; gefragt ist die Marktlokations-ID (11 Ziffern)."
        )
    if not _MALO.fullmatch(value):
        raise InvalidIdentifier(
            "malo", "Eine Marktlokations-ID hat 11 Ziffern und beginnt nicht mit 0."
        )
    if malo_check_digit(value[:10]) != value[10]:
        raise InvalidIdentifier("malo", _CHECK_DIGIT)
    return value


def validate_melo(text: str) -> str:
    """The MeLo-ID in its plain form; it carries no check digit.

    Raises:
        InvalidIdentifier: not ``DE``, eleven digits and twenty letters or digits.
    """
    value = _squeeze(text)
    if not _MELO.fullmatch(value):
        raise InvalidIdentifier(
            "melo",
            "Eine Messlokations-ID hat 33 Zeichen: DE, 11 Ziffern, 20 Buchstaben oder Ziffern.",
        )
    return value


def validate_market_participant(text: str) -> str:
    """The code of a market partner: BDEW (99…), DVGW (98…) or GS1.

    Raises:
        InvalidIdentifier: not thirteen digits or a wrong check digit.
    """
    value = _squeeze(text)
    if not _CODE_NUMBER.fullmatch(value):
        raise InvalidIdentifier("market_participant", "Eine Marktpartner-ID hat 13 Ziffern.")
    if value[:2] in {"98", "99"}:
        valid = malo_check_digit(value[:12]) == value[12]
    else:
        valid = ean.is_valid(value)
    if not valid:
        raise InvalidIdentifier("market_participant", _CHECK_DIGIT)
    return value


def market_participant_agency(code: str) -> tuple[str, str]:
    """The qualifiers of a market partner in UNB and in NAD.

    Source: BDEW Allgemeine Festlegungen: UNB 0007 (500, 502, 14), NAD 3055 (293, 332, 9).
    """
    return {"99": ("500", "293"), "98": ("502", "332")}.get(code[:2], ("14", "9"))


def validate_eic(text: str) -> str:
    """The Energy Identification Code in its plain form.

    Raises:
        InvalidIdentifier: not sixteen characters or a wrong check character.
    """
    value = _squeeze(text)
    if not _EIC.fullmatch(value):
        raise InvalidIdentifier("eic", "Ein EIC hat 16 Zeichen: Großbuchstaben, Ziffern, Striche.")
    if not eic.is_valid(value):
        raise InvalidIdentifier("eic", "Das Prüfzeichen stimmt nicht.")
    return value


def validate_balancing_group(text: str) -> str:
    """The EIC of a balancing group, which is of the type "party".

    Raises:
        InvalidIdentifier: no EIC, or one of another type.
    """
    value = validate_eic(text)
    if value[2] != "X":
        raise InvalidIdentifier(
            "balancing_group", "Ein Bilanzkreis ist ein EIC mit X an dritter Stelle."
        )
    return value


def validate_gas_balancing_group(text: str) -> str:
    """The code of a balancing group of gas in its plain form.

    Raises:
        InvalidIdentifier: not sixteen capital letters, digits or hyphens.

    Source: Kooperationsvereinbarung Gas; the market area manager gives the code, no check digit.
    """
    value = _squeeze(text)
    if not _EIC.fullmatch(value):
        raise InvalidIdentifier(
            "gas_balancing_group", "Ein Bilanzkreis Gas hat 16 Zeichen, z. B. THE0BFH000010000."
        )
    return value


def validate_network_location(text: str) -> str:
    """The NeLo-ID in its plain form.

    Raises:
        InvalidIdentifier: wrong shape or check digit.
    """
    return _resource("network_location", "E", "Eine Netzlokations-ID", text)


def validate_controllable_resource(text: str) -> str:
    """The identifier of a controllable resource in its plain form.

    Raises:
        InvalidIdentifier: wrong shape or check digit.
    """
    return _resource("controllable_resource", "C", "Die ID einer Steuerbaren Ressource", text)


def validate_technical_resource(text: str) -> str:
    """The identifier of a technical resource in its plain form.

    Raises:
        InvalidIdentifier: wrong shape or check digit.
    """
    return _resource("technical_resource", "D", "Die ID einer Technischen Ressource", text)


def validate_obis(text: str) -> str:
    """The OBIS code in its plain form ``A-B:C.D.E*F``.

    Raises:
        InvalidIdentifier: another shape.
    """
    value = _squeeze(text)
    if not _OBIS.fullmatch(value):
        raise InvalidIdentifier("obis", "Eine OBIS-Kennzahl sieht so aus: 1-0:1.8.0.")
    return value


def validate_iban(text: str) -> str:
    """The IBAN without blanks.

    Raises:
        InvalidIdentifier: unknown country, wrong length or wrong check digits.

    Source: ISO 13616, DIN EN 1344; check digits ISO 7064 Mod 97-10.
    """
    value = _squeeze(text)
    if not value.isascii() or not value.isalnum():
        raise InvalidIdentifier("iban", "Eine IBAN enthält nur Buchstaben und Ziffern.")
    if value.startswith("DE") and len(value) != 22:
        raise InvalidIdentifier(
            "iban", f"Eine deutsche IBAN hat 22 Stellen, diese hat {len(value)}."
        )
    try:
        return str(iban.validate(value))
    except stdnum_errors.InvalidChecksum:
        raise InvalidIdentifier("iban", "Die Prüfziffern stimmen nicht.") from None
    except stdnum_errors.ValidationError:
        raise InvalidIdentifier("iban", "Das ist keine gültige IBAN.") from None


def validate_creditor_id(text: str) -> str:
    """The SEPA creditor identifier without blanks.

    Raises:
        InvalidIdentifier: wrong shape or check digits.
    """
    value = _squeeze(text)
    if value.startswith("DE") and not _GERMAN_CREDITOR.fullmatch(value):
        raise InvalidIdentifier(
            "creditor_id", "Eine deutsche Gläubiger-ID hat 18 Stellen, z. B. DE98ZZZ09999999999."
        )
    if not value.isascii() or not at_02.is_valid(value):
        raise InvalidIdentifier("creditor_id", "Die Prüfziffern der Gläubiger-ID stimmen nicht.")
    return value


def validate_leitweg(text: str) -> str:
    """The Leitweg-ID in capitals.

    Raises:
        InvalidIdentifier: wrong shape or check digits.

    Source: KoSIT, Formatspezifikation Leitweg-ID.
    """
    value = _squeeze(text)
    if not _LEITWEG.fullmatch(value):
        raise InvalidIdentifier("leitweg", "Eine Leitweg-ID sieht so aus: 04011000-12345-06.")
    if not leitweg.is_valid(value):
        raise InvalidIdentifier("leitweg", "Die Prüfziffern der Leitweg-ID stimmen nicht.")
    return value


def validate_vat_id(text: str) -> str:
    """The German VAT number with its country code.

    Raises:
        InvalidIdentifier: wrong shape or check digit.
    """
    value = _squeeze(text)
    if not re.fullmatch(r"DE[1-9][0-9]{8}", value):
        raise InvalidIdentifier("vat_id", "Eine deutsche USt-IdNr. ist DE mit 9 Ziffern.")
    if not vat.is_valid(value):
        raise InvalidIdentifier("vat_id", _CHECK_DIGIT)
    return value


def _squeeze(text: str) -> str:
    return _SPACES.sub("", text).upper()


def _weighted_digit(values: Sequence[int]) -> str:
    weighted = sum(values[0::2]) + 2 * sum(values[1::2])
    return str(-weighted % 10)


def _resource(kind: str, letter: str, name: str, text: str) -> str:
    """Check one of the identifiers built like a NeLo-ID.

    Source: BDEW Anwendungshilfe Identifikatoren; letters count with their ASCII code.
    """
    value = _squeeze(text)
    if not _RESOURCE.fullmatch(value) or value[0] != letter:
        raise InvalidIdentifier(kind, f"{name} hat 11 Stellen und beginnt mit {letter}.")
    points = [int(char) if char.isdigit() else ord(char) for char in value[:10]]
    if _weighted_digit(points) != value[10]:
        raise InvalidIdentifier(kind, _CHECK_DIGIT)
    return value
