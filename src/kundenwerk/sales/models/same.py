"""The table of orders that may be from somebody we know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.sales.models.quotes import Quote
from kundenwerk.sales.rules.same import PAIR_LABELS, PairState


class PossibleDuplicate(models.Model):
    """Two records that may be one customer; found once, decided once by a clerk."""

    stays_when_merged: ClassVar = True
    quote = models.ForeignKey(Quote, models.PROTECT, related_name="+", verbose_name="Angebot")
    newcomer = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="+", verbose_name="neu angelegt"
    )
    known = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="+", verbose_name="schon bekannt"
    )
    score = models.SmallIntegerField("Ähnlichkeit")
    reasons = models.CharField("Gründe", max_length=300)
    state = models.CharField(
        "Stand", max_length=9, choices=choices(PAIR_LABELS), default=PairState.OPEN.value
    )
    decided_by = models.CharField("entschieden von", max_length=150, blank=True)
    found_at = models.DateTimeField("gefunden am", db_default=Now())

    class Meta:
        verbose_name = "Mögliche Dublette"
        verbose_name_plural = "Mögliche Dubletten"
        constraints: ClassVar = [
            one_of("possible_duplicate_state_known", "state", PairState),
            models.UniqueConstraint(fields=["newcomer", "known"], name="possible_duplicate_once"),
            models.CheckConstraint(
                name="possible_duplicate_of_another", condition=~Q(newcomer=F("known"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newcomer} / {self.known}"


class Merge(models.Model):
    """Two records made one: what moved, until when it can be taken back, and what came of it."""

    pair = models.ForeignKey(
        PossibleDuplicate, models.PROTECT, related_name="merges", verbose_name="Paar"
    )
    moved = models.JSONField("Was umgezogen ist")
    drafts = models.JSONField("Umgezogene Entwürfe", default=list)
    made_on = models.DateField("Zusammengeführt am")
    made_at = models.DateTimeField("Zusammengeführt um", db_default=Now())
    made_by = models.CharField("Zusammengeführt von", max_length=150)
    last_day = models.DateField("Rücknahme bis")
    taken_back_on = models.DateField("Zurückgenommen am", null=True)
    taken_back_by = models.CharField("Zurückgenommen von", max_length=150, blank=True)
    stayed = models.JSONField("Was nicht zurückging", default=list)

    class Meta:
        verbose_name = "Zusammenführung"
        verbose_name_plural = "Zusammenführungen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pair"],
                condition=Q(taken_back_on__isnull=True),
                name="merge_once_at_a_time",
            ),
            models.CheckConstraint(
                name="merge_may_be_taken_back", condition=Q(last_day__gte=F("made_on"))
            ),
            models.CheckConstraint(
                name="merge_taken_back_by_somebody",
                condition=Q(taken_back_on__isnull=True) | ~Q(taken_back_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair}, {self.made_on:%d.%m.%Y}"
