"""E-mail addresses and telephone numbers in one form."""

from __future__ import annotations

import re
from typing import Final

from kundenwerk.kernel.text import UnusableText, clean_text

# Local part without quotes; domain of labels with at least one dot, internationalised or not.
_EMAIL: Final = re.compile(
    r"(?!\.)(?!.*\.\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\.)"
    r"@(?:[^\W_](?:[^\W_]|-){0,61}\.|[^\W_]\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]+)"
)
MAX_EMAIL: Final = 254
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()/.-]{3,28}", re.ASCII)


def checked_email(text: str) -> str:
    """The address as typed, without blanks around it.

    Raises:
        UnusableText: no single address, quoted or too long.

    Source: RFC 5321 (lengths), RFC 5322 section 3.4.1 (unquoted local part).
    """
    # Cleaning would fold a line break into a blank; a header injection must not pass as a typo.
    if re.search(r"[\r\n]", text.strip()):
        raise UnusableText("Bitte geben Sie genau eine E-Mail-Adresse ein.")
    value = clean_text(text, max_length=MAX_EMAIL)
    if "," in value or ";" in value:
        raise UnusableText("Bitte geben Sie genau eine E-Mail-Adresse ein.")
    if not _EMAIL.fullmatch(value):
        raise UnusableText("Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.")
    return value


def normalised_email(email: str) -> str:
    """The form two spellings of one mailbox share."""
    return email.strip().lower()


def checked_phone(text: str) -> str:
    """The number as typed, cleaned.

    Raises:
        UnusableText: letters, too short or too long.
    """
    value = clean_text(text, max_length=30)
    if not _PHONE.fullmatch(value) or not 5 <= len(normalised_phone(value)) <= 16:
        raise UnusableText("Bitte prüfen Sie die Rufnummer, zum Beispiel 0228 123456.")
    return value


def normalised_phone(phone: str) -> str:
    """The international form; numbers without country code are German.

    Source: ITU-T E.164.
    """
    digits = re.sub(r"[^0-9+]", "", phone.replace("(0)", "", 1))
    if digits.startswith("+"):
        return digits
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+49{digits.removeprefix('0')}"
