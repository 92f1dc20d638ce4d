"""The login of a person, and the lists the person keeps."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role, Scope
from kundenwerk.accounts.rules import (
    LOGIN_ACT_LABELS,
    LONGEST_NAME,
    LONGEST_QUERY,
    LoginAct,
)
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, one_of


class User(AbstractUser):
    """A login with one role; customers' logins belong to a business partner."""

    role = models.CharField("Rolle", max_length=14, choices=choices(ROLE_LABELS))
    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="logins",
        verbose_name="Geschäftspartner",
    )
    letter_keys = models.BooleanField("Tastenkürzel mit Buchstaben", default=True)
    roomy = models.BooleanField("Luftige Darstellung", default=False)

    class Meta:
        verbose_name = "Zugang"
        verbose_name_plural = "Zugänge"
        constraints: ClassVar = [
            one_of("user_role_known", "role", Role),
            models.CheckConstraint(
                name="user_customer_has_a_partner",
                condition=~Q(role="CUSTOMER") | Q(business_partner__isnull=False),
            ),
        ]

    @property
    def works_here(self) -> bool:
        """Whether the login belongs to staff."""
        return self.role in STAFF_ROLES

    @property
    def shown_name(self) -> str:
        """The name of the person, or of the login where no other is known."""
        return self.get_full_name() or self.username


class LoginEntry(models.Model):
    """What was done with a login, by whom; never changed."""

    user = models.ForeignKey(User, models.PROTECT, related_name="entries", verbose_name="Zugang")
    at = models.DateTimeField("Zeitpunkt", db_default=Now())
    actor = models.CharField("Von", max_length=150)
    act = models.CharField("Vorgang", max_length=14, choices=choices(LOGIN_ACT_LABELS))
    detail = models.CharField("Einzelheiten", max_length=400, blank=True)

    class Meta:
        verbose_name = "Eintrag zum Zugang"
        verbose_name_plural = "Einträge zum Zugang"
        constraints: ClassVar = [one_of("login_entry_act_known", "act", LoginAct)]

    def __str__(self) -> str:
        return self.get_act_display()


class SavedView(models.Model):
    """A list as somebody wants to see it again: filter, order, columns and density by name."""

    owner = models.ForeignKey(
        User, models.PROTECT, related_name="saved_views", verbose_name="Angelegt von"
    )
    list_key = models.CharField("Liste", max_length=40)
    name = models.CharField("Name", max_length=LONGEST_NAME)
    query = models.CharField("Auswahl", max_length=LONGEST_QUERY, blank=True)
    is_shared = models.BooleanField("Für alle", default=False)
    default_for = models.CharField(
        "Vorgabe für", max_length=14, choices=choices(ROLE_LABELS), blank=True
    )
    pinned_by = models.ManyToManyField(
        User, related_name="pinned_views", verbose_name="In der Seitenleiste von"
    )

    class Meta:
        verbose_name = "Gespeicherte Ansicht"
        verbose_name_plural = "Gespeicherte Ansichten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "list_key", "name"], name="saved_view_name_once"
            ),
            models.UniqueConstraint(
                fields=["list_key", "default_for"],
                condition=~Q(default_for=""),
                name="saved_view_one_default_per_role",
            ),
            models.CheckConstraint(
                name="saved_view_default_is_shared",
                condition=Q(default_for="") | Q(is_shared=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ListColumns(models.Model):
    """The columns a person wants in a list whose address names none."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="Person")
    list_key = models.CharField("Liste", max_length=40)
    columns = models.CharField("Spalten", max_length=LONGEST_QUERY)

    class Meta:
        verbose_name = "Spaltenwahl"
        verbose_name_plural = "Spaltenwahlen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "list_key"], name="list_columns_once"),
        ]

    def __str__(self) -> str:
        return f"{self.list_key}: {self.columns}"


class ApiToken(models.Model):
    """A key for another program; only its fingerprint is kept."""

    name = models.CharField("Name", max_length=60, unique=True)
    token_hash = models.CharField("Fingerabdruck", max_length=64, unique=True)
    start = models.CharField("Anfang", max_length=12)
    scopes = ArrayField(models.CharField(max_length=20), verbose_name="Rechte")
    made_by = models.CharField("Angelegt von", max_length=150)
    made_on = models.DateField("Angelegt am")
    last_day = models.DateField("Gilt bis")
    revoked_on = models.DateField("Gesperrt am", null=True)
    last_used_on = models.DateField("Zuletzt genutzt am", null=True)

    class Meta:
        verbose_name = "API-Schlüssel"
        verbose_name_plural = "API-Schlüssel"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="api_token_scopes_known",
                condition=Q(scopes__contained_by=[scope.value for scope in Scope]) & ~Q(scopes=[]),
            ),
            models.CheckConstraint(
                name="api_token_ends_after_its_beginning",
                condition=Q(last_day__gte=F("made_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
