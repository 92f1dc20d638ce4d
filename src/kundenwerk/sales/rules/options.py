"""Lists an administrator may extend, rename, hide and order: actions after a quote, situations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import quote, urlsplit

from kundenwerk.kernel.text import UnusableText, clean_name, clean_text

LONGEST_LABEL: Final = 60
LONGEST_ADDRESS: Final = 300
# The first letter of codes an installation gives itself.
OWN: Final = "X"


class OptionList(StrEnum):
    """Which list an option belongs to."""

    NEXT_ACTION = "NEXT_ACTION"
    SITUATION = "SITUATION"


LIST_LABELS: Final = {
    OptionList.NEXT_ACTION: "Als Nächstes nach dem Angebot",
    OptionList.SITUATION: "Liefersituationen",
}


class NextAction(StrEnum):
    """What the product itself offers after a finished quote (Next Best Action)."""

    DOCUMENT = "DOCUMENT"
    OPEN = "OPEN"
    SEND = "SEND"
    FURTHER = "FURTHER"
    INQUIRY = "INQUIRY"
    ACCEPT = "ACCEPT"
    CUSTOMER = "CUSTOMER"


# What may stand in braces in the address of an own action.
PLACEHOLDERS: Final = {
    "quote": "interne Nummer des Angebots",
    "quote_number": "Angebotsnummer",
    "business_partner": "interne Nummer des Kunden",
    "business_partner_number": "Kundennummer",
}
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")


def checked_label(text: str, others: Iterable[str] = ()) -> str:
    """A label as typed, without blanks around it.

    Raises:
        UnusableText: empty, too long, unreadable, or the label of one of the others.
    """
    label = clean_name(text, max_length=LONGEST_LABEL)
    if label.casefold() in {other.casefold() for other in others}:
        raise UnusableText("So heißt schon ein anderer Eintrag.")
    return label


def checked_address(text: str) -> str:
    """The address an own action leads to: a page of ours or another site over HTTPS.

    Raises:
        UnusableText: anything else, or a placeholder that is not known.
    """
    address = clean_text(text, max_length=LONGEST_ADDRESS)
    if not address or any(sign.isspace() or sign in '\\<>"' for sign in address):
        raise UnusableText("Bitte geben Sie eine Adresse ohne Leerzeichen ein.")
    plain = _PLACEHOLDER.sub(_known, address)
    if "{" in plain or "}" in plain:
        raise UnusableText("Geschweifte Klammern gibt es nur um Platzhalter.")
    if not (_is_own_page(address) or _is_other_site(address)):
        raise UnusableText(
            "Bitte geben Sie eine Seite von hier ein, zum Beispiel /aufgaben/, oder eine "
            "Adresse, die mit https:// beginnt."
        )
    return address


def filled(address: str, values: Mapping[str, object]) -> str:
    """An address with its placeholders replaced; no value can leave its place in it."""
    return _PLACEHOLDER.sub(lambda found: quote(str(values[found[1]]), safe=""), address)


def own_code(taken: Iterable[str]) -> str:
    """The next code of an own entry."""
    numbers = [int(code[1:]) for code in taken if re.fullmatch(rf"{OWN}\d+", code)]
    return f"{OWN}{max(numbers, default=0) + 1}"


def _known(found: re.Match[str]) -> str:
    if found[1] not in PLACEHOLDERS:
        names = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise UnusableText(f"Den Platzhalter {found[0]} gibt es nicht. Möglich sind: {names}.")
    return ""


def _is_own_page(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def _is_other_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, place = parts.hostname, parts.netloc
        _ = parts.port
    except ValueError:
        return False
    return bool(
        parts.scheme == "https" and host and place.isascii() and not set("@{}") & set(place)
    )
