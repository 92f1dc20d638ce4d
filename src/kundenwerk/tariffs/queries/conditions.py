"""What a customer may choose beside the prices of a tariff."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Q

from kundenwerk.tariffs.models import Condition, PriceTier
from kundenwerk.tariffs.queries.fitting import sold_in
from kundenwerk.tariffs.queries.settings import tariff_settings
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel


def conditions_for(
    version_id: int, kwh: Decimal, operator_id: Callable[[], int]
) -> list[Condition]:
    """The conditions of the tier a consumption falls into, in order.

    Args:
        version_id: the version.
        kwh: of a year.
        operator_id: asked only where grid operators are assigned to tiers (DEC-09).

    Source: AP-072.
    """
    found = list(
        Condition.objects.filter(
            Q(tier__upto_kwh__isnull=True) | Q(tier__upto_kwh__gt=kwh),
            tier__version_id=version_id,
            tier__from_kwh__lte=kwh,
        ).order_by("tier_id", "position")
    )
    settings = tariff_settings() if found else None
    if settings is None or settings.operator_level != OperatorLevel.TIER:
        return found
    tiers = PriceTier.objects.filter(
        sold_in(PriceTier, operator_id()), pk__in={one.tier_id for one in found}
    ).values_list("pk", flat=True)
    return [one for one in found if one.tier_id in set(tiers)]
