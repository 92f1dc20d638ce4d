"""The table of what an administrator may add, rename, hide and order."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.contracts.rules import SITUATION_LABELS, SupplySituation
from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.sales.rules.options import (
    LIST_LABELS,
    LONGEST_ADDRESS,
    LONGEST_LABEL,
    NextAction,
    OptionList,
)

_IS_ACTION = Q(belongs_to=OptionList.NEXT_ACTION.value)
_IS_SHIPPED = Q(code__in=[one.value for one in NextAction])


class OfferedOption(models.Model):
    """One entry of a list clerks choose from; its code and its meaning are fixed."""

    belongs_to = models.CharField("Liste", max_length=12, choices=choices(LIST_LABELS))
    code = models.CharField("Kürzel", max_length=12)
    label = models.CharField("Bezeichnung", max_length=LONGEST_LABEL)
    address = models.CharField("Adresse", max_length=LONGEST_ADDRESS, blank=True, default="")
    meaning = models.CharField(
        "Bedeutung im Markt",
        max_length=3,
        blank=True,
        default="",
        choices=choices(SITUATION_LABELS),
    )
    position = models.SmallIntegerField("Reihenfolge")
    is_shown = models.BooleanField("wird angeboten", default=True)

    class Meta:
        verbose_name = "Auswahlmöglichkeit"
        verbose_name_plural = "Auswahlmöglichkeiten"
        constraints: ClassVar = [
            one_of("offered_option_list_known", "belongs_to", OptionList),
            models.CheckConstraint(name="offered_option_has_a_label", condition=~Q(label="")),
            models.UniqueConstraint(fields=["belongs_to", "code"], name="offered_option_once"),
            models.UniqueConstraint(
                fields=["belongs_to", "position"],
                name="offered_option_one_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="offered_action_leads_somewhere",
                condition=~_IS_ACTION
                | Q(meaning="") & (_IS_SHIPPED & Q(address="") | ~_IS_SHIPPED & ~Q(address="")),
            ),
            models.CheckConstraint(
                name="offered_situation_means_something",
                condition=_IS_ACTION
                | Q(address="", meaning__in=[one.value for one in SupplySituation]),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_own(self) -> bool:
        """Whether this installation added it."""
        return self.code not in {*NextAction, *SupplySituation}
