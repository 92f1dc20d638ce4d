"""Accounts, entries, postings, open items and clearings; what is booked is never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.ledger.rules import (
    ACCOUNT_KIND_LABELS,
    ENTRY_KIND_LABELS,
    AccountKind,
    EntryKind,
    Use,
)
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import MoneyField


class LedgerAccount(models.Model):
    """A general ledger account (Sachkonto), or a customer's account below one (Debitorenkonto)."""

    number = models.CharField("Kontonummer", max_length=20, unique=True)
    name = models.CharField("Bezeichnung", max_length=120)
    kind = models.CharField("Art", max_length=10, choices=choices(ACCOUNT_KIND_LABELS))
    control = models.ForeignKey(
        "self", models.PROTECT, verbose_name="Abstimmkonto", null=True, blank=True
    )
    is_open = models.BooleanField("bebuchbar", default=True)

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        constraints: ClassVar = [
            one_of("ledger_account_kind_known", "kind", AccountKind),
            models.CheckConstraint(
                name="ledger_debtor_has_control",
                condition=Q(kind="DEBTOR", control__isnull=False)
                | (~Q(kind="DEBTOR") & Q(control__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class AccountUse(models.Model):
    """Which account of the chart a business event uses."""

    use = models.CharField("Verwendung", max_length=30, unique=True)
    account = models.ForeignKey(LedgerAccount, models.PROTECT, verbose_name="Konto")

    class Meta:
        verbose_name = "Kontenzuordnung"
        verbose_name_plural = "Kontenzuordnungen"
        constraints: ClassVar = [one_of("ledger_use_known", "use", Use)]

    def __str__(self) -> str:
        return self.use


class ClosedMonth(models.Model):
    """A month in which nothing more is booked."""

    first_day = models.DateField("Monat", unique=True)
    closed_at = models.DateTimeField("Abgeschlossen am", db_default=Now())

    class Meta:
        verbose_name = "abgeschlossener Monat"
        verbose_name_plural = "abgeschlossene Monate"

    def __str__(self) -> str:
        return f"{self.first_day:%m/%Y}"


class JournalEntry(models.Model):
    """A booking (Buchungssatz, BO4E: none); corrected only by a counter entry."""

    key = models.CharField("Schlüssel", max_length=120, unique=True)
    kind = models.CharField("Art", max_length=12, choices=choices(ENTRY_KIND_LABELS))
    booked_on = models.DateField("Buchungsdatum", db_index=True)
    entered_at = models.DateTimeField("Erfasst am", db_default=Now())
    actor = models.CharField("Erfasst von", max_length=150)
    text = models.CharField("Buchungstext", max_length=200)
    reference = models.CharField("Beleg", max_length=60, db_index=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, verbose_name="storniert", null=True, related_name="reversed_by"
    )

    class Meta:
        verbose_name = "Buchung"
        verbose_name_plural = "Buchungen"
        constraints: ClassVar = [one_of("ledger_entry_kind_known", "kind", EntryKind)]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"


class Posting(models.Model):
    """One line of an entry (Buchungszeile): debit positive, credit negative.

    References are checked for a whole statement at once by a trigger, not row by row.
    """

    entry = models.ForeignKey(
        JournalEntry, models.PROTECT, db_constraint=False, related_name="postings"
    )
    line = models.SmallIntegerField("Zeile")
    account = models.ForeignKey(
        LedgerAccount, models.PROTECT, db_constraint=False, verbose_name="Konto"
    )
    debtor = models.ForeignKey(
        LedgerAccount,
        models.PROTECT,
        db_constraint=False,
        null=True,
        related_name="debtor_postings",
        verbose_name="Kundenkonto",
    )
    amount = MoneyField("Betrag")
    tax_code = models.CharField("Steuerschlüssel", max_length=10, blank=True)
    text = models.CharField("Text", max_length=200, blank=True)

    class Meta:
        verbose_name = "Buchungszeile"
        verbose_name_plural = "Buchungszeilen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "line"], name="ledger_posting_line_once"),
            models.CheckConstraint(name="ledger_posting_not_zero", condition=~Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"


class OpenItem(models.Model):
    """A claim (positive) or credit (negative) on a customer's account (offener Posten)."""

    posting = models.OneToOneField(Posting, models.PROTECT, db_constraint=False)
    account = models.ForeignKey(
        LedgerAccount, models.PROTECT, db_constraint=False, verbose_name="Kundenkonto"
    )
    kind = models.CharField("Art", max_length=12, choices=choices(ENTRY_KIND_LABELS))
    reference = models.CharField("Beleg", max_length=60, db_index=True)
    text = models.CharField("Text", max_length=200)
    booked_on = models.DateField("Buchungsdatum")
    due_on = models.DateField("Fällig am")
    amount = MoneyField("Betrag")
    open_amount = MoneyField("Offen")

    class Meta:
        verbose_name = "offener Posten"
        verbose_name_plural = "offene Posten"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ledger_item_not_overcleared",
                condition=Q(amount__gt=0, open_amount__gte=0, open_amount__lte=F("amount"))
                | Q(amount__lt=0, open_amount__lte=0, open_amount__gte=F("amount")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "due_on"],
                name="ledger_item_open",
                condition=~Q(open_amount=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.open_amount}"


class Clearing(models.Model):
    """A claim and a credit settle each other (Ausgleich); undone by a negative counter row."""

    key = models.CharField("Schlüssel", max_length=160, unique=True)
    debit_item = models.ForeignKey(OpenItem, models.PROTECT, related_name="debit_clearings")
    credit_item = models.ForeignKey(OpenItem, models.PROTECT, related_name="credit_clearings")
    amount = MoneyField("Betrag")
    cleared_on = models.DateField("Ausgeglichen am")
    entered_at = models.DateTimeField("Erfasst am", db_default=Now())
    actor = models.CharField("Erfasst von", max_length=150)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        verbose_name = "Ausgleich"
        verbose_name_plural = "Ausgleiche"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ledger_clearing_sign",
                condition=Q(amount__gt=0, undoes__isnull=True)
                | Q(amount__lt=0, undoes__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debit_item_id} / {self.credit_item_id}: {self.amount}"
