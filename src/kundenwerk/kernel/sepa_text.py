"""Text that every bank in the euro area accepts."""

from __future__ import annotations

import re
import unicodedata

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "&": "+", "–": "-", "—": "-", "−": "-", "’": "'", "€": "EUR"}
)
_REFUSED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_BLANKS = re.compile(r"\s+")
_IDENTIFIER = re.compile(r"[A-Za-z0-9+?:().,'-]([A-Za-z0-9+?/:().,' -]*)")


def transliterate(text: str) -> str:
    """The same text in the restricted SEPA alphabet; what has no counterpart becomes a dot.

    Source: DFÜ-Abkommen Anlage 3, Kapitel 2.1 (Zeichensatz).
    """
    plain = unicodedata.normalize("NFC", text).translate(_GERMAN)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _REFUSED.sub(".", _BLANKS.sub(" ", bare)).strip()


def shorten(text: str, limit: int) -> str:
    """Transliterated and cut to a number of characters."""
    return transliterate(text)[:limit].rstrip()


def is_identifier(text: str, limit: int = 35) -> bool:
    """Whether banks carry the text unchanged as a reference."""
    fits = 0 < len(text) <= limit and "//" not in text and not text.endswith(("/", " "))
    return fits and _IDENTIFIER.fullmatch(text) is not None
