"""What every way of exchange can do, and how it fails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

MAX_ITEM_BYTES: Final = 64 * 1024 * 1024
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
TOO_LARGE: Final = "Die Sendung ist größer als 64 MB."


class MailboxError(Exception):
    """The exchange did not happen; ``reason`` is a German sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MailboxUnreachable(MailboxError):
    """Nobody answered, or the partner has a fault of its own; try again later."""


class MailboxRefused(MailboxError):
    """The partner does not take it; trying again will not help."""


class NoMailbox(MailboxError):
    """The installation names no such mailbox, or the address is unusable."""


@dataclass(frozen=True, slots=True)
class Item:
    """One letter waiting for us; ``problem`` is a German sentence when it cannot be read."""

    id: str
    name: str
    content: bytes
    problem: str = ""


class Mailbox(Protocol):
    """Where letters are left and picked up."""

    def send(self, name: str, content: bytes) -> None:
        """Leave a letter; the same letter twice counts once.

        Raises:
            MailboxUnreachable: it may or may not have arrived; send it again.
            MailboxRefused: another letter of this name was left before, or access is denied.
        """

    def fetch(self, limit: int = 100) -> list[Item]:
        """Letters neither acknowledged nor rejected, oldest first.

        Raises:
            MailboxUnreachable: nobody answered.
            MailboxRefused: access is denied, or a letter is too large.
        """

    def acknowledge(self, item_id: str) -> None:
        """Take a letter out that was taken in; again is no error.

        Raises:
            MailboxUnreachable: nobody answered.
            MailboxRefused: access is denied.
        """

    def reject(self, item_id: str, reason: str) -> None:
        """Take a letter out that could not be taken in, with the reason; again is no error.

        Raises:
            MailboxUnreachable: nobody answered.
            MailboxRefused: access is denied.
        """


def checked_name(name: str) -> str:
    """The name of a letter.

    Raises:
        MailboxRefused: it could leave its place, or holds unusual characters.
    """
    if not NAME.fullmatch(name):
        raise MailboxRefused("Der Name der Sendung ist unzulässig.")
    return name
