"""What the bank told us: files, statements, bookings, single payments and proposals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.payments.models.banks import HouseBank
from kundenwerk.payments.models.collections import CollectionItem
from kundenwerk.payments.rules import (
    MATCH_RULE_LABELS,
    PAYMENT_STATE_LABELS,
    MatchRule,
    PaymentState,
)
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import EncryptedTextField, MoneyField
from kundenwerk.platform.models import StoredFile


class BankFile(models.Model):
    """One file of the bank, imported once."""

    sha256 = models.CharField("Prüfsumme", max_length=64, unique=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="Datei")
    name = models.CharField("Dateiname", max_length=200)
    actor = models.CharField("Eingelesen von", max_length=150)
    imported_at = models.DateTimeField("Eingelesen am", db_default=Now())
    new_entries = models.IntegerField("neue Buchungen", default=0)
    known_entries = models.IntegerField("schon bekannte Buchungen", default=0)

    class Meta:
        verbose_name = "Bankdatei"
        verbose_name_plural = "Bankdateien"

    def __str__(self) -> str:
        return self.name


class BankStatement(models.Model):
    """One statement of one account (Kontoauszug)."""

    bank_file = models.ForeignKey(BankFile, models.PROTECT, related_name="statements")
    house_bank = models.ForeignKey(HouseBank, models.PROTECT, verbose_name="Hausbank")
    identifier = models.CharField("Kennung", max_length=70)
    sequence_number = models.BigIntegerField("Auszugsnummer", null=True)
    first_day = models.DateField("von", null=True)
    last_day = models.DateField("bis", null=True)
    opening = MoneyField("Anfangssaldo", null=True)  # type: ignore[misc]
    closing = MoneyField("Endsaldo", null=True)  # type: ignore[misc]
    difference = MoneyField("Abweichung")
    is_accepted = models.BooleanField("verbucht")

    class Meta:
        verbose_name = "Kontoauszug"
        verbose_name_plural = "Kontoauszüge"

    def __str__(self) -> str:
        return f"{self.house_bank}: {self.sequence_number or self.identifier}"


class BankEntry(models.Model):
    """One booking on our account; ``occurrence`` tells genuine twins of a day apart."""

    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="entries")
    house_bank = models.ForeignKey(HouseBank, models.PROTECT)
    booked_on = models.DateField("Buchungstag")
    value_on = models.DateField("Wertstellung", null=True)
    amount = MoneyField("Betrag")
    face = models.CharField("Betrag laut Datei", max_length=30)
    currency = models.CharField("Währung", max_length=3)
    fingerprint = models.CharField("Merkmal", max_length=64)
    occurrence = models.IntegerField("Vorkommen")
    reference = models.CharField("Bankreferenz", max_length=70, blank=True)
    code = models.CharField("Geschäftsvorfall", max_length=40, blank=True)
    batch_reference = models.CharField("Sammlerreferenz", max_length=70, blank=True)
    is_reversal = models.BooleanField("Storno der Bank", default=False)
    line = models.IntegerField("Zeile der Datei")
    entry = models.ForeignKey(
        "ledger.JournalEntry", models.PROTECT, null=True, related_name="+", verbose_name="Buchung"
    )

    class Meta:
        verbose_name = "Bankbuchung"
        verbose_name_plural = "Bankbuchungen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["house_bank", "booked_on", "fingerprint", "occurrence"],
                name="bank_entry_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on:%d.%m.%Y} {self.face} {self.currency}"


class BankPayment(models.Model):
    """One payment inside a booking: what a clerk assigns."""

    bank_entry = models.ForeignKey(BankEntry, models.PROTECT, related_name="payments")
    position = models.IntegerField("Position")
    amount = MoneyField("Betrag")
    original = MoneyField("ursprünglicher Betrag")
    charges = MoneyField("Bankgebühren")
    state = models.CharField(
        "Status", max_length=8, choices=choices(PAYMENT_STATE_LABELS), default="OPEN"
    )
    rule = models.CharField(
        "Zugeordnet durch", max_length=10, choices=choices(MATCH_RULE_LABELS), blank=True
    )
    end_to_end_id = models.CharField("Ende-zu-Ende-Referenz", max_length=70, blank=True)
    mandate_reference = models.CharField("Mandatsreferenz", max_length=70, blank=True)
    name = models.CharField("Auftraggeber", max_length=140, blank=True)
    iban = EncryptedTextField("IBAN")
    iban_index = models.CharField("Suchmerkmal der IBAN", max_length=64, blank=True)
    remittance = models.CharField("Verwendungszweck", max_length=2_000, blank=True)
    return_reason = models.CharField("Rückgabegrund", max_length=10, blank=True)
    assigned_count = models.SmallIntegerField("zurückgenommene Zuordnungen", default=0)
    credit_item = models.ForeignKey(
        "ledger.OpenItem", models.PROTECT, null=True, related_name="+", verbose_name="Posten"
    )
    debit = models.ForeignKey(
        CollectionItem,
        models.PROTECT,
        null=True,
        related_name="payments",
        verbose_name="Lastschrift",
    )

    class Meta:
        verbose_name = "Zahlung"
        verbose_name_plural = "Zahlungen"
        constraints: ClassVar = [
            one_of("bank_payment_state_known", "state", PaymentState),
            models.UniqueConstraint(fields=["bank_entry", "position"], name="bank_payment_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["bank_entry"],
                name="bank_payment_open",
                condition=Q(state__in=["OPEN", "PROPOSED"]),
            ),
            models.Index(fields=["end_to_end_id"], name="bank_payment_end_to_end"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"


class MatchProposal(models.Model):
    """An item that a payment may settle; a clerk decides."""

    payment = models.ForeignKey(BankPayment, models.CASCADE, related_name="proposals")
    open_item = models.ForeignKey("ledger.OpenItem", models.PROTECT, related_name="+")
    rule = models.CharField("Regel", max_length=10, choices=choices(MATCH_RULE_LABELS))
    confidence = models.SmallIntegerField("Sicherheit (%)")

    class Meta:
        verbose_name = "Zuordnungsvorschlag"
        verbose_name_plural = "Zuordnungsvorschläge"
        constraints: ClassVar = [
            one_of("match_rule_known", "rule", MatchRule),
            models.UniqueConstraint(fields=["payment", "open_item"], name="match_proposal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} → {self.open_item_id} ({self.confidence} %)"
