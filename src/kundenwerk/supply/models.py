"""Tables of supply points, meters and registers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kundenwerk.kernel.energy import Commodity, RegisterCount, RegisterKind, UsageType
from kundenwerk.market.models import MarketParticipant
from kundenwerk.market.rules.vocabulary import (
    COMMODITY_LABELS,
    CONCESSION_CLASS_LABELS,
    CONTROL_MODULE_LABELS,
    DEVICE_LABELS,
    METERING_CLASS_LABELS,
    ConcessionClass,
    ControllableDevice,
    ControlModule,
    MeteringClass,
)
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import PeriodField
from kundenwerk.supply import rules

_WITHOUT_QUARTER_HOURS = [one.value for one in MeteringClass if not one.counts_quarter_hours]


class SupplyPoint(models.Model):
    """A place that takes energy: market and metering location (BO4E: Marktlokation)."""

    number = models.CharField("Lieferstellennummer", max_length=20, unique=True)
    commodity = models.CharField("Sparte", max_length=11, choices=choices(COMMODITY_LABELS))
    usage_type = models.CharField(
        "Verbrauchsart", max_length=15, blank=True, choices=choices(rules.USAGE_LABELS)
    )
    register_count = models.CharField(
        "Tarifanzahl", max_length=6, blank=True, choices=choices(rules.REGISTER_COUNT_LABELS)
    )
    malo_id = models.CharField("MaLo-ID", max_length=11, null=True, unique=True)  # noqa: DJ001
    melo_id = models.CharField("MeLo-ID", max_length=33, blank=True)
    street = models.CharField("Straße", max_length=80)
    house_number = models.CharField("Hausnummer", max_length=14, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5)
    town = models.CharField("Ort", max_length=80)
    state = models.CharField("Bundesland", max_length=60, blank=True)
    grid_operator = models.ForeignKey(
        MarketParticipant,
        models.PROTECT,
        related_name="+",
        verbose_name="Netzbetreiber",
    )
    metering_operator = models.ForeignKey(
        MarketParticipant,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="Messstellenbetreiber",
    )
    concession_class = models.CharField(
        "Konzessionsabgabe", max_length=10, blank=True, choices=choices(CONCESSION_CLASS_LABELS)
    )
    metering_class = models.CharField(
        "Messung", max_length=16, choices=choices(METERING_CLASS_LABELS), default="MODERN"
    )
    forecast_annual_kwh = models.IntegerField("Jahresverbrauch progn.", null=True)
    levy_privilege = models.CharField(
        "Umlagen", max_length=10, choices=choices(rules.LEVY_LABELS), default="NONE"
    )
    control_module = models.CharField(
        "Netzentgelt § 14a",
        max_length=15,
        choices=choices(CONTROL_MODULE_LABELS),
        default="NONE",
        db_default="NONE",
    )
    is_household = models.BooleanField("Haushaltskunde", default=True)

    class Meta:
        verbose_name = "Lieferstelle"
        verbose_name_plural = "Lieferstellen"
        constraints: ClassVar = [
            one_of("supply_point_commodity_known", "commodity", Commodity),
            one_of("supply_point_metering_known", "metering_class", MeteringClass),
            models.CheckConstraint(
                name="supply_point_concession_known",
                condition=Q(concession_class__in=["", *(klass.value for klass in ConcessionClass)]),
            ),
            one_of("supply_point_levy_known", "levy_privilege", rules.LevyPrivilege),
            one_of("supply_point_control_known", "control_module", ControlModule),
            models.CheckConstraint(
                name="supply_point_hourly_grid_price_has_smart_metering",
                condition=~Q(control_module=ControlModule.MODULES_1_AND_3.value)
                | ~Q(metering_class__in=_WITHOUT_QUARTER_HOURS),
            ),
            models.CheckConstraint(
                name="supply_point_usage_known",
                condition=Q(usage_type="")
                | Q(usage_type__in=[usage.value for usage in UsageType], commodity="ELECTRICITY"),
            ),
            models.CheckConstraint(
                name="supply_point_register_count_known",
                condition=Q(register_count__in=["", *(count.value for count in RegisterCount)]),
            ),
            models.CheckConstraint(
                name="supply_point_forecast_positive",
                condition=Q(forecast_annual_kwh__isnull=True) | Q(forecast_annual_kwh__gt=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["postcode", "street"], name="supply_point_address"),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.house_number}".strip() + f", {self.postcode} {self.town}"


class MeteringChange(models.Model):
    """How energy is counted from a day on, and what lowers the grid fee, until the next change.

    Before the first change the values at the supply point itself hold.
    """

    supply_point = models.ForeignKey(
        SupplyPoint,
        models.PROTECT,
        related_name="metering_changes",
        verbose_name="Lieferstelle",
    )
    since = models.DateField("gültig ab")
    metering_class = models.CharField(
        "Messung", max_length=16, choices=choices(METERING_CLASS_LABELS)
    )
    control_module = models.CharField(
        "Netzentgelt § 14a", max_length=15, choices=choices(CONTROL_MODULE_LABELS)
    )
    device = models.CharField(
        "steuerbare Verbrauchseinrichtung",
        max_length=14,
        blank=True,
        choices=choices(DEVICE_LABELS),
    )
    source = models.CharField("Quelle", max_length=120)
    recorded_at = models.DateTimeField("Erfasst am", db_default=Now())
    recorded_by = models.CharField("Erfasst von", max_length=150)

    class Meta:
        verbose_name = "Messung und § 14a"
        verbose_name_plural = "Messung und § 14a"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supply_point", "since"], name="metering_change_once_a_day"
            ),
            one_of("metering_change_metering_known", "metering_class", MeteringClass),
            one_of("metering_change_control_known", "control_module", ControlModule),
            models.CheckConstraint(
                name="metering_change_device_known",
                condition=Q(device__in=["", *(one.value for one in ControllableDevice)]),
            ),
            models.CheckConstraint(
                name="metering_change_device_only_with_module",
                condition=Q(device="") | ~Q(control_module=ControlModule.NONE.value),
            ),
            models.CheckConstraint(
                name="metering_change_hourly_grid_price_has_smart_metering",
                condition=~Q(control_module=ControlModule.MODULES_1_AND_3.value)
                | ~Q(metering_class__in=_WITHOUT_QUARTER_HOURS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_metering_class_display()} ab {self.since:%d.%m.%Y}"


class Meter(models.Model):
    """A meter while it hangs at a supply point (BO4E: Zaehler)."""

    supply_point = models.ForeignKey(
        SupplyPoint, models.PROTECT, related_name="meters", verbose_name="Lieferstelle"
    )
    number = models.CharField("Zählernummer", max_length=20, db_index=True)
    installed = PeriodField("Eingebaut")

    class Meta:
        verbose_name = "Zähler"
        verbose_name_plural = "Zähler"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supply_point", "number"], name="meter_once_per_supply_point"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Register(models.Model):
    """One counter of a meter (BO4E: Zaehlwerk)."""

    meter = models.ForeignKey(
        Meter, models.PROTECT, related_name="registers", verbose_name="Zähler"
    )
    kind = models.CharField("Art", max_length=7, choices=choices(rules.REGISTER_LABELS))
    obis = models.CharField("OBIS-Kennzahl", max_length=20)
    digits = models.SmallIntegerField("Vorkommastellen", default=6)

    class Meta:
        verbose_name = "Zählwerk"
        verbose_name_plural = "Zählwerke"
        constraints: ClassVar = [
            one_of("register_kind_known", "kind", RegisterKind),
            models.UniqueConstraint(fields=["meter", "kind"], name="register_once_per_meter"),
            models.CheckConstraint(
                name="register_digits_possible", condition=Q(digits__gte=1, digits__lte=9)
            ),
        ]

    def __str__(self) -> str:
        return self.obis
