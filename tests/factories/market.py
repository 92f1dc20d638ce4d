"""Market participants."""

from __future__ import annotations

from kundenwerk.kernel.ids import malo_check_digit
from kundenwerk.market.models import MarketParticipant


def participant(number: int, role: str, name: str) -> MarketParticipant:
    """A market participant with a valid code; the same number gives the same one."""
    stem = f"99{number:010}"
    code = stem + malo_check_digit(stem)
    found, _ = MarketParticipant.objects.get_or_create(
        code=code, defaults={"name": name, "role": role}
    )
    return found


def grid_operator() -> MarketParticipant:
    """The grid operator of the tests."""
    return participant(1, "NB", "Netz Beispielstadt")
