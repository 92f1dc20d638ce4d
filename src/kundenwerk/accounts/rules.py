"""Who may change a saved view, and what it may be called."""

from __future__ import annotations

from typing import Final

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.text import clean_name

LONGEST_NAME: Final = 60
LONGEST_QUERY: Final = 1000


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
