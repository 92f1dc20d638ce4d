"""Tables of leads: who may become a customer, and what happened with them.

Neither is audited: an old image would keep what an erasure must forget. What was changed stands in
the entries of the lead until then.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.rules import person
from kundenwerk.parties.rules.person import BusinessPartnerKind, Salutation
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.sales.rules import stages
from kundenwerk.sales.rules.leads import PERSONAL

_ERASED = Q(erased_on__isnull=False)


class Lead(models.Model):
    """Somebody who may become a customer and has consented to be approached."""

    kind = models.CharField(
        "Art",
        max_length=12,
        choices=choices(person.KIND_LABELS),
        default=BusinessPartnerKind.PERSON.value,
    )
    salutation = models.CharField(
        "Anrede",
        max_length=10,
        choices=choices(person.SALUTATION_LABELS),
        default=Salutation.NEUTRAL.value,
    )
    first_name = models.CharField("Vorname", max_length=80, blank=True)
    last_name = models.CharField("Nachname", max_length=80, blank=True)
    organisation_name = models.CharField("Firma", max_length=120, blank=True)
    sort_key = models.CharField("Sortierschlüssel", max_length=210, blank=True, db_collation="C")
    email = models.CharField("E-Mail", max_length=254, blank=True)
    phone = models.CharField("Telefon", max_length=30, blank=True)
    phone_key = models.CharField("Vergleichsform der Rufnummer", max_length=30, blank=True)
    street = models.CharField("Straße", max_length=80, blank=True)
    house_number = models.CharField("Hausnummer", max_length=14, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    town = models.CharField("Ort", max_length=80, blank=True)
    commodity = models.CharField(
        "Sparte", max_length=12, blank=True, choices=choices(COMMODITY_LABELS)
    )
    annual_kwh = models.IntegerField("Jahresverbrauch kWh", null=True)
    contract_end = models.DateField("Vertragsende", null=True)
    source = models.CharField("Herkunft", max_length=14, choices=choices(stages.SOURCE_LABELS))
    response_code = models.CharField("Aktionscode", max_length=20, blank=True)
    stage = models.CharField(
        "Stufe", max_length=9, choices=choices(stages.STAGE_LABELS), default="NEW"
    )
    reason = models.CharField(
        "Grund", max_length=20, blank=True, choices=choices(stages.LOSS_LABELS)
    )
    owner = models.CharField("Zuständig", max_length=150, blank=True)
    next_step = models.CharField(
        "Nächster Schritt", max_length=11, blank=True, choices=choices(stages.NEXT_STEP_LABELS)
    )
    next_note = models.CharField("Bemerkung zum Schritt", max_length=200, blank=True)
    due_on = models.DateField("Fällig am", null=True)
    consent_at = models.DateTimeField("Einwilligung am", null=True)
    consent_how = models.CharField(
        "Einwilligung", max_length=8, blank=True, choices=choices(stages.CONSENT_LABELS)
    )
    consent_text = models.TextField("Text der Einwilligung", blank=True, max_length=1000)
    allows_phone = models.BooleanField("Anrufe erlaubt", default=False)
    allows_email = models.BooleanField("E-Mails erlaubt", default=False)
    withdrawn_on = models.DateField("Einwilligung widerrufen am", null=True)
    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="leads",
        verbose_name="Geschäftspartner",
    )
    touched_on = models.DateField("Zuletzt bewegt am")
    erased_on = models.DateField("Gelöscht am", null=True)
    version = models.IntegerField("Stand", default=1)
    created_on = models.DateField("Angelegt am")
    created_by = models.CharField("Angelegt von", max_length=150)

    class Meta:
        verbose_name = "Lead"
        verbose_name_plural = "Leads"
        constraints: ClassVar = [
            one_of("lead_kind_known", "kind", BusinessPartnerKind),
            one_of("lead_salutation_known", "salutation", Salutation),
            one_of("lead_stage_known", "stage", stages.LeadStage),
            one_of("lead_source_known", "source", stages.LeadSource),
            one_of("lead_next_step_known", "next_step", stages.NextStep),
            models.CheckConstraint(
                name="lead_commodity_known",
                condition=Q(commodity__in=["", *(c.value for c in Commodity)]),
            ),
            models.CheckConstraint(
                name="lead_reason_known",
                condition=Q(reason__in=["", *(one.value for one in stages.LossReason)]),
            ),
            models.CheckConstraint(
                name="lead_lost_has_a_reason", condition=~Q(stage="LOST") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="lead_won_has_a_partner",
                condition=~Q(stage="WON") | Q(business_partner__isnull=False),
            ),
            models.CheckConstraint(
                name="lead_has_a_name",
                condition=_ERASED | ~Q(last_name="") | ~Q(organisation_name=""),
            ),
            models.CheckConstraint(
                name="lead_consented",
                condition=_ERASED
                | (Q(consent_at__isnull=False) & ~Q(consent_how="") & ~Q(consent_text="")),
            ),
            models.CheckConstraint(
                name="lead_reachable_as_consented",
                condition=_ERASED
                | Q(withdrawn_on__isnull=False, allows_phone=False, allows_email=False)
                | (Q(allows_phone=True) & ~Q(phone=""))
                | (Q(allows_email=True) & ~Q(email="")),
            ),
            models.CheckConstraint(
                name="lead_erased_names_nobody",
                condition=Q(erased_on__isnull=True)
                | Q(
                    **dict.fromkeys((*PERSONAL, "phone_key", "sort_key", "next_note"), ""),
                    due_on=None,
                    allows_phone=False,
                    allows_email=False,
                ),
            ),
            models.CheckConstraint(
                name="lead_step_has_a_day", condition=Q(next_step="") | Q(due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="lead_kwh_positive",
                condition=Q(annual_kwh__isnull=True) | Q(annual_kwh__gt=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stage", "due_on", "id"], name="lead_by_stage"),
            models.Index(
                fields=["touched_on"], condition=Q(erased_on__isnull=True), name="lead_standing"
            ),
            models.Index(
                fields=["response_code"], condition=~Q(response_code=""), name="lead_by_code"
            ),
        ]

    def __str__(self) -> str:
        if self.erased_on:
            return f"Lead {self.pk} (gelöscht)"
        return person.display_name(
            self.kind, "", self.first_name, self.last_name, self.organisation_name
        )


class LeadEntry(models.Model):
    """Something that happened with a lead; forgotten with it."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="entries", verbose_name="Lead")
    at = models.DateTimeField("Zeitpunkt")
    icon = models.CharField("Zeichen", max_length=30)
    title = models.CharField("Titel", max_length=200)
    detail = models.TextField("Einzelheiten", blank=True, max_length=4000)
    url = models.CharField("Adresse", max_length=200, blank=True)
    actor = models.CharField("Von", max_length=150)

    class Meta:
        verbose_name = "Eintrag zum Lead"
        verbose_name_plural = "Einträge zu Leads"
        indexes: ClassVar = [
            models.Index(fields=["lead", "-at", "-id"], name="lead_entry_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title


class FollowUp(models.Model):
    """A clerk wants to come back to a quote on a day; a mail may go out then (CD-31)."""

    quote = models.ForeignKey(
        "sales.Quote", models.PROTECT, related_name="follow_ups", verbose_name="Angebot"
    )
    due_on = models.DateField("Tag")
    with_mail = models.BooleanField("mit Zusammenfassung per E-Mail")
    note = models.CharField("Bemerkung", max_length=300, blank=True)
    state = models.CharField(
        "Status", max_length=7, choices=choices(stages.FOLLOW_UP_LABELS), default="PLANNED"
    )
    outcome = models.CharField("Ergebnis", max_length=200, blank=True)
    created_by = models.CharField("Geplant von", max_length=150)

    class Meta:
        verbose_name = "Nachfassen"
        verbose_name_plural = "Nachfassen"
        constraints: ClassVar = [
            one_of("follow_up_state_known", "state", stages.FollowUpState),
            models.UniqueConstraint(
                fields=["quote", "due_on"],
                condition=Q(state="PLANNED"),
                name="follow_up_once_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(state="PLANNED"), name="follow_up_due"),
        ]

    def __str__(self) -> str:
        return f"Nachfassen am {self.due_on:%d.%m.%Y}"
