"""What can be general terms: a readable PDF that holds from a day still to come, or today."""

from __future__ import annotations

from datetime import date
from typing import Final

LARGEST: Final = 5 * 1024 * 1024
_HEAD: Final = b"%PDF-"
_TAIL: Final = b"%%EOF"


class TermsRefused(ValueError):
    """A version that cannot be kept; ``field`` is where the sentence belongs."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def check_terms(content: bytes, valid_from: date, *, day: date) -> None:
    """Refuse what customers could not read, and versions that would change the past.

    Raises:
        TermsRefused: with a German sentence.
    """
    if not content:
        raise TermsRefused("file", "Die Datei ist leer.")
    if len(content) > LARGEST:
        raise TermsRefused("file", f"Die Datei ist größer als {LARGEST // 1024**2} MB.")
    if not content.startswith(_HEAD) or _TAIL not in content[-1024:]:
        raise TermsRefused("file", "Das ist kein vollständiges PDF. Bitte laden Sie es neu hoch.")
    if b"/Encrypt" in content:
        raise TermsRefused("file", "Das PDF ist mit einem Kennwort geschützt.")
    if valid_from < day:
        raise TermsRefused("valid_from", "Der Tag ist vorbei. Neue AGB gelten frühestens heute.")
