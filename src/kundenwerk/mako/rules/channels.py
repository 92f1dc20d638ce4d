"""On which way interchanges travel between a market participant and us."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from kundenwerk.market.rules.lookups import UnusableAddress, checked_base_address

# The way of everybody who has none of his own: what the installation names.
COMMON: Final = ""
_FOLDER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


class ChannelKind(StrEnum):
    """How interchanges are handed over."""

    FOLDER = "FOLDER"
    HTTP = "HTTP"


CHANNEL_LABELS: Final = {ChannelKind.FOLDER: "Ordner", ChannelKind.HTTP: "HTTP"}


class UnusablePlace(ValueError):
    """A folder or address cannot be; the message is a German sentence."""


def checked_place(kind: ChannelKind, text: str) -> str:
    """The name of a folder below the one of the installation, or a web address.

    Raises:
        UnusablePlace: it could lead elsewhere, or is none.
    """
    if kind is ChannelKind.FOLDER:
        if not _FOLDER.fullmatch(text):
            raise UnusablePlace(
                "Ein Ordner heißt zum Beispiel netz-nord: Buchstaben, Ziffern, Punkt und Striche."
            )
        return text
    try:
        address = checked_base_address(text)
    except UnusableAddress as refusal:
        raise UnusablePlace(str(refusal)) from None
    if not address:
        raise UnusablePlace("Bitte geben Sie die Adresse des Postfachs ein.")
    return address


def same_receiver(kind: str, place: str, other_kind: str, other_place: str) -> bool:
    """Whether a secret for one place may go to the other."""
    if kind != other_kind or kind != ChannelKind.HTTP:
        return False
    before, now = urlsplit(place), urlsplit(other_place)
    return (before.scheme, before.netloc.lower()) == (now.scheme, now.netloc.lower())
