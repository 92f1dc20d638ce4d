"""The table of the supplier's general terms, version by version."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from kundenwerk.correspondence.models import Document
from kundenwerk.kernel.numbers import format_day


class GeneralTerms(models.Model):
    """One version of the general terms (AGB); it holds until the next one does."""

    valid_from = models.DateField("Gültig ab", unique=True)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name="Dokument"
    )
    uploaded_by = models.CharField("Hochgeladen von", max_length=150)
    uploaded_at = models.DateTimeField("Hochgeladen am", db_default=Now())

    class Meta:
        verbose_name = "Fassung der AGB"
        verbose_name_plural = "Fassungen der AGB"

    def __str__(self) -> str:
        return f"AGB, Stand {format_day(self.valid_from)}"
