"""Who may change a saved view, what it may be called, and what happens to logins."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.text import clean_name, normalise

LONGEST_NAME: Final = 60
LONGEST_QUERY: Final = 1000
LONGEST_LOGIN: Final = 60


def view_name(text: str) -> str:
    """A name people can read and tell apart.

    Raises:
        UnusableText: empty, too long, or with characters nobody can see.
    """
    return clean_name(text, max_length=LONGEST_NAME)


def may_change(*, owner_id: int, user_id: int, role: str) -> bool:
    """A view is changed by who made it, a shared one also by an administrator."""
    return owner_id == user_id or role == Role.ADMINISTRATOR


def may_set_default(role: str) -> bool:
    """What a whole role sees first is an administrator's choice."""
    return role == Role.ADMINISTRATOR


class LoginAct(StrEnum):
    """What was done with a login."""

    MADE = "MADE"
    INVITED = "INVITED"
    LINK_SENT = "LINK_SENT"
    CHANGED = "CHANGED"
    LOCKED = "LOCKED"
    UNLOCKED = "UNLOCKED"
    FACTOR_REMOVED = "FACTOR_REMOVED"
    SESSIONS_ENDED = "SESSIONS_ENDED"


LOGIN_ACT_LABELS = {
    LoginAct.MADE: "Angelegt",
    LoginAct.INVITED: "Eingeladen",
    LoginAct.LINK_SENT: "Link gesendet",
    LoginAct.CHANGED: "Geändert",
    LoginAct.LOCKED: "Gesperrt",
    LoginAct.UNLOCKED: "Entsperrt",
    LoginAct.FACTOR_REMOVED: "Zweiter Faktor entfernt",
    LoginAct.SESSIONS_ENDED: "Sitzungen beendet",
}


def login_name(first_name: str, last_name: str) -> str:
    """The login name proposed for a person, e.g. ``maja.krueger``; empty without Latin letters."""
    words = [
        "".join(letter for letter in normalise(name) if letter.isascii() and letter.isalnum())
        for name in (first_name, last_name)
    ]
    return ".".join(filter(None, words))[:LONGEST_LOGIN]
