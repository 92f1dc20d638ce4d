"""Facts about bills that others react to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# One event for many bills spares a job for each; few enough that many workers share a run.
TOGETHER = 20


@dataclass(frozen=True, slots=True)
class Issued:
    """Bills are final and booked; their documents may be made."""

    invoice_ids: list[int]


def issued(invoice_ids: Sequence[int]) -> Iterator[Issued]:
    """The events of many bills."""
    for first in range(0, len(invoice_ids), TOGETHER):
        yield Issued(list(invoice_ids[first : first + TOGETHER]))
