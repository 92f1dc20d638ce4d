"""The only ways to write the books; steps run inside another context's command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, connection

from kundenwerk.kernel.money import Money
from kundenwerk.ledger.commands import charts, copying, writing
from kundenwerk.ledger.commands.charts import NoAccountForUse
from kundenwerk.ledger.commands.copying import Booking, Counterpart
from kundenwerk.ledger.commands.writing import AccountUnknown, AlreadyReversed, MonthClosed
from kundenwerk.ledger.models import Clearing, ClosedMonth, JournalEntry, LedgerAccount, OpenItem
from kundenwerk.ledger.rules import AccountKind, Entry, EntryKind, Line, Use
from kundenwerk.platform.commands import command, current_call, require_transaction
from kundenwerk.platform.constraints import violated

__all__ = [
    "AccountUnknown",
    "AlreadyReversed",
    "AlreadyUndone",
    "Booking",
    "Counterpart",
    "Match",
    "MonthClosed",
    "NoAccountForUse",
    "Overcleared",
    "clear",
    "clear_items",
    "close_month",
    "install_chart",
    "open_debtor",
    "open_debtors",
    "post",
    "post_anew",
    "post_entry",
    "reverse",
    "reverse_entry",
    "undo_clearing",
    "undo_clearings",
]


class AlreadyUndone(Exception):
    """The clearing was undone before."""


class Overcleared(Exception):
    """More would be settled than is open."""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim and a credit of one account that settle each other by an amount."""

    key: str
    debit_item_id: int
    credit_item_id: int
    amount: Money


@command
def install_chart(*, chart: str = "skr03") -> int:
    """Create the accounts of a chart and what each is used for; harmless to repeat.

    Raises:
        UnknownChart: there is no such chart.
    """
    return charts.install(chart)


def open_debtor(*, number: str, name: str) -> LedgerAccount:
    """Open a customer's account below the receivables account (step)."""
    return open_debtors([(number, name)])[0]


def open_debtors(named: Sequence[tuple[str, str]]) -> list[LedgerAccount]:
    """Open customers' accounts by number and name; known numbers stay as they are (step)."""
    require_transaction()
    control = charts.account_of(Use.RECEIVABLES)
    kind = AccountKind.DEBTOR.value
    LedgerAccount.objects.bulk_create(
        [
            LedgerAccount(number=number, name=name[:120], kind=kind, control_id=control)
            for number, name in named
        ],
        ignore_conflicts=True,
        batch_size=5_000,
    )
    numbers = [number for number, _ in named]
    found = LedgerAccount.objects.filter(number__in=numbers, kind=kind).in_bulk(field_name="number")
    return [found[number] for number in numbers]


def post(entries: Sequence[Entry]) -> list[int]:
    """Book entries, all with one statement; an entry whose key is booked stays as it is (step).

    Returns the ids of the entries in the order asked.

    Raises:
        NotBookable: an entry cannot be right.
        MonthClosed: a booking day lies in a closed month.
        AccountUnknown: an account does not exist or is locked.
    """
    require_transaction()
    for entry in entries:
        entry.check()
    return writing.book(entries, actor=current_call().actor)


def post_anew(bookings: Sequence[Booking], *, kind: EntryKind, booked_on: date) -> list[int]:
    """Book the many entries of a run, none of which is booked yet (step).

    Returns the ids of the entries in the order asked.

    Raises:
        MonthClosed: the booking day lies in a closed month.
        AccountUnknown: an account does not exist or is locked.
    """
    require_transaction()
    return copying.book(bookings, copying.Journal(kind, booked_on, current_call().actor))


@command
def post_entry(*, entry: Entry) -> int:
    """Book one entry by hand.

    Raises:
        NotBookable: the entry cannot be right.
        MonthClosed: the booking day lies in a closed month.
        AccountUnknown: an account does not exist or is locked.
    """
    (entry_id,) = post([entry])
    return entry_id


