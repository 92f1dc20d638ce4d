"""Which claims the credits of an account settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Open:
    """An open item: a claim is positive, a credit negative."""

    item_id: int
    due_on: date
    amount: Money
    is_fee: bool = False


def matches(claims: Sequence[Open], credits_: Sequence[Open]) -> Iterator[tuple[int, int, Money]]:
    """Pairs of claim and credit with the amount that settles: costs first, then the oldest.

    Source: §§ 396 Abs. 2, 366 Abs. 2, 367 Abs. 1 BGB.
    """
    waiting = sorted(claims, key=lambda one: (not one.is_fee, one.due_on, one.item_id))
    rests = {claim.item_id: claim.amount for claim in waiting}
    for credit in sorted(credits_, key=lambda one: (one.due_on, one.item_id)):
        rest = -credit.amount
        for claim in waiting:
            part = min(rest, rests[claim.item_id])
            if part > ZERO:
                rest -= part
                rests[claim.item_id] -= part
                yield claim.item_id, credit.item_id, part
