"""Tables of business partners and what belongs to one."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.kernel.credit import CREDIT_LABELS, CreditClass
from kundenwerk.parties.rules import consent, person
from kundenwerk.parties.rules.credit import CREDIT_REASON_LABELS, CreditReason
from kundenwerk.parties.rules.person import (
    AddressKind,
    BusinessPartnerKind,
    ContactKind,
    Salutation,
)
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import EncryptedTextField, PeriodField


class BusinessPartner(models.Model):
    """A person or organisation we deal with (BO4E: Geschaeftspartner)."""

    number = models.CharField("Kundennummer", max_length=20, unique=True)
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
    title = models.CharField("Titel", max_length=40, blank=True)
    first_name = models.CharField("Vorname", max_length=80, blank=True)
    last_name = models.CharField("Nachname", max_length=80, blank=True)
    organisation_name = models.CharField("Firma", max_length=120, blank=True)
    birth_date = models.DateField("Geburtsdatum", null=True)
    is_customer = models.BooleanField("Kunde", default=False)
    prospect_since = models.DateField("Interessent seit", null=True)
    customer_since = models.DateField("Kunde seit", null=True)
    language = models.CharField("Sprache", max_length=5, default="de")
    sort_key = models.CharField("Sortierschlüssel", max_length=210, db_collation="C")
    duplicate_keys = ArrayField(
        models.CharField(max_length=300), verbose_name="Merkmale der Dublettenprüfung", default=list
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", verbose_name="Zusammengeführt mit"
    )
    version = models.IntegerField("Stand", default=1)
    created_at = models.DateTimeField("Angelegt am", db_default=Now())

    class Meta:
        verbose_name = "Geschäftspartner"
        verbose_name_plural = "Geschäftspartner"
        constraints: ClassVar = [
            one_of("partner_kind_known", "kind", BusinessPartnerKind),
            one_of("partner_salutation_known", "salutation", Salutation),
            models.CheckConstraint(
                name="partner_has_a_name",
                condition=~Q(last_name="", kind="PERSON")
                & ~Q(organisation_name="", kind="ORGANISATION"),
            ),
            models.CheckConstraint(
                name="partner_customer_has_a_day",
                condition=Q(is_customer=False) | Q(customer_since__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], name="partner_sorted"),
            models.Index(fields=["is_customer", "sort_key", "id"], name="partner_sorted_by_role"),
            GinIndex(fields=["duplicate_keys"], name="partner_duplicates", fastupdate=False),
        ]

    def __str__(self) -> str:
        return person.display_name(
            self.kind, self.title, self.first_name, self.last_name, self.organisation_name
        )


class Address(models.Model):
    """Where somebody lives or wants letters, for a period (BO4E: Adresse)."""

    stays_when_merged: ClassVar = True
    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="addresses", verbose_name="Geschäftspartner"
    )
    kind = models.CharField("Art", max_length=8, choices=choices(person.ADDRESS_LABELS))
    street = models.CharField("Straße", max_length=80)
    house_number = models.CharField("Hausnummer", max_length=14, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5)
    town = models.CharField("Ort", max_length=80)
    state = models.CharField("Bundesland", max_length=60, blank=True)
    country = models.CharField("Land", max_length=2, default="DE")
    valid = PeriodField("Gültig")

    class Meta:
        verbose_name = "Adresse"
        verbose_name_plural = "Adressen"
        constraints: ClassVar = [
            one_of("address_kind_known", "kind", AddressKind),
            no_overlap(
                "address_one_main_per_day",
                per="business_partner_id",
                during="valid",
                condition=Q(kind="MAIN"),
            ),
            no_overlap(
                "address_one_billing_per_day",
                per="business_partner_id",
                during="valid",
                condition=Q(kind="BILLING"),
            ),
        ]

    def __str__(self) -> str:
        return person.address_line(self.street, self.house_number, self.postcode, self.town)


class ContactPoint(models.Model):
    """A way to reach somebody (BO4E: Kontaktweg)."""

    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="contacts", verbose_name="Geschäftspartner"
    )
    kind = models.CharField("Art", max_length=6, choices=choices(person.CONTACT_LABELS))
    value = models.CharField("Angabe", max_length=254)
    normalised = models.CharField("Vergleichsform", max_length=254)
    preferred = models.BooleanField("Bevorzugt", default=False)

    class Meta:
        verbose_name = "Kontaktweg"
        verbose_name_plural = "Kontaktwege"
        constraints: ClassVar = [
            one_of("contact_kind_known", "kind", ContactKind),
            models.UniqueConstraint(
                fields=["business_partner", "kind", "normalised"], name="contact_once_per_partner"
            ),
            models.UniqueConstraint(
                fields=["business_partner", "kind"],
                condition=Q(preferred=True),
                name="contact_one_preferred_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.value


class ContactPerson(models.Model):
    """A human to speak to at a business partner (BO4E: Person)."""

    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="persons", verbose_name="Geschäftspartner"
    )
    salutation = models.CharField(
        "Anrede", max_length=10, choices=choices(person.SALUTATION_LABELS)
    )
    first_name = models.CharField("Vorname", max_length=80, blank=True)
    last_name = models.CharField("Nachname", max_length=120)
    is_default = models.BooleanField("Standard-Ansprechpartner", default=False)

    class Meta:
        verbose_name = "Ansprechpartner"
        verbose_name_plural = "Ansprechpartner"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["business_partner"],
                condition=Q(is_default=True),
                name="contact_person_one_default",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class BankAccount(models.Model):
    """Bank details of a business partner; the IBAN is encrypted (BO4E: Bankverbindung)."""

    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        related_name="bank_accounts",
        verbose_name="Geschäftspartner",
    )
    holder = models.CharField("Kontoinhaber", max_length=120)
    iban = EncryptedTextField("IBAN")
    iban_index = models.CharField("Suchmerkmal der IBAN", max_length=64, db_index=True)
    iban_last4 = models.CharField("Letzte vier Stellen", max_length=4)
    bic = models.CharField("BIC", max_length=11, blank=True)
    bank_name = models.CharField("Bank", max_length=120, blank=True)
    created_at = models.DateTimeField("Angelegt am", db_default=Now())

    class Meta:
        verbose_name = "Bankverbindung"
        verbose_name_plural = "Bankverbindungen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["business_partner", "iban_index"], name="bank_account_once_per_partner"
            ),
        ]

    def __str__(self) -> str:
        return f"… {self.iban_last4} {self.bank_name}".strip()


class CreditRating(models.Model):
    """How a business partner pays, as told by somebody on a day; a hint, never a decision.

    Source: Art. 6 Abs. 1 lit. b und f, Art. 22 DSGVO; § 31 BDSG.
    """

    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        related_name="credit_ratings",
        verbose_name="Geschäftspartner",
    )
    klass = models.CharField("Klasse", max_length=1, choices=choices(CREDIT_LABELS))
    reason = models.CharField("Grund", max_length=10, choices=choices(CREDIT_REASON_LABELS))
    source = models.CharField("Quelle", max_length=60)
    note = models.CharField("Bemerkung", max_length=300, blank=True)
    rated_on = models.DateField("festgestellt am")
    expires_on = models.DateField("verwendbar bis")

    class Meta:
        verbose_name = "Bonität"
        verbose_name_plural = "Bonität"
        constraints: ClassVar = [
            one_of("credit_class_known", "klass", CreditClass),
            one_of("credit_reason_known", "reason", CreditReason),
            models.CheckConstraint(
                name="credit_expires_later", condition=Q(expires_on__gte=F("rated_on"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["business_partner", "-rated_on"], name="credit_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.klass} ({self.source})"


class Consent(models.Model):
    """An answer to whether we may approach somebody one way for one purpose; the latest counts.

    Source: § 7 Abs. 2, § 7a UWG; Art. 7 Abs. 1 und 3, Art. 21 Abs. 2 DSGVO.
    """

    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="consents", verbose_name="Geschäftspartner"
    )
    channel = models.CharField("Weg", max_length=5, choices=choices(consent.CONSENT_CHANNEL_LABELS))
    purpose = models.CharField(
        "Zweck", max_length=11, choices=choices(consent.CONSENT_PURPOSE_LABELS)
    )
    answer = models.CharField(
        "Antwort", max_length=7, choices=choices(consent.CONSENT_ANSWER_LABELS)
    )
    source = models.CharField(
        "Erhalten", max_length=8, choices=choices(consent.CONSENT_SOURCE_LABELS)
    )
    given_on = models.DateField("Erklärt am")
    wording = models.TextField("Wortlaut", blank=True, max_length=consent.LONGEST_WORDING)
    proof = models.CharField("Nachweis", max_length=consent.LONGEST_PROOF, blank=True)
    noted_by = models.CharField("Vermerkt von", max_length=150)
    noted_at = models.DateTimeField("Vermerkt am", db_default=Now())

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        constraints: ClassVar = [
            one_of("consent_channel_known", "channel", consent.ConsentChannel),
            one_of("consent_purpose_known", "purpose", consent.ConsentPurpose),
            one_of("consent_answer_known", "answer", consent.ConsentAnswer),
            one_of("consent_source_known", "source", consent.ConsentSource),
            models.CheckConstraint(
                name="consent_granted_is_proved",
                condition=Q(answer="REVOKED") | (~Q(wording="") & ~Q(proof="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["business_partner", "channel", "purpose", "-id"], name="consent_latest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_answer_display()}"
