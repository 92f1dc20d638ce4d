"""Tables of the tariff, its dated versions, their price tiers, and settings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import MoneyField, PeriodField
from kundenwerk.platform.models import StoredFile
from kundenwerk.tariffs.rules.vocabulary import (
    OPERATOR_LEVEL_LABELS,
    PRESET_KIND_LABELS,
    PRICE_KIND_LABELS,
    SUPPLY_KIND_LABELS,
    VERSION_STATE_LABELS,
    OperatorLevel,
    PresetKind,
    PriceKind,
    SupplyKind,
    VersionState,
)


def _range(lower: str, upper: str, bounds: str) -> Func:
    return Func(
        F(lower), F(upper), Value(bounds), function="int8range", output_field=BigIntegerRangeField()
    )


class Tariff(models.Model):
    """A product under one name (BO4E: Tarif)."""

    code = models.CharField("Kürzel", max_length=20, unique=True)
    name = models.CharField("Tarif", max_length=80)
    commodity = models.CharField("Sparte", max_length=12, choices=choices(COMMODITY_LABELS))
    usage_types = ArrayField(
        models.CharField(max_length=20), verbose_name="Verbrauchsarten", default=list, blank=True
    )
    register_counts = ArrayField(
        models.CharField(max_length=8), verbose_name="Tarifanzahlen", default=list, blank=True
    )
    is_green = models.BooleanField("Ökotarif", default=False)
    is_online = models.BooleanField("Onlinetarif", default=False)
    is_b2b = models.BooleanField("Großkundentarif (B2B)", default=False)
    supply_kind = models.CharField(
        "Versorgungsart", max_length=16, choices=choices(SUPPLY_KIND_LABELS), default="SPECIAL"
    )

    class Meta:
        verbose_name = "Tarif"
        verbose_name_plural = "Tarife"
        constraints: ClassVar = [
            one_of("tariff_commodity_known", "commodity", Commodity),
            one_of("tariff_supply_kind_known", "supply_kind", SupplyKind),
        ]

    def __str__(self) -> str:
        return self.name


class TariffVersion(models.Model):
    """The prices and terms of a tariff for a time (Zeitscheibe).

    Whether it ``is_limited`` to grids is kept by the database, whoever assigns them.
    """

    tariff = models.ForeignKey(
        Tariff, models.PROTECT, related_name="versions", verbose_name="Tarif"
    )
    label = models.CharField("Bezeichnung", max_length=80)
    prices = PeriodField("Preise gültig")
    sale = PeriodField("im Vertrieb")
    state = models.CharField(
        "Status", max_length=8, choices=choices(VERSION_STATE_LABELS), default="DRAFT"
    )
    approved_on = models.DateField("freigegeben am", null=True, blank=True)
    price_kind = models.CharField("Preisart", max_length=12, choices=choices(PRICE_KIND_LABELS))
    minimum_term_months = models.PositiveSmallIntegerField("Mindestlaufzeit Monate", default=0)
    notice_weeks = models.PositiveSmallIntegerField("Kündigungsfrist Wochen", default=4)
    renewal_months = models.PositiveSmallIntegerField(
        "Verlängerung Monate (leer: unbefristet)", null=True, blank=True
    )
    guarantee_until = models.DateField("Preisgarantie bis", null=True, blank=True)
    new_customer_bonus = MoneyField("Neukundenbonus brutto")
    instant_bonus = MoneyField("Sofortbonus brutto")
    grid_operators = models.ManyToManyField(
        MarketParticipant, related_name="+", verbose_name="Netzbetreiber", blank=True
    )
    is_limited = models.BooleanField("nur in den Netzen", default=False, editable=False)
    used_at = models.DateTimeField("zuerst verwendet", null=True, blank=True)
    cut_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Preise enden mit der Freigabe von",
    )
    withdrawn_on = models.DateField("Freigabe zurückgenommen am", null=True, blank=True)
    withdrawn_because = models.CharField(
        "Grund der Rücknahme", max_length=300, blank=True, default=""
    )

    class Meta:
        verbose_name = "Tarifzeitscheibe"
        verbose_name_plural = "Tarifzeitscheiben"
        constraints: ClassVar = [
            one_of("version_state_known", "state", VersionState),
            one_of("version_price_kind_known", "price_kind", PriceKind),
            models.CheckConstraint(
                name="version_active_is_approved",
                condition=Q(state="DRAFT") | Q(approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="version_used_is_approved",
                condition=Q(used_at__isnull=True) | Q(approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="version_withdrawn_for_a_reason",
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False, approved_on=None) & ~Q(withdrawn_because="")),
            ),
            models.CheckConstraint(
                name="version_bonus_not_negative",
                condition=Q(new_customer_bonus__gte=0) & Q(instant_bonus__gte=0),
            ),
            no_overlap(
                "version_one_price_per_day",
                per="tariff_id",
                during="prices",
                condition=Q(approved_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="version_by_state")]

    def __str__(self) -> str:
        return f"{self.tariff}: {self.label}"

    def withdrawable(self, day: date) -> bool:
        """Whether its approval can be taken back: nobody was offered its prices."""
        is_waiting = self.state == VersionState.DRAFT and self.sale.start > day
        return self.approved_on is not None and self.used_at is None and is_waiting


class PriceTier(models.Model):
    """Net prices for a half-open band of yearly consumption (Preisstaffel, DEC-14).

    Where grid operators are assigned to tiers (DEC-09), each group of them has bands of its own.
    """

    version = models.ForeignKey(
        TariffVersion, models.CASCADE, related_name="tiers", verbose_name="Zeitscheibe"
    )
    operator_group = models.PositiveSmallIntegerField("Gruppe von Netzbetreibern", default=0)
    from_kwh = models.BigIntegerField("ab kWh", default=0)
    upto_kwh = models.BigIntegerField("unter kWh", null=True, blank=True)
    energy_ct = models.DecimalField("Arbeitspreis ct/kWh", max_digits=12, decimal_places=6)
    energy_offpeak_ct = models.DecimalField(
        "Arbeitspreis NT ct/kWh", max_digits=12, decimal_places=6, null=True, blank=True
    )
    base_eur_per_year = models.DecimalField("Grundpreis €/Jahr", max_digits=12, decimal_places=6)
    grid_operators = models.ManyToManyField(
        MarketParticipant, related_name="+", verbose_name="Netzbetreiber", blank=True
    )
    is_limited = models.BooleanField("nur in den Netzen", default=False, editable=False)

    class Meta:
        verbose_name = "Preisstaffel"
        verbose_name_plural = "Preisstaffeln"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="tier_band_not_empty",
                condition=Q(from_kwh__gte=0)
                & (Q(upto_kwh__isnull=True) | Q(upto_kwh__gt=F("from_kwh"))),
            ),
            ExclusionConstraint(
                name="tier_one_price_per_kwh",
                expressions=[
                    (_range("version_id", "version_id", "[]"), RangeOperators.OVERLAPS),
                    (_range("operator_group", "operator_group", "[]"), RangeOperators.OVERLAPS),
                    (_range("from_kwh", "upto_kwh", "[)"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} ab {self.from_kwh} kWh"


class TariffSettings(models.Model):
    """How this supplier quotes; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    operator_level = models.CharField(
        "Netzbetreiber stehen an",
        max_length=8,
        choices=choices(OPERATOR_LEVEL_LABELS),
        default="VERSION",
    )
    binding_days = models.PositiveSmallIntegerField("Bindefrist in Tagen", default=14)
    compare_default_supply = models.BooleanField("Vergleich mit der Grundversorgung", default=True)
    instalment_step = MoneyField("Abschläge aufrunden auf")
    import_file_days = models.PositiveSmallIntegerField(
        "Hochgeladene Tarifdateien behalten, Tage", default=7
    )

    class Meta:
        verbose_name = "Tarifeinstellungen"
        verbose_name_plural = "Tarifeinstellungen"
        constraints: ClassVar = [
            models.CheckConstraint(name="tariff_settings_once", condition=Q(id=1)),
            one_of("tariff_settings_level_known", "operator_level", OperatorLevel),
            models.CheckConstraint(
                name="tariff_settings_file_days", condition=Q(import_file_days__range=(1, 365))
            ),
        ]

    def __str__(self) -> str:
        return "Tarifeinstellungen"


