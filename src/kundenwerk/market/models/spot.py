"""Exchange prices of every quarter hour."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SpotDay(models.Model):
    """The day-ahead prices of one German day; all quarter hours or none.

    The database counts them: 92, 96 or 100, as the day has.
    """

    day = models.DateField("Tag", unique=True)
    cents_per_mwh = ArrayField(models.IntegerField(), verbose_name="Cent je MWh und Viertelstunde")
    source = models.CharField("Quelle", max_length=120)

    class Meta:
        verbose_name = "Börsenpreise eines Tages"
        verbose_name_plural = "Börsenpreise"

    def __str__(self) -> str:
        return f"Börsenpreise {self.day:%d.%m.%Y}"
