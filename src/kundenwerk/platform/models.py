"""Tables of the plumbing: commands, audit, number ranges, files, search, runs, clock."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now

from kundenwerk.platform.constraints import one_of
from kundenwerk.platform.states import RUN_STATE_LABELS, ChunkState, RunState


class CommandRecord(models.Model):
    """One executed command: who, what, and the result a repetition gets."""

    key = models.UUIDField("Schlüssel", primary_key=True)
    name = models.CharField("Befehl", max_length=120)
    digest = models.CharField("Prüfsumme der Angaben", max_length=64)
    actor = models.CharField("Ausgeführt von", max_length=150)
    at = models.DateTimeField("Zeitpunkt", db_default=Now())
    result = models.TextField("Ergebnis", default="null")

    class Meta:
        db_table = "platform_command"
        verbose_name = "Befehl"
        verbose_name_plural = "Befehle"

    def __str__(self) -> str:
        return f"{self.name} {self.key}"


class UndoOffer(models.Model):
    """The command that takes a change back, for a minute and for one person only."""

    id = models.UUIDField("Schlüssel", primary_key=True)
    actor = models.CharField("Für", max_length=150)
    text = models.CharField("Was geschah", max_length=200)
    command = models.CharField("Umkehrender Befehl", max_length=120)
    arguments = models.JSONField("Angaben")
    expires_at = models.DateTimeField("Möglich bis", db_index=True)
    bundle = models.UUIDField("Gehört zu", null=True)
    item = models.BigIntegerField("Zeile", null=True)

    class Meta:
        verbose_name = "Rücknahme"
        verbose_name_plural = "Rücknahmen"
        indexes: ClassVar = [
            models.Index(
                fields=["bundle", "item"],
                name="undo_offer_bundle",
                condition=models.Q(bundle__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text


class AuditRow(models.Model):
    """The image of a row before it was changed or deleted; written by triggers only."""

    at = models.DateTimeField("Zeitpunkt", db_default=Now())
    actor = models.CharField("Geändert von", max_length=150)
    command = models.CharField("Befehl", max_length=36)
    table_name = models.CharField("Tabelle", max_length=63)
    row_id = models.CharField("Zeile", max_length=64)
    verb = models.CharField("Vorgang", max_length=6)
    old = models.JSONField("Vorheriger Stand")

    class Meta:
        verbose_name = "Protokollzeile"
        verbose_name_plural = "Protokollzeilen"
        indexes: ClassVar = [models.Index(fields=["table_name", "row_id"], name="audit_row")]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id} {self.verb}"


class NumberRange(models.Model):
    """The last number given in one series and year; locked last in a transaction."""

    series = models.CharField("Nummernkreis", max_length=20)
    year = models.IntegerField("Jahr", default=0)
    last = models.BigIntegerField("Letzte Nummer")

    class Meta:
        verbose_name = "Nummernkreis"
        verbose_name_plural = "Nummernkreise"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "year"], name="number_range_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class StoredFile(models.Model):
    """A file kept under the hash of its content; equal content is kept once."""

    sha256 = models.CharField("Prüfsumme", max_length=64, unique=True)
    size = models.BigIntegerField("Größe in Byte")
    media_type = models.CharField("Medientyp", max_length=100)
    name = models.CharField("Dateiname", max_length=200)
    stored_at = models.DateTimeField("Gespeichert am", db_default=Now())

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"

    def __str__(self) -> str:
        return self.name


class SearchEntry(models.Model):
    """What the command palette finds: one row per object, in words and in sounds."""

    kind = models.CharField("Art", max_length=30)
    object_id = models.BigIntegerField("Objekt")
    title = models.CharField("Titel", max_length=200)
    subtitle = models.CharField("Zusatz", max_length=200, blank=True)
    url = models.CharField("Adresse", max_length=200)
    sort_key = models.CharField("Sortierschlüssel", max_length=200, db_collation="C")
    doc = SearchVectorField("Wörter")
    phonetic = ArrayField(models.CharField(max_length=40), verbose_name="Laute", default=list)

    class Meta:
        verbose_name = "Sucheintrag"
        verbose_name_plural = "Sucheinträge"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["doc"], name="search_doc", fastupdate=False),
            GinIndex(fields=["phonetic"], name="search_phonetic", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title


class Run(models.Model):
    """Long work in chunks, with progress, cancel and restart of what failed."""

    kind = models.CharField("Art", max_length=60)
    title = models.CharField("Bezeichnung", max_length=200)
    params = models.JSONField("Angaben", default=dict)
    state = models.CharField(
        "Status",
        max_length=12,
        default=RunState.RUNNING.value,
        choices=[(state.value, label) for state, label in RUN_STATE_LABELS.items()],
    )
    actor = models.CharField("Gestartet von", max_length=150)
    started_at = models.DateTimeField("Gestartet am", db_default=Now())
    finished_at = models.DateTimeField("Beendet am", null=True)
    key = models.UUIDField("Schlüssel", unique=True)

    class Meta:
        verbose_name = "Lauf"
        verbose_name_plural = "Läufe"
        constraints: ClassVar = [one_of("run_state_known", "state", RunState)]

    def __str__(self) -> str:
        return self.title


class RunChunk(models.Model):
    """A part of a run that one worker does in one transaction."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="chunks", verbose_name="Lauf")
    position = models.IntegerField("Teil")
    items = models.JSONField("Gegenstände")
    size = models.IntegerField("Anzahl")
    state = models.CharField("Status", max_length=12, default=ChunkState.OPEN.value)
    done = models.IntegerField("Erledigt", default=0)
    problems = models.JSONField("Probleme", default=list)
    error = models.TextField("Fehler", blank=True)
    started_at = models.DateTimeField("Begonnen am", null=True)
    finished_at = models.DateTimeField("Beendet am", null=True)

    class Meta:
        verbose_name = "Teil eines Laufs"
        verbose_name_plural = "Teile eines Laufs"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="run_chunk_once"),
            one_of("run_chunk_state_known", "state", ChunkState),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.position}"


class Download(models.Model):
    """A file made for one person by a run; its bytes go when it expires."""

    run = models.OneToOneField(Run, models.PROTECT, verbose_name="Lauf")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="Datei"
    )
    name = models.CharField("Dateiname", max_length=200)
    actor = models.CharField("Für", max_length=150)
    expires_on = models.DateField("Verfügbar bis")
    fetched_at = models.DateTimeField("Abgeholt am", null=True)

    class Meta:
        verbose_name = "Bereitgestellte Datei"
        verbose_name_plural = "Bereitgestellte Dateien"
        indexes: ClassVar = [
            models.Index(
                fields=["actor"], condition=models.Q(fetched_at=None), name="download_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BusinessDate(models.Model):
    """The day a demonstration or training installation plays; absent in production."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    day = models.DateField("Geschäftstag")

    class Meta:
        verbose_name = "Geschäftstag"
        verbose_name_plural = "Geschäftstage"
        constraints: ClassVar = [
            models.CheckConstraint(name="business_date_once", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
