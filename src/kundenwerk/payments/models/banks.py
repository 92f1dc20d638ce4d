"""Our own accounts, and what was agreed with the banks: dated settings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.platform.constraints import no_overlap
from kundenwerk.platform.fields import PeriodField


class HouseBank(models.Model):
    """One of our accounts at a bank."""

    name = models.CharField("Bezeichnung", max_length=80)
    holder = models.CharField("Kontoinhaber", max_length=70)
    iban = models.CharField("IBAN", max_length=34, unique=True)
    bic = models.CharField("BIC", max_length=11, blank=True)
    creditor_id = models.CharField("Gläubiger-ID", max_length=35, blank=True)

    class Meta:
        verbose_name = "Hausbank"
        verbose_name_plural = "Hausbanken"

    def __str__(self) -> str:
        return self.name


class CollectionTerms(models.Model):
    """What the bank agreed to for direct debits over a period."""

    house_bank = models.ForeignKey(HouseBank, models.PROTECT, related_name="terms")
    valid = PeriodField("gültig")
    lead_days = models.SmallIntegerField("Vorlauf in TARGET-Tagen")
    most_days = models.SmallIntegerField("frühestens, Kalendertage")
    cut_off = models.TimeField("Annahmeschluss")
    notice_days = models.SmallIntegerField("Vorabankündigung in Kalendertagen")
    source = models.CharField("Quelle", max_length=200)

    class Meta:
        verbose_name = "Lastschriftbedingungen"
        verbose_name_plural = "Lastschriftbedingungen"
        constraints: ClassVar = [
            no_overlap("collection_terms_once_per_day", per="house_bank_id", during="valid"),
            models.CheckConstraint(
                name="collection_terms_sensible",
                condition=Q(lead_days__gte=0, most_days__gt=0, notice_days__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.house_bank} {self.valid}"


class MatchingSettings(models.Model):
    """From which confidence in percent a payment is assigned without a clerk."""

    valid = PeriodField("gültig")
    auto_threshold = models.SmallIntegerField("automatisch ab (%)")
    end_to_end = models.SmallIntegerField("Ende-zu-Ende-Referenz (%)")
    reference_own_iban = models.SmallIntegerField("Belegnummer, eigene IBAN (%)")
    reference_new_iban = models.SmallIntegerField("Belegnummer, unbekannte IBAN (%)")
    reference_foreign_iban = models.SmallIntegerField("Belegnummer, fremde IBAN (%)")
    mandate = models.SmallIntegerField("Mandat und Betrag (%)")
    iban = models.SmallIntegerField("IBAN und Betrag (%)")
    source = models.CharField("Quelle", max_length=200)

    class Meta:
        verbose_name = "Zuordnungsregeln"
        verbose_name_plural = "Zuordnungsregeln"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="matching_threshold_percent",
                condition=Q(auto_threshold__gt=50, auto_threshold__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid}"
