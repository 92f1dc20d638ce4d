"""The invariant checker: every context states what must hold, one command proves it."""

from __future__ import annotations

from collections.abc import Callable

Check = Callable[[], list[str]]
_checks: dict[str, Check] = {}


def register(title: str) -> Callable[[Check], Check]:
    """Add a check; it returns one German sentence per violation, none when all is well."""

    def add(check: Check) -> Check:
        _checks[title] = check
        return check

    return add


def check_all() -> dict[str, list[str]]:
    """Run every check; title to violations."""
    return {title: check() for title, check in sorted(_checks.items())}
