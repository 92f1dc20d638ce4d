"""Tables of what comes before a quote: settings, drafts, rejections."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.kernel.energy import Commodity
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.sales.rules import vocabulary
from kundenwerk.sales.rules.leads import CONSENT_TEXT
from kundenwerk.sales.rules.vocabulary import DraftState, RejectionReason


class SalesSettings(models.Model):
    """How this supplier sells; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    handover_requires_bank_account = models.CharField(
        "Bankverbindung bei der Übergabe",
        max_length=17,
        choices=choices(vocabulary.HANDOVER_LABELS),
        default="ALWAYS",
    )
    existing_account_for_new_supply_point = models.BooleanField(
        "bestehendes Vertragskonto für neue Lieferstelle", default=True
    )
    online_draft_hours = models.SmallIntegerField(
        "Angefangene Onlinebestellungen aufheben (Stunden)", default=24
    )
    follow_up_days = models.PositiveSmallIntegerField(
        "Nachfassen so viele Tage vor der Bindefrist", default=3
    )
    lead_retention_days = models.PositiveSmallIntegerField(
        "Leads ohne Bewegung löschen nach Tagen", default=180
    )
    merge_undo_days = models.PositiveSmallIntegerField(
        "Zusammenführung zurücknehmen binnen Tagen", default=30
    )
    lead_consent_text = models.TextField(
        "Text der Einwilligung", max_length=1000, default=CONSENT_TEXT
    )

    class Meta:
        verbose_name = "Vertriebseinstellungen"
        verbose_name_plural = "Vertriebseinstellungen"
        constraints: ClassVar = [
            models.CheckConstraint(name="sales_settings_once", condition=Q(id=1)),
            models.CheckConstraint(
                name="sales_settings_online_drafts_end",
                condition=Q(online_draft_hours__range=(1, 720)),
            ),
            one_of(
                "sales_settings_handover_known",
                "handover_requires_bank_account",
                vocabulary.BankAccountDuty,
            ),
            models.CheckConstraint(
                name="sales_settings_lead_retention_in_bounds",
                condition=Q(lead_retention_days__range=(30, 1095)),
            ),
            models.CheckConstraint(
                name="sales_settings_merge_undo_in_bounds",
                condition=Q(merge_undo_days__range=(0, 365)),
            ),
            models.CheckConstraint(
                name="sales_settings_follow_up_in_bounds",
                condition=Q(follow_up_days__range=(0, 30)),
            ),
        ]

    def __str__(self) -> str:
        return "Vertriebseinstellungen"


class QuoteDraft(models.Model):
    """A quote being made: what was typed so far, kept from the first keystroke."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.CharField("Bearbeitet von", max_length=150)
    data = models.JSONField("Eingaben", default=dict)
    step = models.CharField("Schritt", max_length=20, default="basisdaten")
    version = models.IntegerField("Stand", default=1)
    touched = models.JSONField("Stand und Seite je Schritt", default=dict)
    saved_by = models.CharField("zuletzt gespeichert von", max_length=150)
    before_by = models.CharField("davor gespeichert von", max_length=150, blank=True, default="")
    before_at = models.DateTimeField("davor gespeichert am", null=True)
    state = models.CharField(
        "Status", max_length=8, choices=choices(vocabulary.DRAFT_LABELS), default="OPEN"
    )
    quote = models.OneToOneField(
        "sales.Quote", models.PROTECT, null=True, related_name="draft", verbose_name="Angebot"
    )
    created_at = models.DateTimeField("Begonnen am", db_default=Now())
    updated_at = models.DateTimeField("Geändert am", db_default=Now())

    class Meta:
        verbose_name = "Angebotsentwurf"
        verbose_name_plural = "Angebotsentwürfe"
        constraints: ClassVar = [
            one_of("draft_state_known", "state", DraftState),
            models.CheckConstraint(
                name="draft_saved_before_by_somebody",
                condition=Q(before_by="", before_at__isnull=True)
                | ~Q(before_by="") & Q(before_at__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_closed_has_a_quote",
                condition=~Q(state="CLOSED") | Q(quote__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_keeps_nothing_after_its_end", condition=Q(state="OPEN") | Q(data={})
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-updated_at"], condition=Q(state="OPEN"), name="draft_open"),
        ]

    def __str__(self) -> str:
        return f"Entwurf {self.created_at:%d.%m.%Y}"


class Rejection(models.Model):
    """Somebody wanted no quote: what was shown and why, without a trace of the person."""

    rejected_on = models.DateField("Tag")
    commodity = models.CharField("Sparte", max_length=12, blank=True)
    reason = models.CharField("Grund", max_length=20, choices=choices(vocabulary.REJECTION_LABELS))
    shown = ArrayField(models.CharField(max_length=20), verbose_name="Gezeigte Tarife")
    is_customer = models.BooleanField("Bestandskunde")

    class Meta:
        verbose_name = "Ablehnung"
        verbose_name_plural = "Ablehnungen"
        constraints: ClassVar = [
            one_of("rejection_reason_known", "reason", RejectionReason),
            models.CheckConstraint(
                name="rejection_commodity_known",
                condition=Q(commodity__in=["", *(c.value for c in Commodity)]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rejected_on} {self.reason}"
