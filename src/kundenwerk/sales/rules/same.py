"""Whether an order that came in without a clerk is from somebody we know."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kundenwerk.kernel.states import LifeCycle


class PairState(StrEnum):
    """What became of a possible duplicate."""

    OPEN = "OPEN"
    SAME = "SAME"
    DIFFERENT = "DIFFERENT"
    DROPPED = "DROPPED"


PAIR_LABELS: Final = {
    PairState.OPEN: "zu klären",
    PairState.SAME: "derselbe Kunde",
    PairState.DIFFERENT: "verschiedene Kunden",
    PairState.DROPPED: "anders geklärt",
}


class PairAction(StrEnum):
    """What a clerk finds out, or takes back."""

    JOIN = "JOIN"
    KEEP = "KEEP"
    DROP = "DROP"
    PART = "PART"


PAIR_LIFE_CYCLE: Final = LifeCycle(
    {
        (PairState.OPEN, PairAction.JOIN): PairState.SAME,
        (PairState.OPEN, PairAction.KEEP): PairState.DIFFERENT,
        (PairState.OPEN, PairAction.DROP): PairState.DROPPED,
        (PairState.SAME, PairAction.PART): PairState.OPEN,
    }
)