def reverse(*, entry_id: int, booked_on: date, text: str) -> int:
    """Book the counter entry; payments on its items become open again (step).

    Raises:
        AlreadyReversed: it has a counter entry.
        MonthClosed: the booking day lies in a closed month.

    Source: § 146 Abs. 4 AO; the original stays readable.
    """
    require_transaction()
    original = JournalEntry.objects.get(pk=entry_id)
    counter = Entry(
        key=f"reversal:{entry_id}",
        kind=EntryKind.REVERSAL,
        booked_on=booked_on,
        text=text,
        reference=original.reference,
        lines=[_counter_line(line, booked_on) for line in writing.lines_of(entry_id)],
    )
    (counter_id,) = writing.book(
        [counter], actor=current_call().actor, reverses={counter.key: entry_id}
    )
    locked = OpenItem.objects.select_for_update(no_key=True).order_by("pk")
    items = list(locked.filter(posting__entry=original))
    for item in items:
        undo_clearings(item_id=item.pk, day=booked_on)
    _clear_against(items, counter_id, booked_on)
    return counter_id


@command
def reverse_entry(*, entry_id: int, booked_on: date, text: str) -> int:
    """Take an entry back.

    Raises:
        AlreadyReversed: it has a counter entry.
        MonthClosed: the booking day lies in a closed month.
    """
    return reverse(entry_id=entry_id, booked_on=booked_on, text=text)


def clear(matches: Sequence[Match], *, day: date) -> int:
    """Settle claims with credits, all with one statement; known keys are passed over (step).

    Returns how many are new.

    Raises:
        Overcleared: more would be settled than is open, or the accounts differ.
    """
    require_transaction()
    rows = [(m.key, m.debit_item_id, m.credit_item_id, m.amount.cents, None) for m in matches]
    try:
        return writing.insert_clearings(rows, day=day, actor=current_call().actor)
    except IntegrityError as refusal:
        raise Overcleared(violated(refusal)) from refusal


@command
def clear_items(*, debit_item_id: int, credit_item_id: int, amount: Money, day: date) -> int:
    """Settle a claim with a credit by hand.

    Raises:
        Overcleared: more would be settled than is open, or the accounts differ.
    """
    key = f"manual:{current_call().key}"
    return clear([Match(key, debit_item_id, credit_item_id, amount)], day=day)


def undo_clearings(*, item_id: int, day: date) -> int:
    """Reopen an item: every clearing in force gets its counter row (step).

    Raises:
        AlreadyUndone: somebody else undid one of them at the same moment.
    """
    require_transaction()
    in_force = Clearing.objects.filter(undoes__isnull=True, undone_by__isnull=True)
    touching = in_force.filter(debit_item=item_id) | in_force.filter(credit_item=item_id)
    rows = [
        (f"undo:{c.pk}", c.debit_item_id, c.credit_item_id, -c.amount.cents, c.pk)
        for c in touching.order_by("pk")
    ]
    if not rows:
        return 0
    done = writing.insert_clearings(rows, day=day, actor=current_call().actor)
    if done != len(rows):
        raise AlreadyUndone(item_id)
    return done


@command
def undo_clearing(*, clearing_id: int, day: date) -> int:
    """Take one clearing back.

    Raises:
        AlreadyUndone: it was taken back before.
    """
    clearing = Clearing.objects.get(pk=clearing_id, undoes__isnull=True)
    row = (
        f"undo:{clearing.pk}",
        clearing.debit_item_id,
        clearing.credit_item_id,
        -clearing.amount.cents,
        clearing.pk,
    )
    if not writing.insert_clearings([row], day=day, actor=current_call().actor):
        raise AlreadyUndone(clearing_id)
    return clearing_id


@command
def close_month(*, first_day: date) -> str:
    """Let nothing more be booked in a month; waits for bookings under way.

    Raises:
        ValueError: the day is not the first of a month.
    """
    if first_day.day != 1:
        raise ValueError(first_day)
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_journalentry IN SHARE ROW EXCLUSIVE MODE")
    ClosedMonth.objects.get_or_create(first_day=first_day)
    return first_day.isoformat()


def _counter_line(line: Line, booked_on: date) -> Line:
    due_on = booked_on if line.debtor_id is not None else None
    return replace(line, amount=-line.amount, due_on=due_on)


def _clear_against(items: Sequence[OpenItem], counter_id: int, day: date) -> None:
    counters = OpenItem.objects.filter(posting__entry=counter_id).order_by("pk")
    matches = []
    for item, counter in zip(items, counters, strict=True):
        debit, credit = (item, counter) if item.amount > Money(0) else (counter, item)
        key = f"reversal:{item.pk}:{counter.pk}"
        matches.append(Match(key, debit.pk, credit.pk, max(item.amount, counter.amount)))
    clear(matches, day=day)
