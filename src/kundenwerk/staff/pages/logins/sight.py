"""What a role sees and may change, in the words of the navigation and the settings."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role
from kundenwerk.staff.access import GRANTS, Permission
from kundenwerk.staff.navigation import GROUPS
from kundenwerk.staff.settings_pages import SETTINGS


@dataclass(frozen=True, slots=True)
class Sight:
    """A role in words.

    Args:
        changes: entries of the navigation where the role may change something.
        reads: entries it only reads.
        not_seen: entries it does not see.
    """

    role: str
    label: str
    changes: tuple[str, ...]
    reads: tuple[str, ...]
    not_seen: tuple[str, ...]


def sight(role: Role) -> Sight:
    """What somebody with this role sees."""
    granted = GRANTS[role]
    found: dict[str, list[str]] = {"changes": [], "reads": [], "not_seen": []}
    pages = [(one.label, one.permission) for title, some in GROUPS if title for one in some]
    pages += [(one.label, one.permission) for _, some in SETTINGS for one in some]
    for label, permission in pages:
        found[_reach(permission, granted)].append(label)
    return Sight(role.value, ROLE_LABELS[role], **{name: tuple(x) for name, x in found.items()})


def _reach(permission: Permission, granted: frozenset[Permission]) -> str:
    if permission not in granted:
        return "not_seen"
    writing = permission.value.replace("_READ", "_WRITE")
    return "changes" if writing in granted else "reads"


@functools.cache
def every_sight() -> tuple[Sight, ...]:
    """The roles of staff, in their usual order."""
    return tuple(sight(role) for role in ROLE_LABELS if role in STAFF_ROLES)
