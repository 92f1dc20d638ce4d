"""Takes in the bank's statements: a file wholly or not at all, and nothing twice."""

from __future__ import annotations

import hashlib
from collections import Counter

from django.db import connection

from kundenwerk.kernel.money import ZERO
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger.rules import Entry as LedgerEntry
from kundenwerk.ledger.rules import EntryKind, Line, Use
from kundenwerk.payments.formats import camt053
from kundenwerk.payments.formats.camt053 import Statement
from kundenwerk.payments.formats.camt_entry import Detail, Entry
from kundenwerk.payments.models import BankEntry, BankFile, BankPayment, BankStatement, HouseBank
from kundenwerk.payments.rules import PaymentState
from kundenwerk.platform import crypto, files
from kundenwerk.platform.commands import command, current_call

_STEP = 5_000
_ENTRIES = """
    INSERT INTO payments_bankentry (statement_id, house_bank_id, booked_on, value_on, amount, face,
        currency, fingerprint, occurrence, reference, code, batch_reference, is_reversal, line)
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::date[], %s::date[], %s::bigint[],
        %s::text[], %s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::text[],
        %s::bool[], %s::int[])
    ON CONFLICT DO NOTHING RETURNING id, house_bank_id, booked_on, fingerprint, occurrence
"""

_Identity = tuple[int, object, str, int]


class UnknownHouseBank(Exception):
    """A statement belongs to an account that is not ours; the message names its last digits."""


class NotBooked(Exception):
    """The file is no end-of-day statement; what it tells is not final."""


@command
def import_statement(*, content: bytes, name: str) -> int:
    """Import a file of the bank; the id of the file is returned, also when it was known before.

    A statement whose balances do not fit is kept, but not booked before somebody accepts it.

    Raises:
        UnreadableStatement: the file cannot be read; nothing of it counts.
        UnknownHouseBank: a statement is not for one of our accounts.
        NotBooked: the file is an intraday report or a notification.
    """
    read = camt053.read_all(content)
    if any(file.kind != "053" for file in read):
        raise NotBooked("Nur Tagesauszüge (camt.053) werden gebucht.")
    statements = [statement for file in read for statement in file.statements]
    banks = _banks(statements)
    digest = hashlib.sha256(content).hexdigest()
    file_id = _new_file(digest, name)
    if file_id is None:
        return BankFile.objects.get(sha256=digest).pk
    file = BankFile.objects.get(pk=file_id)
    file.file = files.store(content, name=name or "camt053.xml", media_type="application/xml")
    seen: Counter[tuple[int, object, str]] = Counter()
    new = known = 0
    for statement in statements:
        row = _statement_row(file, statement, banks[statement.iban])
        added, asked = _add_entries(row, statement, seen)
        new, known = new + added, known + asked - added
        if row.is_accepted:
            _book(row)
    file.new_entries, file.known_entries = new, known
    file.save(update_fields=["file", "new_entries", "known_entries"])
    return file_id


@command
def accept_statement(*, statement_id: int) -> int:
    """Book a statement whose balances do not fit, after somebody has looked at it."""
    statement = BankStatement.objects.select_for_update().get(pk=statement_id)
    if not statement.is_accepted:
        statement.is_accepted = True
        statement.save(update_fields=["is_accepted"])
        parked = BankPayment.objects.filter(
            bank_entry__statement=statement, bank_entry__currency="EUR"
        )
        parked.filter(state=PaymentState.PARKED.value).update(state=PaymentState.OPEN.value)
        _book(statement)
    return statement_id


def _banks(statements: list[Statement]) -> dict[str, HouseBank]:
    banks = {bank.iban: bank for bank in HouseBank.objects.all()}
    for statement in statements:
        if statement.iban not in banks:
            raise UnknownHouseBank(
                f"Das Konto mit den Endziffern {statement.iban[-4:] or '?'} ist keine Hausbank."
            )
    return banks


