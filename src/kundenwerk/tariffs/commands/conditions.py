"""Set what a customer may choose beside the prices of a tier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kundenwerk.platform import undo
from kundenwerk.platform.commands import command
from kundenwerk.tariffs.commands.tier_rows import locked_tier, write_conditions
from kundenwerk.tariffs.models import PriceTier
from kundenwerk.tariffs.queries.drafts import tier_data
from kundenwerk.tariffs.rules.conditions import ConditionData, check_conditions
from kundenwerk.tariffs.rules.tiers import check_tiers


class StaleConditions(Exception):
    """The tier has other conditions than the form showed; ``current`` is what it has now."""

    def __init__(self, current: list[ConditionData]) -> None:
        super().__init__("the tier has other conditions by now")
        self.current = current


@command
def set_conditions(
    *, tier_id: int, shown: Sequence[ConditionData], new: Sequence[ConditionData]
) -> int:
    """Replace the conditions of a tier of a draft; returns how many it has.

    Args:
        tier_id: the tier.
        shown: the conditions the change starts from.
        new: those wanted, in the order in which customers see them.

    Raises:
        NotDraft: the version is approved.
        StaleConditions: the tier has other conditions than those shown.
        ConditionsRefused: with the row and field that cannot be.
        TiersRefused: rebates exceed the price of the tier.
    """
    tier, checked = locked_tier(tier_id), check_conditions(new)
    present = conditions_of(tier)
    if present != list(shown):
        raise StaleConditions(present)
    _replace(tier, checked)
    undo.offer(
        "Konditionen gespeichert",
        restore_conditions,
        tier_id=tier_id,
        before=_plain(present),
        left=_plain(checked),
    )
    return len(checked)


@undo.inverse
@command
def restore_conditions(
    *, tier_id: int, before: list[dict[str, Any]], left: list[dict[str, Any]]
) -> int:
    """Give a tier of a draft its former conditions; returns how many.

    Args:
        tier_id: the tier.
        before: the conditions before the change, as ``ConditionData.plain``.
        left: the conditions after it.

    Raises:
        NotDraft: the version is approved.
        Overtaken: somebody has changed them again.
        TiersRefused: the price of the tier has become too low for its former rebates.
    """
    tier = locked_tier(tier_id)
    present, mine = conditions_of(tier), [ConditionData.read(one) for one in left]
    if present != mine:
        raise undo.Overtaken([undo.Difference("Konditionen", _words(mine), _words(present))])
    _replace(tier, [ConditionData.read(one) for one in before])
    return len(before)


def conditions_of(tier: PriceTier) -> list[ConditionData]:
    """The conditions of a tier in order."""
    return [condition.data for condition in tier.conditions.order_by("position")]


def _replace(tier: PriceTier, new: Sequence[ConditionData]) -> None:
    place = (tier.operator_group, tier.from_kwh)
    check_tiers(
        [
            replace(one, conditions=tuple(new))
            if (one.operator_group, one.from_kwh) == place
            else one
            for one in tier_data(tier.version)
        ]
    )
    tier.conditions.all().delete()
    write_conditions(tier, new)


def _plain(conditions: Sequence[ConditionData]) -> list[dict[str, Any]]:
    return [one.plain() for one in conditions]


def _words(conditions: Sequence[ConditionData]) -> str:
    return ", ".join(one.label for one in conditions) or "keine"
