"""Taking readings in: possible or refused, plausible or held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.kernel.text import clean_text
from kundenwerk.metering.commands.returning import withdraw_reading
from kundenwerk.metering.models import Reading
from kundenwerk.metering.queries import books
from kundenwerk.metering.rules.book import RegisterBook
from kundenwerk.metering.rules.plausibility import (
    Doubt,
    DoubtKind,
    ImpossibleReading,
    Known,
    Verdict,
    check_possible,
    judge,
)
from kundenwerk.metering.rules.readings import ReadingState
from kundenwerk.platform import undo
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.supply.models import Register

MAX_REASON = 300


class NotBetweenNeighbours(ValueError):
    """The value does not lie between the readings around it; ``sentence`` is German."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingEntry:
    """A reading as it comes in.

    Args:
        day: the value holds for the beginning of this day.
        confirm_reason: why a doubted value is right; empty holds it for a clerk.
        rolled_over: the clerk knows that the register passed its end.
    """

    register_id: int
    day: date
    value: Decimal
    origin: ReadingOrigin
    confirm_reason: str = ""
    rolled_over: bool = False
    source_message: str = ""


Checked = Verdict | ImpossibleReading


def preview(entries: Sequence[ReadingEntry], *, today: date) -> list[Checked]:
    """What recording the entries would find, in the order asked; writes nothing."""
    known = books({entry.register_id for entry in entries})
    found = dict(_checked_in_order(entries, known, today))
    return [found[position] for position in range(len(entries))]


def record_all(entries: Sequence[ReadingEntry], *, today: date) -> list[Reading]:
    """Take many readings in; the number of statements does not grow with them (step).

    The same value for the same day again gives the reading there is.

    Raises:
        ImpossibleReading: of the first entry no register can show.
        NotBetweenNeighbours: a confirmed value runs backwards.
    """
    require_transaction()
    known = books(_lock({entry.register_id for entry in entries}))
    stored = _stored(entries)
    fresh: dict[int, Reading] = {}
    for position, verdict in _checked_in_order(entries, known, today):
        if isinstance(verdict, ImpossibleReading):
            raise verdict
        entry = entries[position]
        if (entry.register_id, entry.day, entry.value) not in stored:
            fresh[position] = _accepted(entry, verdict, known[entry.register_id])
    _write(list(fresh.values()))
    return [
        fresh[position] if position in fresh else stored[entry.register_id, entry.day, entry.value]
        for position, entry in enumerate(entries)
    ]


@command
def record_reading(
    *,
    register_id: int,
    day: date,
    value: Decimal,
    origin: ReadingOrigin,
    today: date,
    confirm_reason: str = "",
    rolled_over: bool = False,
    source_message: str = "",
) -> int:
    """Take one reading in; it is held for a clerk when it is doubtful and not confirmed.

    Raises:
        ImpossibleReading: no register can show this.
        NotBetweenNeighbours: a confirmed value runs backwards.
        UnusableText: the reason is too long or has invisible characters.
    """
    entry = ReadingEntry(
        register_id=register_id,
        day=day,
        value=value,
        origin=origin,
        confirm_reason=clean_text(confirm_reason, max_length=MAX_REASON),
        rolled_over=rolled_over,
        source_message=source_message,
    )
    same_day = Reading.objects.filter(register_id=register_id, day=day)
    known = dict(same_day.values_list("pk", "state"))
    reading = record_all([entry], today=today)[0]
    if reading.pk not in known and not reading.rolled_over:
        replaced = same_day.filter(pk__in=known, state=ReadingState.REPLACED)
        undo.offer(
            "Zählerstand erfasst",
            withdraw_reading,
            reading_id=reading.pk,
            left=reading.state,
            replaced_id=next((one.pk for one in replaced if known[one.pk] != one.state), None),
        )
    return reading.pk


@command
def record_readings(*, entries: tuple[ReadingEntry, ...], today: date) -> list[int]:
    """Take the readings of a file in, all or none; returns their ids in order.

    Raises:
        ImpossibleReading: of the first entry no register can show.
        NotBetweenNeighbours: a confirmed value runs backwards.
    """
    return [reading.pk for reading in record_all(entries, today=today)]


def _checked_in_order(
    entries: Sequence[ReadingEntry], known: dict[int, RegisterBook], today: date
) -> Iterator[tuple[int, Checked]]:
    """Check by register and day, so that the entries are also compared with each other."""
    values: dict[tuple[int, date], set[Decimal]] = defaultdict(set)
    for entry in entries:
        values[entry.register_id, entry.day].add(entry.value)
    for at in sorted(
        range(len(entries)), key=lambda at: (entries[at].register_id, entries[at].day)
    ):
        yield at, _check(entries[at], known[entries[at].register_id], today, values)