def _new_file(digest: str, name: str) -> int | None:
    """A row for the file; None when another import has it, waiting for one under way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_bankfile (sha256, name, actor, new_entries, known_entries) "
            "VALUES (%s, %s, %s, 0, 0) ON CONFLICT (sha256) DO NOTHING RETURNING id",
            [digest, name[:200], current_call().actor],
        )
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def _statement_row(file: BankFile, statement: Statement, bank: HouseBank) -> BankStatement:
    return BankStatement.objects.create(
        bank_file=file,
        house_bank=bank,
        identifier=statement.identifier[:70],
        sequence_number=statement.sequence_number,
        first_day=statement.from_day,
        last_day=statement.last_day,
        opening=statement.opening,
        closing=statement.closing,
        difference=statement.difference,
        is_accepted=statement.difference == ZERO,
    )


def _add_entries(
    row: BankStatement, statement: Statement, seen: Counter[tuple[int, object, str]]
) -> tuple[int, int]:
    """Insert what is new, in one order everywhere so that imports never block each other."""
    asked: dict[_Identity, Entry] = {}
    for entry in statement.entries:
        if entry.is_booked:
            bank_id = row.house_bank_id
            mark = (bank_id, entry.booked_on, _fingerprint(entry))
            seen[mark] += 1
            asked[*mark, seen[mark]] = entry
    ordered = sorted(asked.items(), key=lambda pair: (str(pair[0][1]), pair[0][2], pair[0][3]))
    new = 0
    for start in range(0, len(ordered), _STEP):
        rows = [_entry_row(row, key, entry) for key, entry in ordered[start : start + _STEP]]
        with connection.cursor() as cursor:
            cursor.execute(_ENTRIES, list(map(list, zip(*rows, strict=True))))
            inserted = cursor.fetchall()
        _add_payments({pk: asked[tuple(key)] for pk, *key in inserted}, row)
        new += len(inserted)
    return new, len(asked)


def _fingerprint(entry: Entry) -> str:
    """What makes a booking the same in every delivery, besides account and day.

    Source: entry identity of amount, sign, references, payer and text; the position in the file
    is left out since banks reorder.
    """
    parts = [entry.face, entry.currency, str(entry.is_credit), entry.reference, entry.code]
    for detail in entry.details:
        parts += [str(detail.amount.cents), detail.end_to_end_id, detail.mandate_reference]
        parts += [detail.counterparty_iban, detail.remittance, detail.return_reason]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _entry_row(row: BankStatement, key: _Identity, entry: Entry) -> tuple[object, ...]:
    bank_id, booked_on, fingerprint, occurrence = key
    return (
        row.pk,
        bank_id,
        booked_on,
        entry.value_on,
        entry.signed.cents,
        entry.face[:30],
        entry.currency[:3],
        fingerprint,
        occurrence,
        entry.reference[:70],
        entry.code[:40],
        entry.batch_reference[:70],
        entry.is_reversal,
        entry.line,
    )


def _add_payments(entries: dict[int, Entry], row: BankStatement) -> None:
    payments = [
        _payment(pk, entry, position, detail, row)
        for pk, entry in entries.items()
        for position, detail in enumerate(entry.details or (Detail(entry.amount),), start=1)
    ]
    BankPayment.objects.bulk_create(payments, batch_size=_STEP)


def _payment(
    pk: int, entry: Entry, position: int, detail: Detail, row: BankStatement
) -> BankPayment:
    is_parked = entry.currency != "EUR" or not row.is_accepted
    iban = detail.counterparty_iban
    sign = 1 if entry.is_credit else -1
    return BankPayment(
        bank_entry_id=pk,
        position=position,
        amount=detail.amount * sign,
        original=detail.original or detail.amount,
        charges=detail.charges,
        state=(PaymentState.PARKED if is_parked else PaymentState.OPEN).value,
        end_to_end_id=detail.end_to_end_id,
        mandate_reference=detail.mandate_reference,
        name=detail.counterparty_name,
        iban=iban,
        iban_index=crypto.blind_index(iban) if iban else "",
        remittance=detail.remittance,
        return_reason=detail.return_reason[:10] or ("STORNO" if entry.is_reversal else ""),
    )


def _book(row: BankStatement) -> None:
    """Every euro booking moves bank against unclear payments; assigning takes it from there."""
    waiting = BankEntry.objects.filter(statement=row, currency="EUR", entry=None).order_by("pk")
    rows = list(waiting.values_list("pk", "booked_on", "amount", "reference"))
    for start in range(0, len(rows), _STEP):
        chunk = rows[start : start + _STEP]
        entries = [
            LedgerEntry(
                key=f"bank:{pk}",
                kind=EntryKind.PAYMENT,
                booked_on=booked_on,
                text="Kontobewegung",
                reference=(reference or f"Bank {pk}")[:60],
                lines=[
                    Line(amount, use=Use.BANK),
                    Line(-amount, use=Use.BANK_UNCLEAR),
                ],
            )
            for pk, booked_on, amount, reference in chunk
        ]
        ids = ledger.post(entries)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE payments_bankentry AS b SET entry_id = done.entry_id "
                "FROM unnest(%s::bigint[], %s::bigint[]) AS done(id, entry_id) "
                "WHERE b.id = done.id",
                [[pk for pk, *_ in chunk], ids],
            )
