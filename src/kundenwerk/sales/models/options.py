"""The table of what an administrator may rename, hide and order."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kundenwerk.platform.constraints import choices, one_of
from kundenwerk.sales.rules.options import LIST_LABELS, LONGEST_LABEL, OptionList


class OfferedOption(models.Model):
    """One entry of a list clerks choose from; its code is fixed, it is hidden, never deleted."""

    belongs_to = models.CharField("Liste", max_length=12, choices=choices(LIST_LABELS))
    code = models.CharField("Kürzel", max_length=12)
    label = models.CharField("Bezeichnung", max_length=LONGEST_LABEL)
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
        ]

    def __str__(self) -> str:
        return self.label
