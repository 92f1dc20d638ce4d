"""Lists an administrator may rename, hide and order: what follows a quote, supply situations."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.text import clean_name

LONGEST_LABEL: Final = 60


class OptionList(StrEnum):
    """Which list an option belongs to."""

    NEXT_ACTION = "NEXT_ACTION"
    SITUATION = "SITUATION"


LIST_LABELS: Final = {
    OptionList.NEXT_ACTION: "Als Nächstes nach dem Angebot",
    OptionList.SITUATION: "Liefersituationen",
}


class NextAction(StrEnum):
    """What can follow a finished quote (Next Best Action)."""

    DOCUMENT = "DOCUMENT"
    OPEN = "OPEN"
    SEND = "SEND"
    FURTHER = "FURTHER"
    INQUIRY = "INQUIRY"
    ACCEPT = "ACCEPT"
    CUSTOMER = "CUSTOMER"


def checked_label(text: str) -> str:
    """A label as typed, without blanks around it.

    Raises:
        UnusableText: empty, too long or unreadable.
    """
    return clean_name(text, max_length=LONGEST_LABEL)
