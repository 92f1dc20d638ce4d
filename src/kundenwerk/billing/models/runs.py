"""What runs found, and how this supplier bills."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kundenwerk.billing.models.invoices import Invoice
from kundenwerk.billing.rules import bill, vocabulary
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform.constraints import choices
from kundenwerk.platform.fields import OptionalMoneyField, PeriodField


class RunBill(models.Model):
    """What a run found or did for one contract; open while a parked contract waits for a remedy."""

    run = models.ForeignKey(
        "platform.Run", models.PROTECT, related_name="bills", verbose_name="Lauf"
    )
    contract = models.ForeignKey(
        SupplyContract, models.PROTECT, related_name="run_bills", verbose_name="Vertrag"
    )
    period = PeriodField("Abrechnungszeitraum")
    kind = models.CharField("Art", max_length=8, choices=choices(vocabulary.KIND_LABELS))
    gross = OptionalMoneyField("Brutto", null=True)
    amount_due = OptionalMoneyField("Zahlbetrag", null=True)
    kwh = models.DecimalField("Verbrauch", max_digits=16, decimal_places=3, null=True)
    hints = ArrayField(
        models.CharField(max_length=20), verbose_name="Auffälligkeiten", default=list
    )
    digest = models.CharField("Prüfsumme", max_length=64, blank=True)
    cause = models.CharField(
        "Ursache", max_length=16, blank=True, choices=choices(bill.CAUSE_LABELS)
    )
    reason = models.CharField("Grund", max_length=300, blank=True)
    is_open = models.BooleanField("offener Klärfall", default=False)
    invoice = models.OneToOneField(
        Invoice, models.PROTECT, null=True, related_name="+", verbose_name="Rechnung"
    )

    class Meta:
        verbose_name = "Ergebnis eines Abrechnungslaufs"
        verbose_name_plural = "Ergebnisse von Abrechnungsläufen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "contract"], name="run_bill_once"),
            models.UniqueConstraint(
                fields=["contract"], condition=Q(is_open=True), name="run_bill_one_open_case"
            ),
            models.CheckConstraint(
                name="run_bill_open_has_cause", condition=Q(is_open=False) | ~Q(cause="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cause", "id"], condition=Q(is_open=True), name="run_bill_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.contract_id}"


class BillingSettings(models.Model):
    """How this supplier bills; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    deviation_percent = models.PositiveSmallIntegerField(
        "Verbrauch fällt auf ab Abweichung in Prozent", default=50
    )
    instalment_day = models.PositiveSmallIntegerField("Abschläge fällig am Monatstag", default=15)

    class Meta:
        verbose_name = "Abrechnungseinstellungen"
        verbose_name_plural = "Abrechnungseinstellungen"
        constraints: ClassVar = [
            models.CheckConstraint(name="billing_settings_once", condition=Q(id=1)),
            models.CheckConstraint(
                name="billing_settings_day_in_every_month",
                condition=Q(instalment_day__gte=1, instalment_day__lte=28),
            ),
        ]

    def __str__(self) -> str:
        return "Abrechnungseinstellungen"
