"""Dated prices that others set: grid operators, the law, default suppliers."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.models.areas import MarketParticipant, commodity_field
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS, UNIT_LABELS, Component, Unit
from kundenwerk.platform.constraints import choices, no_overlap, one_of
from kundenwerk.platform.fields import PeriodField


def _range(lower: str, upper: str, bounds: str) -> Func:
    return Func(
        F(lower), F(upper), Value(bounds), function="int8range", output_field=BigIntegerRangeField()
    )


class GridFees(models.Model):
    """What a grid operator asks for low voltage without power metering, net, as known once."""

    grid_operator = models.ForeignKey(
        MarketParticipant, models.PROTECT, verbose_name="Netzbetreiber"
    )
    commodity = commodity_field()
    valid = PeriodField("gültig")
    base_eur_per_year = models.DecimalField("Grundpreis €/Jahr", max_digits=12, decimal_places=6)
    energy_ct_per_kwh = models.DecimalField("Arbeitspreis ct/kWh", max_digits=12, decimal_places=6)
    module1_eur_per_year = models.DecimalField(
        "§ 14a Modul 1 €/Jahr", max_digits=12, decimal_places=6, null=True
    )
    module2_energy_ct = models.DecimalField(
        "§ 14a Modul 2 Arbeitspreis ct/kWh", max_digits=12, decimal_places=6, null=True
    )
    module3_peak_ct = models.DecimalField(
        "§ 14a Modul 3 HT ct/kWh", max_digits=12, decimal_places=6, null=True
    )
    module3_offpeak_ct = models.DecimalField(
        "§ 14a Modul 3 NT ct/kWh", max_digits=12, decimal_places=6, null=True
    )
    module3_peak_windows = models.CharField(
        "§ 14a Modul 3 HT-Zeiten", max_length=120, blank=True, default=""
    )
    module3_offpeak_windows = models.CharField(
        "§ 14a Modul 3 NT-Zeiten", max_length=120, blank=True, default=""
    )
    module3_months = ArrayField(
        models.SmallIntegerField(), verbose_name="§ 14a Modul 3 Monate", default=list, blank=True
    )
    source = models.CharField("Quelle", max_length=300)
    recorded_at = models.DateTimeField("Bekannt seit", db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.grid_operator} {self.valid}"


class GridPrice(GridFees):
    """What a grid operator asks, as known now; the database keeps what it replaces."""

    class Meta:
        verbose_name = "Netzentgelt"
        verbose_name_plural = "Netzentgelte"
        constraints: ClassVar = [
            one_of("grid_price_commodity_known", "commodity", Commodity),
            *[
                no_overlap(
                    f"grid_price_one_{commodity.value.lower()}_price_per_day",
                    per="grid_operator_id",
                    during="valid",
                    condition=Q(commodity=commodity.value),
                )
                for commodity in Commodity
            ],
        ]


class FormerGridPrice(GridFees):
    """What was known before a correction; bills made from it are proved with it."""

    superseded_at = models.DateTimeField("Berichtigt am")

    class Meta:
        verbose_name = "früher bekanntes Netzentgelt"
        verbose_name_plural = "früher bekannte Netzentgelte"
        indexes: ClassVar = [
            models.Index(fields=["grid_operator", "superseded_at"], name="former_grid_price"),
        ]


class PriceComponentKind(models.Model):
    """One series of dated values: a component for a commodity and a class."""

    component = models.CharField("Bestandteil", max_length=24, choices=choices(COMPONENT_LABELS))
    commodity = commodity_field()
    klass = models.CharField("Klasse", max_length=30, blank=True, default="")
    unit = models.CharField("Einheit", max_length=20, choices=choices(UNIT_LABELS))

    class Meta:
        verbose_name = "Preisbestandteil"
        verbose_name_plural = "Preisbestandteile"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["component", "commodity", "klass"], name="component_kind_once"
            ),
            one_of("component_known", "component", Component),
            one_of("component_commodity_known", "commodity", Commodity),
            one_of("component_unit_known", "unit", Unit),
        ]

    def __str__(self) -> str:
        return f"{self.get_component_display()} {self.klass}".strip()


class PriceComponent(models.Model):
    """The value of a component for a time, with the place it was published."""

    kind = models.ForeignKey(PriceComponentKind, models.PROTECT, verbose_name="Bestandteil")
    valid = PeriodField("gültig")
    value = models.DecimalField("Wert", max_digits=12, decimal_places=6)
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Wert eines Preisbestandteils"
        verbose_name_plural = "Werte von Preisbestandteilen"
        constraints: ClassVar = [
            no_overlap("component_one_value_per_day", per="kind_id", during="valid"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value} {self.valid}"


class BaseRate(models.Model):
    """The base rate of interest from a day on, until the next row.

    Source: § 247 BGB.
    """

    valid_from = models.DateField("gültig ab", unique=True)
    percent = models.DecimalField("Prozent im Jahr", max_digits=8, decimal_places=4)
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Basiszinssatz"
        verbose_name_plural = "Basiszinssätze"

    def __str__(self) -> str:
        return f"{self.percent} % ab {self.valid_from:%d.%m.%Y}"


class DefaultSupplyTariff(models.Model):
    """What a default supplier asks, gross, for a band of yearly consumption.

    Source: § 36 Abs. 1 EnWG (published prices); bands half-open (DEC-14).
    """

    supplier = models.ForeignKey(MarketParticipant, models.PROTECT, verbose_name="Grundversorger")
    name = models.CharField("Tarif", max_length=120)
    commodity = commodity_field()
    valid = PeriodField("gültig")
    from_kwh = models.BigIntegerField("ab kWh", default=0)
    upto_kwh = models.BigIntegerField("unter kWh", null=True, blank=True)
    energy_ct_gross = models.DecimalField(
        "Arbeitspreis ct/kWh brutto", max_digits=12, decimal_places=6
    )
    base_eur_gross = models.DecimalField(
        "Grundpreis €/Jahr brutto", max_digits=12, decimal_places=6
    )
    information = models.CharField("Tarifinformation", max_length=300, blank=True, default="")
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Grundversorgungstarif"
        verbose_name_plural = "Grundversorgungstarife"
        constraints: ClassVar = [
            one_of("default_supply_commodity_known", "commodity", Commodity),
            models.CheckConstraint(
                name="default_supply_band_not_empty",
                condition=Q(upto_kwh__isnull=True) | Q(upto_kwh__gt=F("from_kwh")),
            ),
            *[
                ExclusionConstraint(
                    name=f"default_supply_one_{commodity.value.lower()}_price_per_band",
                    expressions=[
                        (_range("supplier_id", "supplier_id", "[]"), RangeOperators.OVERLAPS),
                        (_range("from_kwh", "upto_kwh", "[)"), RangeOperators.OVERLAPS),
                        ("valid", RangeOperators.OVERLAPS),
                    ],
                    condition=Q(commodity=commodity.value),
                )
                for commodity in Commodity
            ],
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.name}"
