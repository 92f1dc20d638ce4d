"""Tables of campaigns and their response codes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.correspondence.models import Dispatch
from kundenwerk.marketing import rules
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import MoneyField, PeriodField
from kundenwerk.sales.models import Lead


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


class CampaignMail(models.Model):
    """One mail of a campaign to one person; the link in it is kept as a fingerprint."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="mails", verbose_name="Kampagne"
    )
    lead = models.ForeignKey(Lead, models.CASCADE, null=True, related_name="+", verbose_name="Lead")
    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Geschäftspartner",
    )
    code = models.CharField("Aktionscode", max_length=20)
    dispatch = models.OneToOneField(
        Dispatch, models.PROTECT, related_name="+", verbose_name="Zustellung"
    )
    token_hash = models.CharField("Fingerabdruck des Links", max_length=64, unique=True)
    mailed_on = models.DateField("Eingestellt am")
    refused_on = models.DateField("Widerrufen am", null=True)

    class Meta:
        verbose_name = "E-Mail einer Kampagne"
        verbose_name_plural = "E-Mails von Kampagnen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "lead"], name="campaign_mail_once_per_lead"
            ),
            models.UniqueConstraint(
                fields=["campaign", "business_partner"], name="campaign_mail_once_per_customer"
            ),
            models.CheckConstraint(
                name="campaign_mail_to_one_person",
                condition=Q(lead__isnull=True, business_partner__isnull=False)
                | Q(lead__isnull=False, business_partner__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.mailed_on:%d.%m.%Y}"
