"""The one path on which bookings reach their tables: whole batches, each table one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, connection, transaction

from kundenwerk.ledger.commands import charts
from kundenwerk.ledger.models import LedgerAccount, Posting
from kundenwerk.ledger.rules import Entry, Line
from kundenwerk.platform.constraints import violated

_ENTRIES = """
    INSERT INTO ledger_journalentry (key, kind, booked_on, text, reference, actor, reverses_id)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::date[], %s::text[], %s::text[], %s::text[],
                         %s::bigint[])
    ON CONFLICT (key) DO NOTHING RETURNING key, id
"""
_POSTINGS = """
    WITH asked AS (
        SELECT * FROM unnest(%s::bigint[], %s::smallint[], %s::bigint[], %s::bigint[],
                             %s::bigint[], %s::text[], %s::text[], %s::date[])
          AS asked(entry_id, line, account_id, debtor_id, amount, tax_code, text, due_on)
    ), posted AS (
        INSERT INTO ledger_posting (entry_id, line, account_id, debtor_id, amount, tax_code, text)
        SELECT entry_id, line, account_id, debtor_id, amount, tax_code, text FROM asked
        RETURNING id, entry_id, line
    )
    SELECT posted.id, asked.entry_id, asked.debtor_id, asked.amount, asked.due_on, asked.text
    FROM posted JOIN asked USING (entry_id, line)
    WHERE asked.debtor_id IS NOT NULL ORDER BY posted.id
"""
_ITEMS = """
    INSERT INTO ledger_openitem (posting_id, account_id, amount, open_amount, due_on, booked_on,
                                 kind, reference, text)
    SELECT item.posting_id, item.debtor_id, item.amount, item.amount, item.due_on,
           entry.booked_on, entry.kind, entry.reference, coalesce(nullif(item.text, ''), entry.text)
    FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::date[], %s::text[])
      AS item(posting_id, entry_id, debtor_id, amount, due_on, text)
    JOIN ledger_journalentry AS entry ON entry.id = item.entry_id
    ORDER BY item.posting_id
"""
_CLEARINGS = """
    INSERT INTO ledger_clearing (key, debit_item_id, credit_item_id, amount, undoes_id,
                                 cleared_on, actor)
    SELECT *, %s::date, %s FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[],
                                       %s::bigint[])
    ON CONFLICT (key) DO NOTHING
"""

ClearingRow = tuple[str, int, int, int, int | None]


class MonthClosed(Exception):
    """The booking day lies in a closed month."""


class AccountUnknown(Exception):
    """An account does not exist or is locked."""


class AlreadyReversed(Exception):
    """The entry has a counter entry."""


REFUSALS = {
    "ledger_month_open": MonthClosed,
    "ledger_account_exists": AccountUnknown,
    "ledger_journalentry_reverses_id_key": AlreadyReversed,
}


def book(
    entries: Sequence[Entry], *, actor: str, reverses: Mapping[str, int] | None = None
) -> list[int]:
    """Insert what is not booked yet.

    Raises:
        MonthClosed: a booking day lies in a closed month.
        AccountUnknown: an account does not exist or is locked.
        AlreadyReversed: a counter entry was asked for that exists.
    """
    if not entries:
        return []
    places = _Places(entries)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            new = _insert_entries(entries, actor, reverses or {})
            if reverses and len(new) < len(reverses):
                raise AlreadyReversed(sorted(reverses.values()))
            rows = [
                (new[entry.key], number, *places.of(line), line.due_on)
                for entry in entries
                if entry.key in new
                for number, line in enumerate(entry.lines, start=1)
            ]
            if rows:
                cursor.execute(_POSTINGS, list(map(list, zip(*rows, strict=True))))
                _insert_items(cursor.fetchall())
    except IntegrityError as refusal:
        meaning = REFUSALS.get(violated(refusal) or "")
        if meaning is None:
            raise
        raise meaning(str(refusal)) from refusal
    return _ids([entry.key for entry in entries])


def lines_of(entry_id: int) -> list[Line]:
    """The lines of a booked entry, as they could be asked for again."""
    postings = Posting.objects.filter(entry=entry_id).select_related("account").order_by("line")
    return [
        Line(
            amount=posting.amount,
            account_number="" if posting.debtor_id else posting.account.number,
            debtor_id=posting.debtor_id,
            tax_code=posting.tax_code,
            text=posting.text,
        )
        for posting in postings
    ]


def insert_clearings(rows: Sequence[ClearingRow], *, day: date, actor: str) -> int:
    """Insert clearings that are not known yet; returns how many."""
    if not rows:
        return 0
    columns = list(map(list, zip(*sorted(rows), strict=True)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLEARINGS, [day, actor, *columns])
        return int(cursor.rowcount)


class _Places:
    """Finds the accounts of all lines with one query for each way to name them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        lines = [line for entry in entries for line in entry.lines]
        numbers = {line.account_number for line in lines if line.account_number}
        debtors = {line.debtor_id for line in lines if line.debtor_id is not None}
        self._uses = charts.accounts_of_uses() if any(line.use for line in lines) else {}
        self._numbers = dict(
            LedgerAccount.objects.filter(number__in=numbers).values_list("number", "pk")
        )
        self._controls = dict(
            LedgerAccount.objects.filter(pk__in=debtors).values_list("pk", "control_id")
        )

    def of(self, line: Line) -> tuple[int | None, int | None, int, str, str]:
        """Account, debtor, cents, tax code and text; an unknown account is left to the trigger."""
        account: int | None
        if line.debtor_id is not None:
            account = self._controls.get(line.debtor_id)
        elif line.use is not None:
            account = self._uses[line.use.value]
        else:
            account = self._numbers.get(line.account_number)
        return account or 0, line.debtor_id, line.amount.cents, line.tax_code, line.text[:200]


def _insert_entries(
    entries: Sequence[Entry], actor: str, reverses: Mapping[str, int]
) -> dict[str, int]:
    rows = sorted(
        (e.key, e.kind.value, e.booked_on, e.text[:200], e.reference, actor, reverses.get(e.key))
        for e in entries
    )
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, list(map(list, zip(*rows, strict=True))))
        return dict(cursor.fetchall())


def _insert_items(posted: Sequence[tuple[int, int, int, int, date, str]]) -> None:
    if posted:
        with connection.cursor() as cursor:
            cursor.execute(_ITEMS, list(map(list, zip(*posted, strict=True))))


def _ids(keys: Sequence[str]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, id FROM ledger_journalentry WHERE key = ANY(%s)", [list(keys)])
        found = dict(cursor.fetchall())
    return [found[key] for key in keys]
