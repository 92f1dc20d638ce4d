"""Bring dated facts into their tables: compare, cut, insert; nothing else touches them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from kundenwerk.kernel.period import Period
from kundenwerk.market.formats.tables import RowFault, TableRejected
from kundenwerk.market.rules.succession import Changes, Fact, SeriesOverlaps, succession
from kundenwerk.platform.constraints import violated

Imported = dict[str, int]

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Target:
    """Where dated facts go: the table, the columns of its series, the columns of the fact."""

    manager: models.Manager[Any]
    key: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file with all names resolved to keys of the database."""

    row: int
    key: tuple[Any, ...]
    valid: Period
    facts: tuple[Any, ...]


def one_at_a_time() -> None:
    """Let imports of market data wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('market.import', 0))")


def take_over(target: Target, rows: Sequence[Row], *, keep_stored: bool = False) -> Imported:
    """Write the rows; facts already there in the same words are left alone.

    Args:
        target: the table.
        rows: all rows of the file.
        keep_stored: where the file contradicts what is stored, the stored fact stays.

    Raises:
        TableRejected: facts of one series overlap.
    """
    read: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for row in rows:
        read[row.key].append(
            Fact(row.valid, tuple(zip(target.facts, row.facts, strict=True)), row.row)
        )
    stored = _stored(target, read)
    changes = list(_compare(read, stored, keep_stored=keep_stored))
    _write(target, changes)
    return {
        "new": sum(len(change.new) for _, change in changes),
        "changed": sum(len(change.changed) for _, change in changes),
        "unchanged": len(rows) - sum(len(c.new) + _replaced(c) for _, c in changes),
    }


def _replaced(change: Changes) -> int:
    """Changed facts that the file itself names; the others were only cut."""
    return sum(1 for fact in change.changed if fact.row)


def _stored(
    target: Target, read: dict[tuple[Any, ...], list[Fact]]
) -> dict[tuple[Any, ...], list[Fact]]:
    first = target.key[0]
    wanted = {f"{first}__in": sorted({key[0] for key in read})}
    found: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    columns = ("id", "valid", *target.key, *target.facts)
    width = 2 + len(target.key)
    for values in target.manager.filter(**wanted).values_list(*columns):
        facts = tuple(zip(target.facts, map(_comparable, values[width:]), strict=True))
        found[tuple(values[2:width])].append(Fact(values[1], facts, stored_id=values[0]))
    return found


def _comparable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _compare(
    read: dict[tuple[Any, ...], list[Fact]],
    stored: dict[tuple[Any, ...], list[Fact]],
    *,
    keep_stored: bool,
) -> Iterator[tuple[tuple[Any, ...], Changes]]:
    faults = []
    for key, facts in read.items():
        known = stored.get(key, [])
        starts = {fact.valid.start for fact in known} if keep_stored else set()
        try:
            yield (
                key,
                succession(known, [fact for fact in facts if fact.valid.start not in starts]),
            )
        except SeriesOverlaps as overlap:
            if not keep_stored:
                faults.append(RowFault(overlap.row, "gueltig_ab", overlap.reason))
    if faults:
        raise TableRejected(faults)


def _write(target: Target, changes: Iterable[tuple[tuple[Any, ...], Changes]]) -> None:
    new, changed = [], []
    for key, change in changes:
        columns = dict(zip(target.key, key, strict=True))
        changed += [_object(target, columns, fact) for fact in change.changed]
        new += [_object(target, columns, fact) for fact in change.new]
    try:
        with transaction.atomic():
            target.manager.bulk_update(changed, ["valid", *target.facts], batch_size=_BATCH)
            target.manager.bulk_create(new, batch_size=_BATCH)
    except IntegrityError as error:
        reason = f"Die Datenbank lehnt die Werte ab ({violated(error)})."
        raise TableRejected([RowFault(0, "", reason)]) from error


def _object(target: Target, columns: dict[str, Any], fact: Fact) -> models.Model:
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in fact.facts}
    made: models.Model = target.manager.model(
        pk=fact.stored_id, valid=fact.valid, **columns, **facts
    )
    return made
