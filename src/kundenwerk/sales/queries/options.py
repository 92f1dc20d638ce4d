"""Reading the lists an administrator may change."""

from __future__ import annotations

from kundenwerk.sales.models import OfferedOption
from kundenwerk.sales.rules.options import NextAction, OptionList


def every_option(belongs_to: OptionList) -> list[OfferedOption]:
    """All entries of a list with the hidden ones, in their order."""
    return list(OfferedOption.objects.filter(belongs_to=belongs_to.value).order_by("position"))


def next_actions() -> list[tuple[NextAction, str]]:
    """What is offered after a quote, with its label, in order (AP-108, AP-110)."""
    shown = (one for one in every_option(OptionList.NEXT_ACTION) if one.is_shown)
    return [(NextAction(one.code), one.label) for one in shown]


def situations() -> list[tuple[str, str]]:
    """The supply situations on offer as choices of a form (AP-091)."""
    shown = (one for one in every_option(OptionList.SITUATION) if one.is_shown)
    return [(one.code, one.label) for one in shown]


def situation_label(code: str) -> str:
    """What a supply situation is called, a hidden one too."""
    rows = OfferedOption.objects.filter(belongs_to=OptionList.SITUATION.value, code=code)
    return rows.values_list("label", flat=True).first() or ""