class TariffUpload(models.Model):
    """A file with tariffs somebody uploaded, until it is taken over, discarded or too old."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Datei")
    actor = models.CharField("hochgeladen von", max_length=150)
    kept_until = models.DateField("Aufbewahrt bis")

    class Meta:
        verbose_name = "Hochgeladene Tarifdatei"
        verbose_name_plural = "Hochgeladene Tarifdateien"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "actor"], name="tariff_upload_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file} bis {self.kept_until:%d.%m.%Y}"


class ConsumptionPreset(models.Model):
    """A usual yearly consumption behind one button of the quote (DEC-08)."""

    kind = models.CharField("Art", max_length=8, choices=choices(PRESET_KIND_LABELS))
    count = models.PositiveSmallIntegerField("Anzahl")
    kwh = models.PositiveIntegerField("kWh im Jahr")

    class Meta:
        verbose_name = "Verbrauchsvorschlag"
        verbose_name_plural = "Verbrauchsvorschläge"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "count"], name="preset_once"),
            one_of("preset_kind_known", "kind", PresetKind),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.get_kind_display()}"


class ProcurementPrice(models.Model):
    """What a kWh costs us to buy, net, from a day on, until the next row of the commodity."""

    commodity = models.CharField("Sparte", max_length=12, choices=choices(COMMODITY_LABELS))
    valid_from = models.DateField("gültig ab")
    ct_per_kwh = models.DecimalField("Beschaffung ct/kWh netto", max_digits=12, decimal_places=6)
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Beschaffungspreis"
        verbose_name_plural = "Beschaffungspreise"
        constraints: ClassVar = [
            one_of("procurement_commodity_known", "commodity", Commodity),
            models.CheckConstraint(name="procurement_not_negative", condition=Q(ct_per_kwh__gte=0)),
            models.CheckConstraint(name="procurement_has_source", condition=~Q(source="")),
            models.UniqueConstraint(
                fields=["commodity", "valid_from"], name="procurement_one_price_per_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_commodity_display()} ab {self.valid_from:%d.%m.%Y}"
