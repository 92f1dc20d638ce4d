"""Tables of supply contracts and their terms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.contracts import rules
from kundenwerk.contracts.rules import State, SupplySituation
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import MarketParticipant
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import MoneyField, OptionalPeriodField, PeriodField
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.models import AgreedCondition, Tariff, TariffVersion, fitting_amounts
from kundenwerk.tariffs.rules.vocabulary import PRICE_KIND_LABELS, ConditionKind, PriceKind


class SupplyContract(models.Model):
    """Our promise to supply one supply point for one customer (BO4E: Vertrag)."""

    number = models.CharField("Vertragsnummer", max_length=20, unique=True)
    business_partner = models.ForeignKey(
        BusinessPartner, models.PROTECT, related_name="contracts", verbose_name="Kunde"
    )
    supply_point = models.ForeignKey(
        SupplyPoint, models.PROTECT, related_name="contracts", verbose_name="Lieferstelle"
    )
    contract_account = models.ForeignKey(
        ContractAccount, models.PROTECT, related_name="contracts", verbose_name="Vertragskonto"
    )
    tariff = models.ForeignKey(Tariff, models.PROTECT, related_name="+", verbose_name="Tarif")
    state = models.CharField(
        "Status", max_length=10, choices=choices(rules.STATE_LABELS), default="ORDERED"
    )
    supply = OptionalPeriodField("Belieferung", null=True)
    ordered_on = models.DateField("Beauftragt am")
    requested_start = models.DateField("Gewünschter Lieferbeginn", null=True)
    planned_start = models.DateField("Geplanter Lieferbeginn")
    situation = models.CharField(
        "Liefersituation", max_length=3, choices=choices(rules.SITUATION_LABELS)
    )
    previous_supplier = models.ForeignKey(
        MarketParticipant,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Altlieferant",
    )
    previous_contract_number = models.CharField(
        "Vertragsnummer beim Altlieferanten", max_length=35, blank=True
    )
    service_provider = models.ForeignKey(
        MarketParticipant,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Serviceanbieter",
        help_text="Wer beliefert, wenn wir den Vertrag nur vermitteln.",
    )
    minimum_term_end = models.DateField("Mindestlaufzeit bis", null=True)
    termination_received_on = models.DateField("Kündigung eingegangen am", null=True)
    rejection_code = models.CharField("Ablehnungscode", max_length=10, blank=True)
    rejection_reason = models.CharField("Ablehnungsgrund", max_length=300, blank=True)

    class Meta:
        verbose_name = "Liefervertrag"
        verbose_name_plural = "Lieferverträge"
        constraints: ClassVar = [
            one_of("contract_state_known", "state", State),
            one_of("contract_situation_known", "situation", SupplySituation),
            no_overlap(
                "contract_one_supplier_per_day",
                per="supply_point_id",
                during="supply",
                condition=Q(supply__isnull=False) & ~Q(state="WITHDRAWN"),
            ),
            models.UniqueConstraint(
                fields=["supply_point"],
                condition=Q(state__in=["ORDERED", "REGISTERED", "REJECTED"]),
                name="contract_one_waiting_per_supply_point",
            ),
            models.CheckConstraint(
                name="contract_supplied_has_a_period",
                condition=Q(state__in=["ORDERED", "REGISTERED", "REJECTED", "WITHDRAWN"])
                | Q(supply__isnull=False),
            ),
            models.CheckConstraint(
                name="contract_switch_names_previous_supplier",
                condition=~Q(situation="E03") | Q(previous_supplier__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tariff", "state"], name="contract_by_tariff"),
            models.Index(
                fields=["planned_start"], condition=Q(state="CONFIRMED"), name="contract_to_start"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def supplied(self) -> Period:
        """The days of supply of a contract that the grid operator confirmed.

        Raises:
            ValueError: it has none yet.
        """
        if self.supply is None:
            raise ValueError(f"{self.number} has no period of supply")
        return self.supply


class ContractTerms(models.Model):
    """What holds between the customer and us for some days; bills read nothing else.

    The prices contain what the conditions of the contract add (ADR 0021).
    """

    contract = models.ForeignKey(
        SupplyContract, models.PROTECT, related_name="terms", verbose_name="Liefervertrag"
    )
    valid = PeriodField("Gültig")
    tariff_version = models.ForeignKey(
        TariffVersion, models.PROTECT, related_name="+", verbose_name="Tarifzeitscheibe"
    )
    price_kind = models.CharField("Preisart", max_length=12, choices=choices(PRICE_KIND_LABELS))
    energy_ct = models.DecimalField("Arbeitspreis ct/kWh", max_digits=12, decimal_places=6)
    energy_offpeak_ct = models.DecimalField(
        "Arbeitspreis NT ct/kWh", max_digits=12, decimal_places=6, null=True
    )
    base_eur_per_year = models.DecimalField("Grundpreis €/Jahr", max_digits=12, decimal_places=6)
    minimum_term_months = models.SmallIntegerField("Mindestlaufzeit in Monaten", default=0)
    notice_weeks = models.SmallIntegerField("Kündigungsfrist in Wochen", default=4)
    guarantee_until = models.DateField("Preisgarantie bis", null=True)
    new_customer_bonus = MoneyField("Neukundenbonus brutto")
    instant_bonus = MoneyField("Sofortbonus brutto")

    class Meta:
        verbose_name = "Vertragskonditionen"
        verbose_name_plural = "Vertragskonditionen"
        constraints: ClassVar = [
            one_of("terms_price_kind_known", "price_kind", PriceKind),
            no_overlap("terms_one_per_day", per="contract_id", during="valid"),
            models.CheckConstraint(
                name="terms_bonus_not_negative",
                condition=Q(new_customer_bonus__gte=0, instant_bonus__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.valid}"


class ContractCondition(AgreedCondition):
    """A condition the customer chose; it stays with the contract when prices change."""

    contract = models.ForeignKey(
        SupplyContract, models.PROTECT, related_name="conditions", verbose_name="Liefervertrag"
    )

    class Meta(AgreedCondition.Meta):
        verbose_name = "vereinbarte Kondition"
        verbose_name_plural = "vereinbarte Konditionen"
        constraints: ClassVar = [
            one_of("agreed_condition_kind_known", "kind", ConditionKind),
            fitting_amounts("agreed_condition_amount_fits_kind"),
            models.UniqueConstraint(fields=["contract", "position"], name="agreed_condition_once"),
        ]
