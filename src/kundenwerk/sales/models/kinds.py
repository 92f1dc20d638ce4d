"""The table of the kinds of energy on offer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.kernel.energy import Commodity, UsageType
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.platform.constraints import choices
from kundenwerk.supply.rules import USAGE_LABELS


class EnergyKind(models.Model):
    """A button of the first step; quotes keep its code, so it is hidden and never deleted."""

    code = models.CharField("Kürzel", max_length=20, unique=True)
    label = models.CharField("Bezeichnung", max_length=40, unique=True)
    icon = models.CharField("Zeichen", max_length=30)
    commodity = models.CharField("Sparte", max_length=11, choices=choices(COMMODITY_LABELS))
    usage_type = models.CharField(
        "Verbrauchsart", max_length=15, blank=True, choices=choices(USAGE_LABELS)
    )
    position = models.SmallIntegerField("Reihenfolge")
    is_visible = models.BooleanField("wird angeboten", default=True)

    class Meta:
        verbose_name = "Energieart"
        verbose_name_plural = "Energiearten"
        constraints: ClassVar = [
            # AP-019: electricity has a usage type, gas has none.
            models.CheckConstraint(
                name="energy_kind_is_usable",
                condition=Q(commodity=Commodity.GAS.value, usage_type="")
                | Q(
                    commodity=Commodity.ELECTRICITY.value,
                    usage_type__in=[usage.value for usage in UsageType],
                ),
            ),
            models.UniqueConstraint(
                fields=["position"],
                name="energy_kind_one_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.label
