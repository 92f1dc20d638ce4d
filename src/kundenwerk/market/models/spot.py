"""Exchange prices of every quarter hour."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class DayPrices(models.Model):
    """The day-ahead prices of one German day, as known once; all quarter hours or none."""

    cents_per_mwh = ArrayField(models.IntegerField(), verbose_name="Cent je MWh und Viertelstunde")
    source = models.CharField("Quelle", max_length=120)
    recorded_at = models.DateTimeField("Bekannt seit", db_default=Now())

    class Meta:
        abstract = True


class SpotDay(DayPrices):
    """The prices of a day as known now; the database keeps what it replaces.

    It counts them: 92, 96 or 100, as the day has.
    """

    day = models.DateField("Tag", unique=True)

    class Meta:
        verbose_name = "Börsenpreise eines Tages"
        verbose_name_plural = "Börsenpreise"

    def __str__(self) -> str:
        return f"Börsenpreise {self.day:%d.%m.%Y}"


class FormerSpotDay(DayPrices):
    """What was known before a correction; bills made from it are proved with it."""

    day = models.DateField("Tag")
    superseded_at = models.DateTimeField("Berichtigt am")

    class Meta:
        verbose_name = "früher bekannte Börsenpreise eines Tages"
        verbose_name_plural = "früher bekannte Börsenpreise"
        indexes: ClassVar = [
            models.Index(fields=["day", "superseded_at"], name="former_spot_day"),
        ]

    def __str__(self) -> str:
        return f"Börsenpreise {self.day:%d.%m.%Y} bis {self.superseded_at:%d.%m.%Y}"
