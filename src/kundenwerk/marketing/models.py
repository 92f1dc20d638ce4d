"""Tables of campaigns and their response codes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.marketing import rules
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import MoneyField, PeriodField


class Campaign(models.Model):
    """An effort to win customers, with a goal, a budget and an end."""

    name = models.CharField("Name", max_length=80, unique=True)
    goal = models.CharField("Ziel", max_length=300, blank=True)
    target_contracts = models.PositiveIntegerField("Angestrebte Verträge", null=True)
    channel = models.CharField("Kanal", max_length=6, choices=choices(rules.CHANNEL_LABELS))
    period = PeriodField("Zeitraum")
    budget = MoneyField("Budget")
    spent = MoneyField("Ausgegeben")
    subject = models.CharField("Betreff", max_length=150, blank=True)
    content = models.TextField("Inhalt", blank=True, max_length=rules.LONGEST_CONTENT)
    segment = models.JSONField("Zielgruppe", default=dict)
    state = models.CharField(
        "Status", max_length=9, choices=choices(rules.STATE_LABELS), default="DRAFT"
    )
    version = models.IntegerField("Stand", default=1)
    created_by = models.CharField("Angelegt von", max_length=150)
    created_at = models.DateTimeField("Angelegt am", db_default=Now())

    class Meta:
        verbose_name = "Kampagne"
        verbose_name_plural = "Kampagnen"
        constraints: ClassVar = [
            one_of("campaign_state_known", "state", rules.CampaignState),
            one_of("campaign_channel_known", "channel", rules.Channel),
            models.CheckConstraint(
                name="campaign_money_not_negative",
                condition=Q(budget__gte=0) & Q(spent__gte=0),
            ),
            models.CheckConstraint(
                name="campaign_has_an_end", condition=Q(period__endswith__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ResponseCode(models.Model):
    """What people name when they answer a campaign; on one campaign only."""

    code = models.CharField("Code", max_length=20, unique=True)
    label = models.CharField("Bezeichnung", max_length=60, blank=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="codes", verbose_name="Kampagne"
    )

    class Meta:
        verbose_name = "Aktionscode"
        verbose_name_plural = "Aktionscodes"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="response_code_usable",
                condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9-]{1,19}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.code
