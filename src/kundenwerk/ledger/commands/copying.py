"""The bookings of a whole run at once, by COPY; the same rows ``writing.book`` would write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from kundenwerk.ledger.commands import charts
from kundenwerk.ledger.commands.writing import REFUSALS
from kundenwerk.ledger.models import LedgerAccount
from kundenwerk.ledger.rules import EntryKind, Use
from kundenwerk.platform.constraints import violated
from kundenwerk.platform.copying import NULL, copy_in, reserve_ids, text

_LONGEST_TEXT = 200
_ENTRY = ("id", "key", "kind", "booked_on", "text", "reference", "actor")
_POSTING = ("id", "entry_id", "line", "account_id", "debtor_id", "amount", "tax_code", "text")
_ITEM = (
    "posting_id", "account_id", "amount", "open_amount", "due_on", "booked_on", "kind",
    "reference", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One line on a general ledger account, in cents; code and text are ours."""

    cents: int
    use: Use
    tax_code: str
    text: str


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry with at most one claim, which becomes an open item; nothing of it is booked yet.

    Args:
        claim: cents on the customer's account; without a claim there is no open item.
    """

    key: str
    text: str
    reference: str
    debtor_id: int
    claim: int
    due_on: date
    counterparts: Sequence[Counterpart]


@dataclass(frozen=True, slots=True)
class Journal:
    """What all entries of a run have in common."""

    kind: EntryKind
    booked_on: date
    actor: str


def book(bookings: Sequence[Booking], journal: Journal) -> list[int]:
    """Insert entries that are all new; returns their ids in the order asked.

    Raises:
        MonthClosed: the booking day lies in a closed month.
        AccountUnknown: an account does not exist or is locked.
    """
    if not bookings:
        return []
    try:
        with transaction.atomic():
            return _copy(bookings, journal)
    except IntegrityError as refusal:
        meaning = REFUSALS.get(violated(refusal) or "")
        if meaning is None:
            raise
        raise meaning(str(refusal)) from refusal


def _copy(bookings: Sequence[Booking], journal: Journal) -> list[int]:
    entry_ids = reserve_ids("ledger_journalentry", len(bookings))
    count = sum(bool(one.claim) + len(one.counterparts) for one in bookings)
    rows = _Rows(bookings, journal, reserve_ids("ledger_posting", count))
    for entry_id, one in zip(entry_ids, bookings, strict=True):
        rows.add(entry_id, one)
    copy_in("ledger_journalentry", _ENTRY, rows.entries)
    copy_in("ledger_posting", _POSTING, rows.postings)
    copy_in("ledger_openitem", _ITEM, rows.items)
    return entry_ids


class _Rows:
    """Rows for COPY; an unknown account is left to the trigger."""

    def __init__(
        self, bookings: Sequence[Booking], journal: Journal, posting_ids: Sequence[int]
    ) -> None:
        self.entries: list[str] = []
        self.postings: list[str] = []
        self.items: list[str] = []
        self._kind, self._booked_on = journal.kind.value, journal.booked_on.isoformat()
        self._actor = text(journal.actor)
        self._ids = iter(posting_ids)
        self._places = charts.accounts_of_uses()
        debtors = {one.debtor_id for one in bookings if one.claim}
        known = LedgerAccount.objects.filter(pk__among=debtors)
        self._controls = dict(known.values_list("pk", "control_id"))

    def add(self, entry_id: int, one: Booking) -> None:
        """Add the rows of one entry."""
        reference, words = text(one.reference), text(one.text[:_LONGEST_TEXT])
        self.entries.append(
            f"{entry_id}\t{text(one.key)}\t{self._kind}\t{self._booked_on}\t{words}"
            f"\t{reference}\t{self._actor}"
        )
        if one.claim:
            posting_id, debtor = next(self._ids), one.debtor_id
            place = f"{self._controls.get(debtor) or 0}\t{debtor}"
            self.postings.append(f"{posting_id}\t{entry_id}\t1\t{place}\t{one.claim}\t\t")
            self.items.append(
                f"{posting_id}\t{debtor}\t{one.claim}\t{one.claim}\t{one.due_on}"
                f"\t{self._booked_on}\t{self._kind}\t{reference}\t{words}"
            )
        for line, side in enumerate(one.counterparts, start=2 if one.claim else 1):
            self.postings.append(
                f"{next(self._ids)}\t{entry_id}\t{line}\t{self._places[side.use.value]}\t{NULL}"
                f"\t{side.cents}\t{side.tax_code}\t{side.text}"
            )
