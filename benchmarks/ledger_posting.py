"""Bookings: batches through the product, one entry per transaction, and bare COPY."""

from __future__ import annotations

from datetime import date

from django.db import connection

from benchmarks import replay
from benchmarks.harness import Options, Row, interleaved, prepared, seconds, throw_away
from kundenwerk.kernel.money import Money
from kundenwerk.ledger import commands
from kundenwerk.ledger import queries as books
from kundenwerk.ledger.rules import Entry, EntryKind, Line, Use
from kundenwerk.platform.commands import Call, command

DAY = date(2026, 11, 16)
DEBTORS = 2_000
BATCH = 1_000
NAIVE = 100
TABLES = ("ledger_journalentry", "ledger_posting", "ledger_openitem")
CALL = Call.of_job("bench", "ledger")


@command
def open_books() -> int:
    """A chart and customers to book on."""
    commands.open_debtors([(f"D{number:07}", "Kunde") for number in range(DEBTORS)])
    return DEBTORS


@command
def book(*, first: int, count: int, debtors: list[int]) -> int:
    """Book bills; they are made here, so that the command has little to remember."""
    return len(commands.post([_bill(number, debtors) for number in range(first, first + count)]))


def _bill(number: int, debtors: list[int]) -> Entry:
    gross = 20_000 + number % 90_000
    tax = gross * 19 // 119
    lines = [
        Line(Money(gross), debtor_id=debtors[number % len(debtors)], due_on=DAY),
        Line(Money(tax - gross), use=Use.REVENUE_ELECTRICITY, tax_code="19"),
        Line(Money(-tax), use=Use.VAT_19, tax_code="19"),
    ]
    return Entry(f"bench:{number}", EntryKind.INVOICE, DAY, "Rechnung", f"R-{number}", lines)


def build() -> None:
    """The state every repetition begins with."""
    commands.install_chart(CALL.derive("chart"))
    open_books(CALL.derive("debtors"))


def measure(options: Options) -> list[Row]:
    """Postings per second; every bill has three, and one open item."""
    with prepared("books", build):
        written = replay.Rows(TABLES)

        def fast() -> float:
            with throw_away():
                debtors = _debtors()
                firsts = range(0, options.entries, BATCH)
                took = seconds(lambda: [_batch(first, BATCH, debtors) for first in firsts])
                if books.violations():
                    raise RuntimeError("the books do not hold")
                written.take()
            return 3 * options.entries / took

        def naive() -> float:
            with throw_away():
                debtors = _debtors()
                took = seconds(lambda: [_batch(number, 1, debtors) for number in range(NAIVE)])
            return 3 * NAIVE / took

        def limit() -> float:
            with throw_away():
                return 3 * options.entries / seconds(written.put)

        found = interleaved(options.rounds, {"naive": naive, "ours": fast, "limit": limit})
    return [_row(found)]


def _row(found: dict[str, float]) -> Row:
    share = found["ours"] / found["limit"]
    ratio = f"{found['ours'] / found['naive']:.0f} × naive, {share:.0%} of COPY"
    return Row("postings, batches of 1,000 bills", "1/s", found["naive"], found["ours"],
               found["limit"], ratio, "≥ 15 × naive, ≥ 30 % of COPY",
               found["ours"] >= 15 * found["naive"] and share >= 0.3)  # fmt: skip


def _batch(first: int, count: int, debtors: list[int]) -> int:
    return book(CALL.derive(first, count), first=first, count=count, debtors=debtors)


def _debtors() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_ledgeraccount WHERE kind = 'DEBTOR' ORDER BY id")
        return [row[0] for row in cursor.fetchall()]
