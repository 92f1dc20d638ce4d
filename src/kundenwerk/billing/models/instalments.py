"""Advance payments: the plan and its instalments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.billing.models.invoices import Invoice
from kundenwerk.billing.rules import vocabulary
from kundenwerk.billing.rules.vocabulary import InstalmentState
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import MoneyField, OptionalMoneyField, PeriodField


class InstalmentPlan(models.Model):
    """What a customer pays in advance month by month (Abschlagsplan)."""

    contract = models.ForeignKey(
        SupplyContract, models.PROTECT, related_name="instalment_plans", verbose_name="Vertrag"
    )
    valid = PeriodField("Gültig")
    monthly_gross = MoneyField("Monatlicher Abschlag")
    expected_gross = MoneyField("Erwartete Jahreskosten")
    expected_kwh = models.DecimalField("Erwarteter Verbrauch", max_digits=14, decimal_places=3)
    trace = models.JSONField("Rechenweg")
    created_at = models.DateTimeField("Angelegt am", db_default=Now())
    created_by = models.CharField("Angelegt von", max_length=150)

    class Meta:
        verbose_name = "Abschlagsplan"
        verbose_name_plural = "Abschlagspläne"
        constraints: ClassVar = [
            no_overlap("instalment_plan_one_per_day", per="contract_id", during="valid"),
            models.CheckConstraint(
                name="instalment_plan_not_negative", condition=Q(monthly_gross__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.monthly_gross}"


class Instalment(models.Model):
    """One advance payment (Abschlag): planned, demanded, then deducted on a bill."""

    plan = models.ForeignKey(
        InstalmentPlan, models.PROTECT, related_name="instalments", verbose_name="Abschlagsplan"
    )
    contract = models.ForeignKey(
        SupplyContract, models.PROTECT, related_name="instalments", verbose_name="Vertrag"
    )
    due_on = models.DateField("Fällig am")
    gross = MoneyField("Abschlag")
    state = models.CharField(
        "Status", max_length=8, choices=choices(vocabulary.INSTALMENT_LABELS), default="PLANNED"
    )
    net = OptionalMoneyField("Netto", null=True)
    vat = OptionalMoneyField("Umsatzsteuer", null=True)
    vat_rate = models.DecimalField("USt-Satz", max_digits=5, decimal_places=2, null=True)
    entry = models.OneToOneField(
        "ledger.JournalEntry", models.PROTECT, null=True, related_name="+", verbose_name="Buchung"
    )
    invoice = models.ForeignKey(
        Invoice,
        models.PROTECT,
        db_constraint=False,
        null=True,
        related_name="instalments",
        verbose_name="abgerechnet mit",
    )

    class Meta:
        verbose_name = "Abschlag"
        verbose_name_plural = "Abschläge"
        constraints: ClassVar = [
            one_of("instalment_state_known", "state", InstalmentState),
            models.UniqueConstraint(fields=["contract", "due_on"], name="instalment_once_per_day"),
            models.CheckConstraint(
                name="instalment_demanded_is_booked",
                condition=Q(state__in=["PLANNED", "DROPPED"])
                | Q(entry__isnull=False, net__isnull=False, vat__isnull=False),
            ),
            models.CheckConstraint(
                name="instalment_settled_names_invoice",
                condition=~Q(state="SETTLED") | Q(invoice__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(state="PLANNED"), name="instalment_to_ask"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%d.%m.%Y}: {self.gross}"
