"""Tables of quotes, their items and their price calculation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import SITUATION_LABELS, SupplySituation
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.market.models import MarketParticipant
from kundenwerk.parties.models import BankAccount, BusinessPartner, CreditRating
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import MoneyField, OptionalMoneyField
from kundenwerk.sales.models.terms import GeneralTerms
from kundenwerk.sales.rules import vocabulary
from kundenwerk.sales.rules.vocabulary import QuoteState
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.rules import REGISTER_COUNT_LABELS
from kundenwerk.tariffs.models import (
    AgreedCondition,
    Condition,
    PriceTier,
    TariffVersion,
    fitting_amounts,
)
from kundenwerk.tariffs.rules.vocabulary import ConditionKind


class Quote(models.Model):
    """A binding offer of supply to one customer for one supply point (BO4E: Angebot)."""

    number = models.CharField("Angebotsnummer", max_length=20, unique=True)
    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="quotes", verbose_name="Vertragspartner"
    )
    invoice_recipient = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="abweichender Rechnungsempfänger",
    )
    property_owner = models.ForeignKey(
        BusinessPartner, models.PROTECT, null=True, related_name="+", verbose_name="Eigentümer"
    )
    supply_point = models.ForeignKey(
        SupplyPoint, models.PROTECT, related_name="quotes", verbose_name="Lieferstelle"
    )
    state = models.CharField(
        "Status", max_length=8, choices=choices(vocabulary.QUOTE_LABELS), default="OPEN"
    )
    energy_kind = models.CharField("Energieart", max_length=20)
    register_count = models.CharField(
        "Tarifanzahl", max_length=6, blank=True, choices=choices(REGISTER_COUNT_LABELS)
    )
    annual_kwh = models.IntegerField("Jahresverbrauch kWh")
    offpeak_kwh = models.IntegerField("davon NT kWh", null=True)
    quoted_on = models.DateField("Angebotsdatum")
    binding_until = models.DateField("Bindefrist")
    requested_start = models.DateField("Lieferbeginn", null=True)
    requested_end = models.DateField("Lieferende", null=True)
    next_possible = models.BooleanField("Nächstmöglicher Termin", default=False)
    situation = models.CharField(
        "Liefersituation", max_length=3, blank=True, choices=choices(SITUATION_LABELS)
    )
    situation_option = models.ForeignKey(
        "sales.OfferedOption",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Liefersituation, wie gewählt",
    )
    previous_supplier = models.ForeignKey(
        MarketParticipant, models.PROTECT, null=True, related_name="+", verbose_name="Altlieferant"
    )
    previous_contract_number = models.CharField(
        "Vertragsnummer beim Altlieferanten", max_length=35, blank=True
    )
    previous_contract_end = models.DateField("erster Tag ohne bisherigen Vertrag", null=True)
    meter_number = models.CharField("Zählernummer", max_length=20, blank=True)
    malo_id = models.CharField("MaLo-ID", max_length=11, blank=True)
    payment_method = models.CharField(
        "Zahlungsart", max_length=12, blank=True, choices=choices(vocabulary.PAYMENT_LABELS)
    )
    bank_account = models.ForeignKey(
        BankAccount, models.PROTECT, null=True, related_name="+", verbose_name="Bankverbindung"
    )
    contract_account = models.ForeignKey(
        ContractAccount,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="bestehendes Vertragskonto",
    )
    credit_rating = models.ForeignKey(
        CreditRating, models.PROTECT, null=True, related_name="+", verbose_name="Bonität"
    )
    decided_on = models.DateField("entschieden am", null=True)
    decided_how = models.CharField("Form der Annahme", max_length=8, blank=True)
    decline_reason = models.CharField(
        "Ablehnungsgrund", max_length=20, blank=True, choices=choices(vocabulary.REJECTION_LABELS)
    )
    decline_note = models.CharField("Bemerkung", max_length=300, blank=True)
    early_start = models.BooleanField("Lieferung vor Ende der Widerrufsfrist verlangt", null=True)
    general_terms = models.ForeignKey(
        GeneralTerms, models.PROTECT, null=True, related_name="quotes", verbose_name="AGB"
    )
    contract = models.OneToOneField(
        SupplyContract, models.PROTECT, null=True, related_name="quote", verbose_name="Vertrag"
    )
    document = models.ForeignKey(
        "correspondence.Document",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Angebotsdokument",
    )
    lead = models.ForeignKey(
        "sales.Lead", models.PROTECT, null=True, related_name="quotes", verbose_name="Lead"
    )
    response_code = models.CharField("Aktionscode", max_length=20, blank=True)
    created_by = models.CharField("Erstellt von", max_length=150)
    created_at = models.DateTimeField("Erstellt am", db_default=Now())

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        constraints: ClassVar = [
            one_of("quote_state_known", "state", QuoteState),
            models.CheckConstraint(
                name="quote_situation_known",
                condition=Q(situation__in=["", *(s.value for s in SupplySituation)]),
            ),
            models.CheckConstraint(
                name="quote_chosen_situation_means_something",
                condition=Q(situation_option__isnull=True) | ~Q(situation=""),
            ),
            models.CheckConstraint(
                name="quote_switch_names_previous_supplier",
                condition=~Q(situation="E03") | Q(previous_supplier__isnull=False),
            ),
            models.CheckConstraint(
                name="quote_next_possible_has_no_dates",
                condition=Q(next_possible=False)
                | Q(requested_start__isnull=True, requested_end__isnull=True),
            ),
            models.CheckConstraint(
                name="quote_binding_not_before_quote",
                condition=Q(binding_until__gte=F("quoted_on")),
            ),
            models.CheckConstraint(name="quote_kwh_positive", condition=Q(annual_kwh__gt=0)),
            models.CheckConstraint(
                name="quote_accepted_has_a_contract",
                condition=~Q(state="ACCEPTED")
                | Q(contract__isnull=False, decided_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-quoted_on", "-id"], name="quote_by_state"),
            models.Index(
                fields=["binding_until"], condition=Q(state="OPEN"), name="quote_expiring"
            ),
            models.Index(
                fields=["response_code"], condition=~Q(response_code=""), name="quote_by_code"
            ),
        ]

    def __str__(self) -> str:
        return f"Angebot {self.number}"


class QuoteItem(AgreedCondition):
    """A condition the customer chose, as it stood that day (BO4E: Angebotsposition)."""

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="items", verbose_name="Angebot")
    condition = models.ForeignKey(
        Condition, models.PROTECT, related_name="+", verbose_name="Kondition"
    )

    class Meta(AgreedCondition.Meta):
        verbose_name = "Angebotsposition"
        verbose_name_plural = "Angebotspositionen"
        constraints: ClassVar = [
            one_of("quote_item_kind_known", "kind", ConditionKind),
            fitting_amounts("quote_item_amount_fits_kind"),
            models.UniqueConstraint(fields=["quote", "position"], name="quote_item_once"),
            models.UniqueConstraint(fields=["quote", "condition"], name="quote_item_chosen_once"),
        ]


class PriceCalculation(models.Model):
    """The prices of a quote as they were computed; never changed (BO4E: Tarifkosten)."""

    stays_when_merged: ClassVar = True
    quote = models.OneToOneField(
        Quote, models.PROTECT, related_name="calculation", verbose_name="Angebot"
    )
    supply_point = models.ForeignKey(
        SupplyPoint, models.PROTECT, related_name="calculations", verbose_name="Lieferstelle"
    )
    invoice_recipient = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="abweichender Rechnungsempfänger",
    )
    property_owner = models.ForeignKey(
        BusinessPartner, models.PROTECT, null=True, related_name="+", verbose_name="Eigentümer"
    )
    tariff_version = models.ForeignKey(
        TariffVersion, models.PROTECT, related_name="+", verbose_name="Tarifzeitscheibe"
    )
    price_tier = models.ForeignKey(
        PriceTier, models.PROTECT, related_name="+", verbose_name="Preisstaffel"
    )
    annual_kwh = models.IntegerField("Jahresverbrauch kWh")
    offpeak_kwh = models.IntegerField("davon NT kWh", null=True)
    price_kind = models.CharField("Preisart", max_length=12)
    energy_ct = models.DecimalField("Arbeitspreis ct/kWh", max_digits=12, decimal_places=6)
    energy_offpeak_ct = models.DecimalField(
        "Arbeitspreis NT ct/kWh", max_digits=12, decimal_places=6, null=True
    )
    base_eur_per_year = models.DecimalField("Grundpreis €/Jahr", max_digits=12, decimal_places=6)
    energy_net = MoneyField("Energiekosten netto")
    base_net = MoneyField("Grundkosten netto")
    annual_net = MoneyField("Jahrespreis netto")
    annual_vat = MoneyField("Umsatzsteuer")
    annual_gross = MoneyField("Jahrespreis brutto")
    monthly_instalment = MoneyField("Abschlag im Monat")
    new_customer_bonus = MoneyField("Neukundenbonus")
    instant_bonus = MoneyField("Sofortbonus")
    first_year_gross = MoneyField("Kosten im 1. Jahr brutto")
    comparison_name = models.CharField("Vergleich", max_length=160, blank=True)
    comparison_gross = OptionalMoneyField("Vergleich im Jahr brutto", null=True)
    minimum_term_months = models.PositiveSmallIntegerField("Mindestlaufzeit Monate")
    notice_weeks = models.PositiveSmallIntegerField("Kündigungsfrist Wochen")
    renewal_months = models.PositiveSmallIntegerField("Verlängerung Monate", null=True)
    guarantee_until = models.DateField("Preisgarantie bis", null=True)
    requested_start = models.DateField("Lieferbeginn", null=True)
    requested_end = models.DateField("Lieferende", null=True)
    next_possible = models.BooleanField("Nächstmöglicher Termin")
    binding_until = models.DateField("Bindefrist")
    priced_on = models.DateField("Preise des Tages")
    trace = models.JSONField("Rechenweg")
    trace_sha256 = models.CharField("Prüfsumme des Rechenwegs", max_length=64)

    class Meta:
        verbose_name = "Preiskalkulation"
        verbose_name_plural = "Preiskalkulationen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="calculation_adds_up",
                condition=Q(annual_gross=F("annual_net") + F("annual_vat")),
            ),
            models.CheckConstraint(
                name="calculation_next_possible_has_no_dates",
                condition=Q(next_possible=False)
                | Q(requested_start__isnull=True, requested_end__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Preiskalkulation {self.quote_id}"
