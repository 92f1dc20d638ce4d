"""Tables of meter readings, quarter hours and gas factors."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.metering.rules import readings as rules
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import PeriodField
from kundenwerk.supply.models import Register, SupplyPoint


class Reading(models.Model):
    """What a register showed at the beginning of a day (BO4E: Zaehlwerksstand)."""

    register = models.ForeignKey(
        Register, models.PROTECT, related_name="readings", verbose_name="Zählwerk"
    )
    day = models.DateField("Stand zu Beginn des Tages")
    value = models.DecimalField("Zählerstand", max_digits=14, decimal_places=3)
    origin = models.CharField("Herkunft", max_length=13, choices=choices(rules.ORIGIN_LABELS))
    state = models.CharField("Status", max_length=8, choices=choices(rules.STATE_LABELS))
    rolled_over = models.BooleanField("Zählwerk übergelaufen", default=False)
    reason = models.CharField("Begründung", max_length=300, blank=True)
    source_message = models.CharField("Aus Nachricht", max_length=70, blank=True)
    recorded_at = models.DateTimeField("Erfasst am", db_default=Now())
    recorded_by = models.CharField("Erfasst von", max_length=150)

    class Meta:
        verbose_name = "Zählerstand"
        verbose_name_plural = "Zählerstände"
        constraints: ClassVar = [
            one_of("reading_state_known", "state", rules.ReadingState),
            one_of("reading_origin_known", "origin", ReadingOrigin),
            models.UniqueConstraint(
                fields=["register", "day"],
                condition=Q(state="VALID"),
                name="reading_one_valid_per_day",
            ),
            models.CheckConstraint(name="reading_not_negative", condition=Q(value__gte=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state"], condition=Q(state="HELD"), name="reading_held"),
        ]

    def __str__(self) -> str:
        return f"{self.value} am {self.day:%d.%m.%Y}"


class LoadDay(models.Model):
    """What a supply point used in every quarter hour of a German day (BO4E: Lastgang).

    A day that is received anew with other values is a further version; nothing is changed. The
    database counts the values, 92, 96 or 100 as the day has, and refuses negative ones.
    """

    supply_point = models.ForeignKey(
        SupplyPoint, models.PROTECT, related_name="load_days", verbose_name="Lieferstelle"
    )
    day = models.DateField("Tag")
    version = models.SmallIntegerField("Fassung", default=1)
    wh = ArrayField(models.IntegerField(), verbose_name="Wattstunden je Viertelstunde")
    substitutes = ArrayField(
        models.SmallIntegerField(), verbose_name="Ersatzwerte", default=list, blank=True
    )
    source = models.CharField("Quelle", max_length=70)
    recorded_at = models.DateTimeField("Erfasst am", db_default=Now())
    recorded_by = models.CharField("Erfasst von", max_length=150)

    class Meta:
        verbose_name = "Viertelstundenwerte eines Tages"
        verbose_name_plural = "Viertelstundenwerte"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supply_point", "day", "version"], name="load_day_version_once"
            ),
            models.CheckConstraint(name="load_day_version_counts", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Viertelstunden {self.day:%d.%m.%Y}"


class GasConversion(models.Model):
    """The factors of the grid operator that turn cubic metres into kWh (MSCONS 13007)."""

    supply_point = models.ForeignKey(
        SupplyPoint, models.PROTECT, related_name="gas_conversions", verbose_name="Lieferstelle"
    )
    valid = PeriodField("Gültig")
    calorific_value = models.DecimalField("Brennwert kWh/m³", max_digits=7, decimal_places=3)
    volume_factor = models.DecimalField("Zustandszahl", max_digits=6, decimal_places=4)
    source = models.CharField("Quelle", max_length=120)

    class Meta:
        verbose_name = "Gasumrechnung"
        verbose_name_plural = "Gasumrechnungen"
        constraints: ClassVar = [
            no_overlap("gas_conversion_one_per_day", per="supply_point_id", during="valid"),
            models.CheckConstraint(
                name="gas_conversion_positive",
                condition=Q(calorific_value__gt=0, volume_factor__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calorific_value} kWh/m³ × {self.volume_factor}"
