"""Dunning procedures, blocks and notices."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import MoneyField, PeriodField
from kundenwerk.platform.models import Run
from kundenwerk.receivables.rules.vocabulary import (
    BLOCK_REASON_LABELS,
    CUSTOMER_TYPE_LABELS,
    BlockReason,
    CustomerType,
)


def _one_per_day(name: str, kind: CustomerType) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[("valid", RangeOperators.OVERLAPS)],
        condition=Q(customer_type=kind.value),
    )


class DunningProcedure(models.Model):
    """How a customer type is dunned over a period (Mahnverfahren, BO4E: none)."""

    customer_type = models.CharField(
        "Kundenart", max_length=9, choices=choices(CUSTOMER_TYPE_LABELS)
    )
    valid = PeriodField("gültig")
    bank_days = models.SmallIntegerField("Bankarbeitstage für Geld unterwegs")
    source = models.CharField("Quelle", max_length=200)

    class Meta:
        verbose_name = "Mahnverfahren"
        verbose_name_plural = "Mahnverfahren"
        constraints: ClassVar = [
            one_of("dunning_customer_type_known", "customer_type", CustomerType),
            _one_per_day("dunning_household_once_per_day", CustomerType.HOUSEHOLD),
            _one_per_day("dunning_business_once_per_day", CustomerType.BUSINESS),
            models.CheckConstraint(
                name="dunning_bank_days_sensible", condition=Q(bank_days__range=(0, 20))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_customer_type_display()}, {self.valid}"


class DunningLevel(models.Model):
    """One letter of a procedure (Mahnstufe)."""

    procedure = models.ForeignKey(
        DunningProcedure, models.PROTECT, related_name="levels", verbose_name="Mahnverfahren"
    )
    number = models.SmallIntegerField("Stufe")
    name = models.CharField("Bezeichnung", max_length=60)
    days_after = models.SmallIntegerField("Tage Abstand")
    pay_days = models.SmallIntegerField("Zahlungsfrist in Tagen")
    fee = MoneyField("Gebühr")
    smallest = MoneyField("Mindestbetrag")
    source = models.CharField("Quelle", max_length=200)

    class Meta:
        verbose_name = "Mahnstufe"
        verbose_name_plural = "Mahnstufen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="dunning_level_once"),
            models.CheckConstraint(
                name="dunning_level_sensible",
                condition=Q(
                    number__range=(1, 9), days_after__gte=0, pay_days__gte=1, smallest__gt=0
                ),
            ),
            # Only who is in default bears its costs, and the first letter brings default about.
            models.CheckConstraint(
                name="dunning_first_letter_is_free",
                condition=Q(number=1, fee=0) | Q(number__gt=1, fee__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DunningBlock(models.Model):
    """Somebody or something that is not to be dunned for a time (Mahnsperre)."""

    open_item = models.ForeignKey(
        "ledger.OpenItem", models.PROTECT, null=True, related_name="+", verbose_name="Posten"
    )
    account = models.ForeignKey(
        ContractAccount,
        models.PROTECT,
        null=True,
        related_name="dunning_blocks",
        verbose_name="Vertragskonto",
    )
    business_partner = models.ForeignKey(
        BusinessPartner,
        models.PROTECT,
        null=True,
        related_name="dunning_blocks",
        verbose_name="Geschäftspartner",
    )
    reason = models.CharField("Grund", max_length=13, choices=choices(BLOCK_REASON_LABELS))
    note = models.CharField("Bemerkung", max_length=300, blank=True)
    valid = PeriodField("gültig")
    is_lifted = models.BooleanField("aufgehoben", default=False)
    actor = models.CharField("Gesetzt von", max_length=150)
    set_at = models.DateTimeField("Gesetzt am", db_default=Now())

    class Meta:
        verbose_name = "Mahnsperre"
        verbose_name_plural = "Mahnsperren"
        constraints: ClassVar = [
            one_of("dunning_block_reason_known", "reason", BlockReason),
            models.CheckConstraint(
                name="dunning_block_one_place",
                condition=Q(
                    open_item__isnull=False, account__isnull=True, business_partner__isnull=True
                )
                | Q(open_item__isnull=True, account__isnull=False, business_partner__isnull=True)
                | Q(open_item__isnull=True, account__isnull=True, business_partner__isnull=False),
            ),
            *(
                no_overlap(
                    f"dunning_block_once_{column}",
                    per=f"{column}_id",
                    during="valid",
                    condition=Q(is_lifted=False, **{f"{column}__isnull": False}),
                )
                for column in ("open_item", "account")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.valid}"


class DunningNotice(models.Model):
    """A letter to an account about claims that are late, as it was on its day (Mahnung)."""

    number = models.CharField("Nummer", max_length=20, unique=True)
    account = models.ForeignKey(
        ContractAccount, models.PROTECT, related_name="notices", verbose_name="Vertragskonto"
    )
    level = models.ForeignKey(DunningLevel, models.PROTECT, related_name="notices")
    level_number = models.SmallIntegerField("Stufe")
    cycle = models.IntegerField("Mahnfolge")
    day = models.DateField("Datum", db_index=True)
    pay_by = models.DateField("Zahlbar bis")
    claimed = MoneyField("Forderungen")
    credit = MoneyField("Guthaben")
    unassigned = MoneyField("nicht zugeordnete Zahlungen")
    fee = MoneyField("Gebühr")
    to_pay = MoneyField("zu zahlen")
    fee_entry = models.OneToOneField(
        "ledger.JournalEntry", models.PROTECT, null=True, related_name="+", verbose_name="Buchung"
    )
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+", verbose_name="Lauf")
    actor = models.CharField("Veranlasst von", max_length=150)
    created_at = models.DateTimeField("Erstellt am", db_default=Now())

    class Meta:
        verbose_name = "Mahnung"
        verbose_name_plural = "Mahnungen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "day"], name="dunning_once_a_day"),
            models.UniqueConstraint(
                fields=["account", "cycle", "level_number"], name="dunning_level_once_a_cycle"
            ),
            models.CheckConstraint(
                name="dunning_sum",
                condition=Q(to_pay=F("claimed") - F("credit") - F("unassigned") + F("fee")),
            ),
            models.CheckConstraint(
                name="dunning_amounts",
                condition=Q(to_pay__gt=0, credit__gte=0, unassigned__gte=0, fee__gte=0),
            ),
            models.CheckConstraint(
                name="dunning_fee_is_booked",
                condition=Q(fee=0, fee_entry__isnull=True) | Q(fee__gt=0, fee_entry__isnull=False),
            ),
            models.CheckConstraint(name="dunning_time_to_pay", condition=Q(pay_by__gt=F("day"))),
        ]

    def __str__(self) -> str:
        return self.number


class DunningNoticeItem(models.Model):
    """A claim as the letter names it."""

    notice = models.ForeignKey(DunningNotice, models.PROTECT, related_name="items")
    open_item = models.ForeignKey(
        "ledger.OpenItem", models.PROTECT, related_name="dunned", verbose_name="Posten"
    )
    position = models.SmallIntegerField("Position")
    reference = models.CharField("Beleg", max_length=60)
    text = models.CharField("Text", max_length=200)
    booked_on = models.DateField("Buchungsdatum")
    due_on = models.DateField("Fällig am")
    amount = MoneyField("Offen")

    class Meta:
        verbose_name = "gemahnter Posten"
        verbose_name_plural = "gemahnte Posten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "open_item"], name="dunned_item_once"),
            models.UniqueConstraint(fields=["notice", "position"], name="dunned_position_once"),
            models.CheckConstraint(name="dunned_item_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.reference
