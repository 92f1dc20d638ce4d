"""Tables of contract accounts and mandates."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.debtors import rules
from kundenwerk.parties.models import BankAccount, BusinessPartner
from kundenwerk.platform.constraints import choices, one_of


class ContractAccount(models.Model):
    """How a customer pays a group of contracts (Vertragskonto)."""

    number = models.CharField("Vertragskonto", max_length=20, unique=True)
    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        related_name="contract_accounts",
        verbose_name="Geschäftspartner",
    )
    ledger_account = models.OneToOneField(
        "ledger.LedgerAccount",
        models.PROTECT,
        related_name="contract_account",
        verbose_name="Debitorenkonto",
    )
    payment_method = models.CharField(
        "Zahlungsart", max_length=12, choices=choices(rules.PAYMENT_LABELS)
    )
    mandate = models.OneToOneField(
        "debtors.SepaMandate",
        models.PROTECT,
        null=True,
        related_name="current_for",
        verbose_name="SEPA-Lastschriftmandat",
    )
    payment_term_days = models.SmallIntegerField("Zahlungsziel in Tagen")
    invoice_recipient = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Rechnungsempfänger",
    )
    delivery = models.CharField(
        "Versandweg", max_length=6, choices=choices(rules.DELIVERY_LABELS), default="LETTER"
    )

    class Meta:
        verbose_name = "Vertragskonto"
        verbose_name_plural = "Vertragskonten"
        constraints: ClassVar = [
            one_of("contract_account_payment_known", "payment_method", rules.PaymentMethod),
            one_of("contract_account_delivery_known", "delivery", rules.Delivery),
            models.CheckConstraint(
                name="contract_account_debit_needs_mandate",
                condition=~Q(payment_method="DIRECT_DEBIT") | Q(mandate__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SepaMandate(models.Model):
    """A customer's permission to collect from a bank account (SEPA-Lastschriftmandat)."""

    reference = models.CharField("Mandatsreferenz", max_length=35, unique=True)
    account = models.ForeignKey(
        ContractAccount, models.PROTECT, related_name="mandates", verbose_name="Vertragskonto"
    )
    bank_account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="mandates", verbose_name="Bankverbindung"
    )
    signed_on = models.DateField("Unterschrieben am")
    state = models.CharField(
        "Status", max_length=9, choices=choices(rules.MANDATE_LABELS), default="ACTIVE"
    )
    ended_on = models.DateField("Beendet am", null=True)
    last_used_on = models.DateField("Zuletzt genutzt am", null=True)

    class Meta:
        verbose_name = "SEPA-Lastschriftmandat"
        verbose_name_plural = "SEPA-Lastschriftmandate"
        constraints: ClassVar = [
            one_of("mandate_state_known", "state", rules.MandateState),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(state__in=["ACTIVE", "SUSPENDED"]),
                name="mandate_one_live_per_account",
            ),
            models.CheckConstraint(
                name="mandate_revoked_has_a_day",
                condition=~Q(state="REVOKED") | Q(ended_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
