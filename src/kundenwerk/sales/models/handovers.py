"""Tables of what follows an acceptance: declaration, hand-over, notices to other systems."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import OptionalEncryptedTextField
from kundenwerk.sales.models.quotes import Quote
from kundenwerk.sales.rules.handover import (
    HANDOVER_STATE_LABELS,
    NOTICE_LABELS,
    HandoverState,
    NoticeState,
)


class QuoteLink(models.Model):
    """A link that lets whoever holds it answer one quote; only its fingerprint is kept."""

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="links", verbose_name="Angebot")
    token_hash = models.CharField("Fingerabdruck", max_length=64, unique=True)
    last_day = models.DateField("Gilt bis")
    created_at = models.DateTimeField("Erstellt am", db_default=Now())

    class Meta:
        verbose_name = "Link zum Angebot"
        verbose_name_plural = "Links zu Angeboten"

    def __str__(self) -> str:
        return f"Link bis {self.last_day}"


class Declaration(models.Model):
    """What a customer declared in text form when accepting without a clerk; never changed."""

    quote = models.OneToOneField(
        Quote, models.PROTECT, related_name="declaration", verbose_name="Angebot"
    )
    declared_at = models.DateTimeField("Erklärt am")
    wording = models.TextField("Wortlaut")
    early_start = models.BooleanField("Lieferung vor Ende der Widerrufsfrist verlangt")

    class Meta:
        verbose_name = "Annahmeerklärung"
        verbose_name_plural = "Annahmeerklärungen"
        constraints: ClassVar = [
            models.CheckConstraint(name="declaration_says_something", condition=~Q(wording="")),
        ]

    def __str__(self) -> str:
        return f"Annahme von {self.quote_id}"


class Handover(models.Model):
    """An accepted quote on its way from sales to contract management (Übergabe)."""

    quote = models.OneToOneField(
        Quote, models.PROTECT, related_name="handover", verbose_name="Angebot"
    )
    contract = models.OneToOneField(
        SupplyContract, models.PROTECT, related_name="handover", verbose_name="Vertrag"
    )
    state = models.CharField(
        "Status", max_length=8, choices=choices(HANDOVER_STATE_LABELS), default="OPEN"
    )
    opened_on = models.DateField("Übergeben am")
    decided_on = models.DateField("Entschieden am", null=True)
    decided_by = models.CharField("Entschieden von", max_length=150, blank=True)
    note = models.CharField("Bemerkung", max_length=300, blank=True)

    class Meta:
        verbose_name = "Übergabe"
        verbose_name_plural = "Übergaben"
        constraints: ClassVar = [
            one_of("handover_state_known", "state", HandoverState),
            models.CheckConstraint(
                name="handover_decided_by_somebody",
                condition=Q(state="OPEN")
                | (Q(decided_on__isnull=False, decided_on__gte=F("opened_on")) & ~Q(decided_by="")),
            ),
            models.CheckConstraint(
                name="handover_returned_says_why", condition=~Q(state="RETURNED") | ~Q(note="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-opened_on", "-id"], name="handover_by_state"),
        ]

    def __str__(self) -> str:
        return f"Übergabe zu {self.quote_id}"


class HandoverEndpoint(models.Model):
    """The other system that is told of hand-overs; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    address = models.CharField("Adresse", max_length=300, blank=True)
    secret = OptionalEncryptedTextField("Geheimnis", null=True)
    is_on = models.BooleanField("Eingeschaltet", default=False)

    class Meta:
        verbose_name = "Empfänger der Übergaben"
        verbose_name_plural = "Empfänger der Übergaben"
        constraints: ClassVar = [
            models.CheckConstraint(name="handover_endpoint_once", condition=Q(id=1)),
            models.CheckConstraint(
                name="handover_endpoint_usable",
                condition=Q(is_on=False) | (~Q(address="") & Q(secret__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.address


class HandoverNotice(models.Model):
    """One message about a hand-over to the other system, sent until it is taken."""

    event_id = models.UUIDField("Ereignis", unique=True, default=uuid.uuid4)
    handover = models.ForeignKey(
        Handover, models.PROTECT, related_name="notices", verbose_name="Übergabe"
    )
    body = models.JSONField("Inhalt")
    state = models.CharField(
        "Status", max_length=9, choices=choices(NOTICE_LABELS), default="WAITING"
    )
    attempts = models.SmallIntegerField("Versuche", default=0)
    next_at = models.DateTimeField("Nächster Versuch", db_default=Now())
    delivered_at = models.DateTimeField("Zugestellt am", null=True)
    problem = models.CharField("Problem", max_length=300, blank=True)

    class Meta:
        verbose_name = "Meldung einer Übergabe"
        verbose_name_plural = "Meldungen von Übergaben"
        constraints: ClassVar = [
            one_of("handover_notice_state_known", "state", NoticeState),
            models.CheckConstraint(
                name="handover_notice_delivered_has_a_time",
                condition=~Q(state="DELIVERED") | Q(delivered_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=Q(state="WAITING"), name="handover_notice_waiting"
            ),
        ]

    def __str__(self) -> str:
        return str(self.event_id)
