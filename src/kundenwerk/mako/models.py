"""Tables of market communication: processes, interchanges, the messages inside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.mako.rules.channels import CHANNEL_LABELS, ChannelKind
from kundenwerk.mako.rules.process import (
    DIRECTION_LABELS,
    INTERCHANGE_LABELS,
    MESSAGE_LABELS,
    OPEN_STATES,
    PROCESS_KIND_LABELS,
    PROCESS_LABELS,
    Direction,
    InterchangeState,
    MessageState,
    ProcessKind,
    ProcessState,
    use_case,
)
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import EncryptedTextField


class Process(models.Model):
    """One request of ours to a market partner, from writing it to its answer."""

    kind = models.CharField("Art", max_length=12, choices=choices(PROCESS_KIND_LABELS))
    contract = models.ForeignKey(
        SupplyContract,
        models.PROTECT,
        related_name="market_processes",
        verbose_name="Liefervertrag",
    )
    market_participant = models.ForeignKey(
        MarketParticipant, models.PROTECT, related_name="+", verbose_name="Marktpartner"
    )
    transaction = models.CharField("Vorgangsnummer", max_length=35, unique=True)
    malo_id = models.CharField("MaLo-ID", max_length=11)
    reason = models.CharField("Transaktionsgrund", max_length=3)
    day = models.DateField("Zum")
    state = models.CharField(
        "Status", max_length=10, choices=choices(PROCESS_LABELS), default="PREPARED"
    )
    opened_at = models.DateTimeField("Begonnen am")
    due_at = models.DateTimeField("Antwort bis")
    recognised_at = models.DateTimeField("Anerkannt am", null=True)
    closed_at = models.DateTimeField("Abgeschlossen am", null=True)
    is_alarmed = models.BooleanField("Überfälligkeit gemeldet", default=False)
    answer_code = models.CharField("Antwortcode", max_length=10, blank=True)
    answer_tree = models.CharField("Codeliste", max_length=10, blank=True)
    answer = models.CharField("Antwort", max_length=600, blank=True)

    class Meta:
        verbose_name = "Marktprozess"
        verbose_name_plural = "Marktprozesse"
        constraints: ClassVar = [
            one_of("process_kind_known", "kind", ProcessKind),
            one_of("process_state_known", "state", ProcessState),
            models.UniqueConstraint(
                fields=["contract", "kind"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
                name="process_one_open_per_contract",
            ),
            models.CheckConstraint(
                name="process_closed_with_time",
                condition=Q(state__in=[state.value for state in OPEN_STATES])
                | Q(closed_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=Q(state="SENT", is_alarmed=False), name="process_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.transaction}"


class Interchange(models.Model):
    """One EDIFACT file, byte for byte as it was sent or received."""

    direction = models.CharField("Richtung", max_length=3, choices=choices(DIRECTION_LABELS))
    sender = models.CharField("Absender", max_length=35, blank=True)
    receiver = models.CharField("Empfänger", max_length=35, blank=True)
    reference = models.CharField("Datenaustauschreferenz", max_length=35)
    name = models.CharField("Dateiname", max_length=120)
    content = models.BinaryField("Inhalt")
    sha256 = models.CharField("Prüfsumme", max_length=64, db_index=True)
    state = models.CharField("Status", max_length=8, choices=choices(INTERCHANGE_LABELS))
    at = models.DateTimeField("Zeitpunkt")
    stored_at = models.DateTimeField("Gespeichert am", db_default=Now())
    attempts = models.IntegerField("Versuche", default=0)
    error = models.CharField("Fehler", max_length=500, blank=True)

    class Meta:
        verbose_name = "Übertragungsdatei"
        verbose_name_plural = "Übertragungsdateien"
        constraints: ClassVar = [
            one_of("interchange_direction_known", "direction", Direction),
            one_of("interchange_state_known", "state", InterchangeState),
            models.UniqueConstraint(
                fields=["direction", "sender", "reference"], name="interchange_once_per_sender"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state="PENDING"), name="interchange_to_send"),
        ]

    def __str__(self) -> str:
        return self.name


class MarketMessage(models.Model):
    """One transaction of a message, or the message itself when it has none."""

    interchange = models.ForeignKey(
        Interchange, models.PROTECT, related_name="messages", verbose_name="Übertragungsdatei"
    )
    position = models.IntegerField("Position")
    reference = models.CharField("Nachrichtenreferenz", max_length=35, blank=True)
    document = models.CharField("Dokumentennummer", max_length=35, blank=True)
    kind = models.CharField("Nachrichtentyp", max_length=6)
    release = models.CharField("Version", max_length=6)
    pid = models.IntegerField("Prüfidentifikator", null=True)
    transaction = models.CharField("Vorgangsnummer", max_length=35, blank=True, db_index=True)
    process = models.ForeignKey(
        Process,
        models.PROTECT,
        null=True,
        related_name="messages",
        verbose_name="Marktprozess",
    )
    state = models.CharField("Status", max_length=9, choices=choices(MESSAGE_LABELS))
    remark = models.CharField("Bemerkung", max_length=500, blank=True)

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        constraints: ClassVar = [
            one_of("message_state_known", "state", MessageState),
            models.UniqueConstraint(
                fields=["interchange", "position"], name="message_once_per_position"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state="UNMATCHED"), name="message_to_clear"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pid or ''} {self.transaction}".strip()

    @property
    def use_case(self) -> str:
        """What it is about in words, with the regulator's code."""
        return use_case(str(self.pid or self.kind))


class Channel(models.Model):
    """The way interchanges take to one market participant; the others share the common one."""

    participant = models.OneToOneField(
        MarketParticipant, models.PROTECT, related_name="channel", verbose_name="Marktpartner"
    )
    kind = models.CharField("Art", max_length=6, choices=choices(CHANNEL_LABELS))
    place = models.CharField("Ordner oder Adresse", max_length=200)
    is_enabled = models.BooleanField("eingeschaltet", default=True)
    version = models.IntegerField("Stand", default=1)

    class Meta:
        verbose_name = "Übertragungsweg"
        verbose_name_plural = "Übertragungswege"
        constraints: ClassVar = [
            one_of("channel_kind_known", "kind", ChannelKind),
            models.CheckConstraint(name="channel_leads_somewhere", condition=~Q(place="")),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_kind_display()}"

    @property
    def route(self) -> str:
        """What tells this way from others; participants of one place share it."""
        return f"{self.kind}:{self.place}"


class ChannelSecret(models.Model):
    """What opens a mailbox; apart, so that no list, old image or reading role holds it."""

    channel = models.OneToOneField(
        Channel, models.PROTECT, primary_key=True, related_name="kept_secret"
    )
    secret = EncryptedTextField("Kennwort")

    class Meta:
        verbose_name = "Kennwort eines Übertragungswegs"
        verbose_name_plural = "Kennwörter der Übertragungswege"

    def __str__(self) -> str:
        return "…"
