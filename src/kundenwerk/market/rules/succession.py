"""Join facts already known with those of a file, so that a series never overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a series.

    Args:
        row: where it stands in the file; 0 for one already stored.
        stored_id: its row in the database; None for a new one.
    """

    valid: Period
    facts: tuple[tuple[str, Any], ...]
    row: int = 0
    stored_id: int | None = None


class SeriesOverlaps(ValueError):
    """Two facts of a series share a day; ``reason`` is a German sentence for the row."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Changes:
    """What a file changes in one series."""

    new: tuple[Fact, ...]
    changed: tuple[Fact, ...]
    unchanged: int


def succession(stored: Iterable[Fact], read: Sequence[Fact]) -> Changes:
    """Put the facts of a file into a series.

    A fact that starts on the day of a stored one replaces it; one without an end lasts until
    the next begins.

    Raises:
        SeriesOverlaps: two facts share a day, or the file names a day twice.
    """
    known = {fact.valid.start: fact for fact in stored}
    merged = dict(known)
    for fact in read:
        present = merged.get(fact.valid.start)
        if present is not None and present.row:
            raise SeriesOverlaps(fact.row, f"Wie Zeile {present.row}: derselbe Beginn.")
        stored_id = present.stored_id if present else None
        merged[fact.valid.start] = replace(fact, stored_id=stored_id)
    final = _without_overlap([merged[start] for start in sorted(merged)])
    return _changes(known, final)


def _without_overlap(facts: Sequence[Fact]) -> list[Fact]:
    final = list(facts[-1:])
    for earlier, later in zip(reversed(facts[:-1]), reversed(facts[1:]), strict=True):
        end = earlier.valid.end
        if end is None:
            ended = replace(earlier, valid=Period(earlier.valid.start, later.valid.start))
            final.insert(0, ended)
            continue
        if end > later.valid.start:
            row, other = max(earlier.row, later.row), min(earlier.row, later.row)
            against = f"Zeile {other}" if other else "einem gespeicherten Wert"
            day = format_day(later.valid.start)
            raise SeriesOverlaps(row, f"Der Zeitraum überschneidet sich ab {day} mit {against}.")
        final.insert(0, earlier)
    return final


def _changes(known: dict[date, Fact], final: Sequence[Fact]) -> Changes:
    new = tuple(fact for fact in final if fact.stored_id is None)
    kept = [fact for fact in final if fact.stored_id is not None]
    changed = tuple(
        fact
        for fact in kept
        if (known[fact.valid.start].valid, dict(known[fact.valid.start].facts))
        != (fact.valid, dict(fact.facts))
    )
    return Changes(new, changed, len(kept) - len(changed))
