"""What somebody agreed to or refused: being approached with advertising, by channel and purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from kundenwerk.kernel.text import UnusableText, clean_text

LONGEST_WORDING: Final = 1000
LONGEST_PROOF: Final = 300


class ConsentChannel(StrEnum):
    """The way somebody is approached.

    Mails and calls need a consent; letters may be sent until somebody objects.

    Source: § 7 Abs. 2 UWG; Art. 21 Abs. 2 DSGVO.
    """

    EMAIL = "EMAIL"
    PHONE = "PHONE"
    POST = "POST"


CONSENT_CHANNEL_LABELS: Final = {
    ConsentChannel.EMAIL: "E-Mail",
    ConsentChannel.PHONE: "Telefon",
    ConsentChannel.POST: "Brief",
}
NEEDS_CONSENT: Final = frozenset({ConsentChannel.EMAIL, ConsentChannel.PHONE})


class ConsentPurpose(StrEnum):
    """What somebody is approached for; one does not include the other."""

    ADVERTISING = "ADVERTISING"
    SURVEY = "SURVEY"


CONSENT_PURPOSE_LABELS: Final = {
    ConsentPurpose.ADVERTISING: "Angebote und Aktionen",
    ConsentPurpose.SURVEY: "Umfragen",
}


class ConsentAnswer(StrEnum):
    """Yes or no; of a letter, no is an objection."""

    GRANTED = "GRANTED"
    REVOKED = "REVOKED"


CONSENT_ANSWER_LABELS: Final = {
    ConsentAnswer.GRANTED: "eingewilligt",
    ConsentAnswer.REVOKED: "widerrufen",
}


class ConsentSource(StrEnum):
    """In which way the answer reached us."""

    PHONE = "PHONE"
    PERSONAL = "PERSONAL"
    WRITTEN = "WRITTEN"
    EMAIL = "EMAIL"
    ONLINE = "ONLINE"
    LINK = "LINK"


CONSENT_SOURCE_LABELS: Final = {
    ConsentSource.PHONE: "am Telefon",
    ConsentSource.PERSONAL: "im Gespräch vor Ort",
    ConsentSource.WRITTEN: "schriftlich",
    ConsentSource.EMAIL: "per E-Mail",
    ConsentSource.ONLINE: "online",
    ConsentSource.LINK: "über den Link in einer E-Mail",
}


class ConsentRefused(ValueError):
    """An answer that cannot be noted; ``field`` and a German sentence."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEntry:
    """An answer as it can be proved later.

    Args:
        given_on: the day it was given.
        wording: exactly what was read out or shown.
        proof: where the answer is kept, such as a form, a recording or a mail.

    Source: Art. 7 Abs. 1 DSGVO; § 7a UWG (calls).
    """

    channel: ConsentChannel
    answer: ConsentAnswer
    source: ConsentSource
    given_on: date
    purpose: ConsentPurpose = ConsentPurpose.ADVERTISING
    wording: str = ""
    proof: str = ""


def checked_consent(entry: ConsentEntry, *, last: date | None, day: date) -> ConsentEntry:
    """The answer, cleaned, if it can be noted.

    Args:
        entry: as entered.
        last: when the answer known so far was given.
        day: the business day.

    Raises:
        ConsentRefused: a day that lies ahead or before the known answer, a consent without
            wording or proof, or text nobody can read.
    """
    if entry.given_on > day:
        raise ConsentRefused("given_on", "Dieser Tag liegt in der Zukunft.")
    if last and entry.given_on < last:
        raise ConsentRefused("given_on", f"Vom {last:%d.%m.%Y} ist schon eine Antwort bekannt.")
    wording = _read("wording", entry.wording, LONGEST_WORDING)
    proof = _read("proof", entry.proof, LONGEST_PROOF)
    if entry.answer is ConsentAnswer.GRANTED and not wording:
        raise ConsentRefused("wording", "Ohne Wortlaut lässt sich die Einwilligung nicht beweisen.")
    if entry.answer is ConsentAnswer.GRANTED and not proof:
        raise ConsentRefused("proof", "Bitte vermerken Sie, wo der Nachweis liegt.")
    return replace(entry, wording=wording, proof=proof)


def _read(field: str, text: str, longest: int) -> str:
    try:
        return clean_text(text, max_length=longest)
    except UnusableText as problem:
        raise ConsentRefused(field, str(problem)) from problem
