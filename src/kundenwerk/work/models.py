"""Tables of the time line and of tasks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.work import rules


class TimelineEntry(models.Model):
    """Something that happened with a customer, in one line a clerk understands."""

    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="timeline", verbose_name="Geschäftspartner"
    )
    at = models.DateTimeField("Zeitpunkt", db_default=Now())
    kind = models.CharField("Art", max_length=10, choices=choices(rules.ENTRY_LABELS))
    icon = models.CharField("Zeichen", max_length=30, blank=True)
    title = models.CharField("Titel", max_length=200)
    detail = models.TextField("Einzelheiten", blank=True, max_length=4000)
    url = models.CharField("Adresse", max_length=200, blank=True)
    actor = models.CharField("Von", max_length=150)

    class Meta:
        verbose_name = "Eintrag der Zeitleiste"
        verbose_name_plural = "Einträge der Zeitleiste"
        constraints: ClassVar = [one_of("timeline_kind_known", "kind", rules.EntryKind)]
        indexes: ClassVar = [
            models.Index(fields=["business_partner", "-at", "-id"], name="timeline_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """Something a role has to do until a day; each reason opens it once."""

    key = models.CharField("Anlass", max_length=120, unique=True)
    title = models.CharField("Aufgabe", max_length=200)
    detail = models.TextField("Einzelheiten", blank=True, max_length=4000)
    role = models.CharField("Zuständig", max_length=30)
    due_on = models.DateField("Fällig am")
    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="tasks",
        verbose_name="Geschäftspartner",
    )
    url = models.CharField("Adresse", max_length=200, blank=True)
    state = models.CharField(
        "Status", max_length=8, choices=choices(rules.TASK_LABELS), default="OPEN"
    )
    opened_at = models.DateTimeField("Angelegt am", db_default=Now())
    done_by = models.CharField("Erledigt von", max_length=150, blank=True)

    class Meta:
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"
        constraints: ClassVar = [one_of("task_state_known", "state", rules.TaskState)]
        indexes: ClassVar = [
            models.Index(
                fields=["role", "due_on", "id"], condition=Q(state="OPEN"), name="task_open_by_role"
            ),
        ]

    def __str__(self) -> str:
        return self.title
