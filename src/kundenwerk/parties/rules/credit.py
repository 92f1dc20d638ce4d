"""Why somebody may be asked about, and for how long the answer may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.credit import CreditClass
from kundenwerk.kernel.text import clean_text


class CreditReason(StrEnum):
    """The legitimate interest behind a credit check.

    Source: Art. 6 Abs. 1 lit. b und f DSGVO.
    """

    CONTRACT = "CONTRACT"
    ARREARS = "ARREARS"


CREDIT_REASON_LABELS: Final = {
    CreditReason.CONTRACT: "Vertragsanbahnung: wir liefern, bevor bezahlt ist",
    CreditReason.ARREARS: "offene Forderungen aus früherer Belieferung",
}
BY_HAND: Final = "von Hand"


class CreditRefused(ValueError):
    """A class that cannot be noted; ``field`` and a German sentence."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditEntry:
    """A class of credit with its reason.

    Args:
        source: who says so.
        expires_on: the last day it may be used.
    """

    klass: CreditClass
    reason: CreditReason
    source: str
    rated_on: date
    expires_on: date
    note: str = ""


def checked_entry(entry: CreditEntry) -> CreditEntry:
    """The entry, if it can be noted.

    Raises:
        CreditRefused: it expires before it begins, or a class by hand says nothing about why.
        UnusableText: the note cannot be read.
    """
    if entry.expires_on < entry.rated_on:
        raise CreditRefused("expires_on", "Das Ende liegt in der Vergangenheit.")
    if entry.source == BY_HAND and not clean_text(entry.note, max_length=300):
        raise CreditRefused("note", "Bitte notieren Sie, worauf die Klasse beruht.")
    return entry