def _check(
    entry: ReadingEntry,
    book: RegisterBook,
    today: date,
    values: dict[tuple[int, date], set[Decimal]],
) -> Checked:
    facts = book.facts(entry.day)
    try:
        check_possible(entry.day, entry.value, facts, today=today)
    except ImpossibleReading as impossible:
        return impossible
    if facts.same_day is not None and facts.same_day.value == entry.value:
        return Verdict()
    if len(values[entry.register_id, entry.day]) > 1:
        return Verdict((Doubt(DoubtKind.CONFLICT, "Zwei verschiedene Stände für diesen Tag."),))
    verdict = judge(entry.day, entry.value, facts)
    if not verdict.doubts:
        book.valid[entry.day] = Known(entry.day, entry.value, verdict.rolled_over)
    return verdict


def _accepted(entry: ReadingEntry, verdict: Verdict, book: RegisterBook) -> Reading:
    """The row to store; later entries are compared with it when it counts."""
    reading = _reading(entry, verdict, book)
    if reading.state == ReadingState.VALID:
        _unroll_following(reading, book)
        book.valid[entry.day] = Known(entry.day, entry.value, reading.rolled_over)
    return reading


def _unroll_following(reading: Reading, book: RegisterBook) -> None:
    """A roll-over between two readings happened before the one that came between them."""
    following = book.facts(reading.day).following
    if not (reading.rolled_over and following and following.rolled_over):
        return
    book.valid[following.day] = Known(following.day, following.value)
    Reading.objects.filter(
        register_id=reading.register_id, day=following.day, state=ReadingState.VALID
    ).update(rolled_over=False)


def _reading(entry: ReadingEntry, verdict: Verdict, book: RegisterBook) -> Reading:
    held = bool(verdict.doubts) and not entry.confirm_reason
    rolled_over = verdict.rolled_over
    if verdict.doubts and not held:
        rolled_over = check_between(entry.day, entry.value, book, rolled_over=entry.rolled_over)
    return Reading(
        register_id=entry.register_id,
        day=entry.day,
        value=entry.value,
        origin=entry.origin.value,
        state=(ReadingState.HELD if held else ReadingState.VALID).value,
        rolled_over=rolled_over and not held,
        reason=(verdict.sentences if held else entry.confirm_reason)[:MAX_REASON],
        source_message=entry.source_message,
        recorded_by=current_call().actor,
    )


def check_between(day: date, value: Decimal, book: RegisterBook, *, rolled_over: bool) -> bool:
    """Refuse a value that makes a consumption negative; tells whether the register rolled over.

    Raises:
        NotBetweenNeighbours: see above.
    """
    facts = book.facts(day)
    previous, following = facts.previous, facts.following
    lower = previous is not None and value < previous.value
    if lower and not rolled_over:
        raise NotBetweenNeighbours(
            "Der Stand ist niedriger als der vorige. Ist das Zählwerk übergelaufen?"
        )
    if following is not None and value > following.value and not following.rolled_over:
        raise NotBetweenNeighbours("Der Stand ist höher als der folgende gültige Stand.")
    return lower


def _lock(register_ids: set[int]) -> list[int]:
    locked = Register.objects.select_for_update().filter(pk__in=register_ids).order_by("pk")
    return [register.pk for register in locked]


def _stored(entries: Sequence[ReadingEntry]) -> dict[tuple[int, date, Decimal], Reading]:
    rows = Reading.objects.filter(
        register_id__in={entry.register_id for entry in entries},
        day__in={entry.day for entry in entries},
    ).exclude(state=ReadingState.REPLACED)
    return {(row.register_id, row.day, row.value): row for row in rows}


def _write(readings: list[Reading]) -> None:
    """Store new readings; a confirmed one takes the place of the valid one of its day."""
    for reading in readings:
        if reading.state == ReadingState.VALID and reading.reason:
            replace_valid(reading.register_id, reading.day)
    Reading.objects.bulk_create(readings)


def replace_valid(register_id: int, day: date) -> int | None:
    """Let the valid reading of a day no longer count; returns which one that was (step)."""
    valid = Reading.objects.filter(register_id=register_id, day=day, state=ReadingState.VALID)
    replaced = valid.values_list("pk", flat=True).first()
    valid.update(state=ReadingState.REPLACED)
    return replaced
