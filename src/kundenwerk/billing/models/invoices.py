"""Bills, their lines and taxes; an issued bill never changes, it is cancelled."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.billing.rules import vocabulary
from kundenwerk.billing.rules.vocabulary import InvoiceKind, InvoiceState
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import MoneyField, PeriodField


class Invoice(models.Model):
    """A bill for a contract and a period (BO4E: Rechnung), or the reversal of one."""

    number = models.CharField("Rechnungsnummer", max_length=20, unique=True)
    contract = models.ForeignKey(
        SupplyContract, models.PROTECT, related_name="invoices", verbose_name="Vertrag"
    )
    contract_account = models.ForeignKey(
        ContractAccount, models.PROTECT, related_name="invoices", verbose_name="Vertragskonto"
    )
    kind = models.CharField("Art", max_length=8, choices=choices(vocabulary.KIND_LABELS))
    state = models.CharField(
        "Status", max_length=9, choices=choices(vocabulary.STATE_LABELS), default="ISSUED"
    )
    period = PeriodField("Abrechnungszeitraum")
    issued_on = models.DateField("Rechnungsdatum", db_index=True)
    due_on = models.DateField("Fällig am")
    net = MoneyField("Netto")
    vat = MoneyField("Umsatzsteuer")
    gross = MoneyField("Brutto")
    prepaid = MoneyField("Abschläge")
    amount_due = MoneyField("Zahlbetrag")
    hints = ArrayField(
        models.CharField(max_length=20), verbose_name="Auffälligkeiten", default=list
    )
    facts = models.JSONField("Angaben zum Vertrag")
    trace = models.JSONField("Rechenweg")
    trace_sha256 = models.CharField("Prüfsumme des Rechenwegs", max_length=64)
    entry = models.OneToOneField(
        "ledger.JournalEntry", models.PROTECT, null=True, related_name="+", verbose_name="Buchung"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name="storniert"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="ersetzt"
    )
    reason = models.CharField("Grund", max_length=300, blank=True)
    run = models.ForeignKey(
        "platform.Run", models.PROTECT, null=True, related_name="+", verbose_name="Lauf"
    )
    document = models.OneToOneField(
        "correspondence.Document",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Dokument",
    )
    created_at = models.DateTimeField("Angelegt am", db_default=Now())
    created_by = models.CharField("Angelegt von", max_length=150)

    class Meta:
        verbose_name = "Rechnung"
        verbose_name_plural = "Rechnungen"
        constraints: ClassVar = [
            one_of("invoice_kind_known", "kind", InvoiceKind),
            one_of("invoice_state_known", "state", InvoiceState),
            no_overlap(
                "invoice_no_day_twice",
                per="contract_id",
                during="period",
                condition=Q(state="ISSUED", reverses__isnull=True),
            ),
            models.CheckConstraint(
                name="invoice_adds_up",
                condition=Q(gross=F("net") + F("vat"), amount_due=F("gross") - F("prepaid")),
            ),
            models.CheckConstraint(
                name="invoice_booked_unless_zero",
                condition=Q(entry__isnull=False) | Q(net=0, vat=0, amount_due=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-issued_on", "-id"], name="invoice_newest_first"),
            models.Index(
                fields=["id"], condition=Q(document__isnull=True), name="invoice_without_document"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceLine(models.Model):
    """One position of a bill, written just before it; ``check-books`` finds one without."""

    invoice = models.ForeignKey(
        Invoice,
        models.PROTECT,
        db_constraint=False,
        related_name="lines",
        verbose_name="Rechnung",
    )
    position = models.SmallIntegerField("Position")
    kind = models.CharField("Art", max_length=20)
    text = models.CharField("Bezeichnung", max_length=200)
    period = PeriodField("Zeitraum")
    quantity = models.DecimalField("Menge", max_digits=16, decimal_places=6)
    unit = models.CharField("Einheit", max_length=10)
    unit_price = models.DecimalField("Preis", max_digits=16, decimal_places=8)
    price_unit = models.CharField("Preiseinheit", max_length=10)
    net = MoneyField("Netto")
    vat_rate = models.DecimalField("USt-Satz", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "Rechnungsposition"
        verbose_name_plural = "Rechnungspositionen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"

    @property
    def trace(self) -> dict[str, Any]:
        """The calculation of this position, from that of its bill or of the one it reverses."""
        bill = self.invoice.reverses or self.invoice
        found: dict[str, Any] = bill.trace["lines"][self.position - 1]
        return found


class InvoiceVat(models.Model):
    """Net sum and tax of one rate on a bill, written before it like its positions."""

    invoice = models.ForeignKey(
        Invoice,
        models.PROTECT,
        db_constraint=False,
        related_name="vat_groups",
        verbose_name="Rechnung",
    )
    rate = models.DecimalField("USt-Satz", max_digits=5, decimal_places=2)
    net = MoneyField("Netto")
    vat = MoneyField("Umsatzsteuer")

    class Meta:
        verbose_name = "Umsatzsteuer einer Rechnung"
        verbose_name_plural = "Umsatzsteuer von Rechnungen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "rate"], name="invoice_vat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rate} %: {self.vat}"
