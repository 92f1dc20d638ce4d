"""Tables of what a customer may choose beside the prices of a tariff."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.platform.fields import OptionalMoneyField
from kundenwerk.tariffs.models.tariffs import PriceTier
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import CONDITION_LABELS, ConditionKind


class AgreedCondition(models.Model):
    """The columns of a condition wherever it stands: tier, quote, contract."""

    position = models.SmallIntegerField("Position")
    label = models.CharField("Bezeichnung", max_length=80)
    description = models.CharField("Erläuterung", max_length=300, blank=True)
    kind = models.CharField("Art", max_length=6, choices=choices(CONDITION_LABELS))
    price = models.DecimalField(
        "Preis netto, ct/kWh oder €/Jahr", max_digits=12, decimal_places=6, null=True, blank=True
    )
    once = OptionalMoneyField("einmalig brutto", null=True, blank=True)
    guarantee_months = models.PositiveSmallIntegerField(
        "Preisgarantie in Monaten", null=True, blank=True
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.label

    @property
    def data(self) -> ConditionData:
        """The same for the rules."""
        return ConditionData(
            label=self.label,
            kind=ConditionKind(self.kind),
            description=self.description,
            price=self.price,
            once=self.once,
            guarantee_months=self.guarantee_months,
        )


def condition_columns(data: ConditionData, position: int) -> dict[str, Any]:
    """The columns of ``AgreedCondition`` for a condition."""
    return {
        "position": position,
        "label": data.label,
        "description": data.description,
        "kind": data.kind.value,
        "price": data.price,
        "once": data.once,
        "guarantee_months": data.guarantee_months,
    }


def fitting_amounts(name: str) -> models.CheckConstraint:
    """Each kind of condition has its own amount and no other."""
    priced = Q(price__isnull=False, once__isnull=True, guarantee_months__isnull=True)
    return models.CheckConstraint(
        name=name,
        condition=(Q(kind__in=["ENERGY", "BASE"]) & priced & ~Q(price=0))
        | (Q(kind="ONCE", price__isnull=True, once__isnull=False, guarantee_months__isnull=True))
        | (Q(kind="TERMS", price__isnull=True, once__isnull=True)),
    )


class Condition(AgreedCondition):
    """What a customer may choose beside the prices of a tier (Kondition, AP-072)."""

    tier = models.ForeignKey(
        PriceTier, models.CASCADE, related_name="conditions", verbose_name="Preisstaffel"
    )

    class Meta(AgreedCondition.Meta):
        verbose_name = "Kondition"
        verbose_name_plural = "Konditionen"
        constraints: ClassVar = [
            one_of("condition_kind_known", "kind", ConditionKind),
            fitting_amounts("condition_amount_fits_kind"),
            models.UniqueConstraint(fields=["tier", "position"], name="condition_once"),
            models.UniqueConstraint(fields=["tier", "label"], name="condition_label_once"),
        ]
