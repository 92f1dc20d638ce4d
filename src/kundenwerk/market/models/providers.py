"""Services of others: how they are reached, what was asked when, answers kept for the day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.market.rules.lookups import (
    FAILURES,
    OUTCOME_LABELS,
    PROVIDER_KIND_LABELS,
    SERVICE_LABELS,
    Outcome,
    ProviderKind,
    Service,
)
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import EncryptedTextField


def _between(name: str, column: str, least: int, most: int) -> models.CheckConstraint:
    condition = Q(**{f"{column}__gte": least, f"{column}__lte": most})
    return models.CheckConstraint(name=name, condition=condition)


class Provider(models.Model):
    """One way to an answer; those of a service are asked in the order of ``position``."""

    service = models.CharField("Auskunft", max_length=16, choices=choices(SERVICE_LABELS))
    kind = models.CharField("Art", max_length=8, choices=choices(PROVIDER_KIND_LABELS))
    name = models.CharField("Name", max_length=60)
    position = models.SmallIntegerField("Reihenfolge")
    is_enabled = models.BooleanField("eingeschaltet", default=False)
    base_address = models.CharField("Adresse", max_length=200, blank=True, default="")
    username = models.CharField("Benutzer", max_length=80, blank=True, default="")
    timeout_ms = models.IntegerField("Höchstdauer einer Abfrage in ms", default=4000)
    allowed_failures = models.SmallIntegerField("Fehler bis zur Pause", default=3)
    pause_seconds = models.IntegerField("Pause in Sekunden", default=60)
    version = models.IntegerField("Stand", default=1)

    class Meta:
        verbose_name = "Anbindung"
        verbose_name_plural = "Anbindungen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "kind"], name="provider_once"),
            one_of("provider_service_known", "service", Service),
            one_of("provider_kind_known", "kind", ProviderKind),
            _between("provider_timeout_bounded", "timeout_ms", 100, 30_000),
            _between("provider_failures_bounded", "allowed_failures", 1, 20),
            _between("provider_pause_bounded", "pause_seconds", 1, 3600),
        ]

    def __str__(self) -> str:
        return self.name


class ProviderSecret(models.Model):
    """What opens a service; apart, so that no list, old image or reading role holds it."""

    provider = models.OneToOneField(
        Provider, models.PROTECT, primary_key=True, related_name="kept_secret"
    )
    secret = EncryptedTextField("Kennwort")

    class Meta:
        verbose_name = "Kennwort einer Anbindung"
        verbose_name_plural = "Kennwörter der Anbindungen"

    def __str__(self) -> str:
        return "…"


class LookupCall(models.Model):
    """One call: when, how long, how it ended; nothing of what was asked or answered."""

    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="calls", verbose_name="Anbindung"
    )
    at = models.DateTimeField("Zeitpunkt")
    duration_ms = models.IntegerField("Dauer in ms")
    outcome = models.CharField("Ergebnis", max_length=16, choices=choices(OUTCOME_LABELS))
    status = models.SmallIntegerField("HTTP-Status", null=True)
    paused_until = models.DateTimeField("Pause bis", null=True)

    class Meta:
        verbose_name = "Abfrage"
        verbose_name_plural = "Abfragen"
        constraints: ClassVar = [one_of("lookup_outcome_known", "outcome", Outcome)]
        indexes: ClassVar = [models.Index(fields=["provider", "-id"], name="lookup_latest")]

    def __str__(self) -> str:
        return f"{self.provider}: {self.get_outcome_display()}"

    @property
    def is_failure(self) -> bool:
        """Whether the service did not answer as it should."""
        return self.outcome in FAILURES


class LookupAnswer(models.Model):
    """An answer that holds for a day; the question is kept as a keyed fingerprint only."""

    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="answers", verbose_name="Anbindung"
    )
    question = models.CharField("Prüfsumme der Frage", max_length=64)
    day = models.DateField("Tag")
    answer = models.TextField("Antwort")
    asked_at = models.DateTimeField("gefragt am", db_default=Now())

    class Meta:
        verbose_name = "Antwort des Tages"
        verbose_name_plural = "Antworten des Tages"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "question", "day"], name="lookup_answer_once_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.day}"
