"""What was written to customers, and how it reached them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.correspondence.rules import (
    CHANNEL_LABELS,
    DISPATCH_STATE_LABELS,
    DOCUMENT_KIND_LABELS,
    Channel,
    DispatchState,
    DocumentKind,
)
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import OptionalEncryptedTextField
from kundenwerk.platform.models import StoredFile


class Document(models.Model):
    """A finished letter, quote or bill as PDF; never set again once it exists."""

    kind = models.CharField("Art", max_length=16, choices=choices(DOCUMENT_KIND_LABELS))
    number = models.CharField("Nummer", max_length=60)
    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="documents",
        verbose_name="Geschäftspartner",
    )
    title = models.CharField("Titel", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Datei")
    structured = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Strukturierte Fassung",
    )
    created_at = models.DateTimeField("Erstellt am", db_default=Now())

    class Meta:
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"
        constraints: ClassVar = [
            one_of("document_kind_known", "kind", DocumentKind),
            models.UniqueConstraint(fields=["kind", "number"], name="document_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Dispatch(models.Model):
    """One delivery by one channel."""

    key = models.CharField("Schlüssel", max_length=120, unique=True)
    channel = models.CharField("Weg", max_length=6, choices=choices(CHANNEL_LABELS))
    state = models.CharField(
        "Status", max_length=6, choices=choices(DISPATCH_STATE_LABELS), default="QUEUED"
    )
    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, null=True, verbose_name="Geschäftspartner"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="dispatches", verbose_name="Dokument"
    )
    enclosure = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="Beilage"
    )
    recipient = models.CharField("Empfänger", max_length=254, blank=True)
    subject = models.CharField("Betreff", max_length=200, blank=True)
    body = models.TextField("Text", blank=True)
    secret = OptionalEncryptedTextField("Link, bis er versendet ist", null=True)
    queued_at = models.DateTimeField("Eingestellt am", db_default=Now())
    sent_at = models.DateTimeField("Versendet am", null=True)
    problem = models.CharField("Problem", max_length=300, blank=True)

    class Meta:
        verbose_name = "Zustellung"
        verbose_name_plural = "Zustellungen"
        constraints: ClassVar = [
            one_of("dispatch_channel_known", "channel", Channel),
            one_of("dispatch_state_known", "state", DispatchState),
            models.CheckConstraint(
                name="dispatch_sent_has_time",
                condition=~Q(state="SENT") | Q(sent_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["channel", "queued_at"],
                name="dispatch_waiting",
                condition=Q(state="QUEUED"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.recipient}".removesuffix(": ")
