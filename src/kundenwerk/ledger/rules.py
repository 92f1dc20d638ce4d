"""What a booking is made of, and the business events that become bookings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kundenwerk.kernel.money import Money, total


class AccountKind(StrEnum):
    """What an account collects."""

    ASSET = "ASSET"
    LIABILITY = "LIABILITY"
    REVENUE = "REVENUE"
    EXPENSE = "EXPENSE"
    DEBTOR = "DEBTOR"


ACCOUNT_KIND_LABELS = {
    AccountKind.ASSET: "Aktiva",
    AccountKind.LIABILITY: "Passiva",
    AccountKind.REVENUE: "Ertrag",
    AccountKind.EXPENSE: "Aufwand",
    AccountKind.DEBTOR: "Debitor",
}


class EntryKind(StrEnum):
    """Which business event an entry records."""

    INVOICE = "INVOICE"
    INSTALMENT = "INSTALMENT"
    PAYMENT = "PAYMENT"
    COLLECTION = "COLLECTION"
    RETURN = "RETURN"
    FEE = "FEE"
    REVERSAL = "REVERSAL"
    MANUAL = "MANUAL"


ENTRY_KIND_LABELS = {
    EntryKind.INVOICE: "Rechnung",
    EntryKind.INSTALMENT: "Abschlag",
    EntryKind.PAYMENT: "Zahlung",
    EntryKind.COLLECTION: "Lastschrift",
    EntryKind.RETURN: "Rücklastschrift",
    EntryKind.FEE: "Gebühr",
    EntryKind.REVERSAL: "Storno",
    EntryKind.MANUAL: "Umbuchung",
}


class Use(StrEnum):
    """What a general ledger account is used for; the chart says which account that is."""

    RECEIVABLES = "RECEIVABLES"
    BANK = "BANK"
    BANK_UNCLEAR = "BANK_UNCLEAR"
    REVENUE_ELECTRICITY = "REVENUE_ELECTRICITY"
    REVENUE_GAS = "REVENUE_GAS"
    REVENUE_OTHER = "REVENUE_OTHER"
    BONUS = "BONUS"
    VAT_19 = "VAT_19"
    VAT_7 = "VAT_7"
    INSTALMENTS_RECEIVED = "INSTALMENTS_RECEIVED"
    DUNNING_FEES = "DUNNING_FEES"
    LATE_INTEREST = "LATE_INTEREST"
    RETURN_FEES = "RETURN_FEES"
    BANK_FEES = "BANK_FEES"
    WRITE_OFF = "WRITE_OFF"


class NotBookable(Exception):
    """An entry that cannot be right; the reason is a German sentence."""


class UnbalancedEntry(NotBookable):
    """Debit and credit differ."""


@dataclass(frozen=True, slots=True)
class Line:
    """One side of an entry: debit is positive, credit negative.

    Exactly one of ``use``, ``account_number`` and ``debtor_id`` says where to. A line on a debtor
    becomes an open item, due on ``due_on``.
    """

    amount: Money
    use: Use | None = None
    account_number: str = ""
    debtor_id: int | None = None
    tax_code: str = ""
    due_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A booking as asked for; the same ``key`` is booked once, ever."""

    key: str
    kind: EntryKind
    booked_on: date
    text: str
    reference: str
    lines: Sequence[Line]

    def check(self) -> None:
        """Refuse what cannot be booked.

        Raises:
            UnbalancedEntry: the lines do not sum to zero.
            NotBookable: fewer than two lines, an empty line or an ambiguous account.

        Source: § 239 Abs. 2 HGB; doppelte Buchführung.
        """
        if len(self.lines) < 2:
            raise NotBookable("Eine Buchung braucht mindestens zwei Zeilen.")
        for line in self.lines:
            places = (line.use is not None, bool(line.account_number), line.debtor_id is not None)
            if sum(places) != 1:
                raise NotBookable("Eine Buchungszeile braucht genau ein Konto.")
            if not line.amount:
                raise NotBookable("Eine Buchungszeile lautet auf 0,00 €.")
            if line.debtor_id is not None and line.due_on is None:
                raise NotBookable("Ein Posten auf einem Kundenkonto braucht eine Fälligkeit.")
        if rest := total(line.amount for line in self.lines):
            raise UnbalancedEntry(f"Soll und Haben unterscheiden sich um {rest}.")
