"""Names and words: cleaning at entry, normalising for search, German sounds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ø": "o", "ł": "l"})
_NO_WORD = re.compile(r"[^a-z0-9]+")
# Zl separators and Cf format characters (zero width, direction overrides) are invisible.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
MAX_COMBINING = 3


class UnusableText(ValueError):
    """A text no human would write; the message says in German what is wrong."""


def clean_text(text: str, *, max_length: int) -> str:
    """Compose umlauts, fold white space and refuse what cannot be seen or printed.

    Raises:
        UnusableText: control, invisible or unpaired characters, stacked accents, too long.
    """
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    if len(composed) > max_length:
        raise UnusableText(f"Höchstens {max_length} Zeichen.")
    if any(unicodedata.category(character) in _INVISIBLE for character in composed):
        raise UnusableText("Der Text enthält unsichtbare Zeichen. Bitte tippen Sie ihn neu ein.")
    accents = groupby(composed, key=lambda character: bool(unicodedata.combining(character)))
    if any(stacked and len(list(run)) > MAX_COMBINING for stacked, run in accents):
        raise UnusableText("Der Text enthält zu viele Akzente auf einem Buchstaben.")
    return composed


def clean_name(text: str, *, max_length: int = 80) -> str:
    """A name as typed, cleaned; it needs at least one letter.

    Raises:
        UnusableText: see ``clean_text``; or no letter in it.
    """
    cleaned = clean_text(text, max_length=max_length)
    if not any(character.isalpha() for character in cleaned):
        raise UnusableText("Ein Name braucht mindestens einen Buchstaben.")
    return cleaned


def normalise(text: str) -> str:
    """Lower case, umlauts written out, accents dropped, only words and digits left."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_GERMAN)
    plain = "".join(
        c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c)
    )
    return _NO_WORD.sub(" ", plain).strip()


_AT_START = {"a", "h", "k", "l", "o", "q", "r", "u", "x"}
_HARD_C = {"a", "h", "k", "o", "q", "u", "x"}
_SIMPLE = {
    **dict.fromkeys("aeijouy", "0"),
    "b": "1",
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
}


@lru_cache(maxsize=65536)
def cologne(word: str) -> str:
    """How a German name sounds: words that sound alike give the same digits.

    Source: Hans Joachim Postel, Kölner Phonetik, IBM-Nachrichten 19 (1969).
    """
    letters = normalise(word).replace(" ", "")
    codes = [
        _code(letter, letters[i - 1] if i else "", letters[i + 1 : i + 2])
        for i, letter in enumerate(letters)
    ]
    folded = "".join(digit for digit, _ in groupby("".join(codes)))
    return folded[:1] + folded[1:].replace("0", "")


def _code(letter: str, before: str, after: str) -> str:
    if letter in _SIMPLE:
        return _SIMPLE[letter]
    if letter == "c":
        return _code_of_c(before, after)
    by_neighbour = {
        "p": ("1", "3", after == "h"),
        "d": ("2", "8", after != "" and after in "csz"),
        "t": ("2", "8", after != "" and after in "csz"),
        "x": ("48", "8", before != "" and before in "ckq"),
    }
    usual, special, applies = by_neighbour.get(letter, ("", "", False))
    return special if applies else usual


def _code_of_c(before: str, after: str) -> str:
    if not before:
        return "4" if after in _AT_START else "8"
    return "4" if after in _HARD_C and before not in {"s", "z"} else "8"
