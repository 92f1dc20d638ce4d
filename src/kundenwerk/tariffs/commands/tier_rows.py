"""The rows of price tiers and their conditions: read as they would be entered, and written."""

from __future__ import annotations

from collections.abc import Sequence

from kundenwerk.platform.commands import require_transaction
from kundenwerk.tariffs.models import Condition, PriceTier, TariffVersion, condition_columns
from kundenwerk.tariffs.rules.conditions import ConditionData, check_conditions
from kundenwerk.tariffs.rules.tiers import TierData, check_tiers


def tier_data(version: TariffVersion) -> list[TierData]:
    """The tiers of a version as they would be entered."""
    tiers = version.tiers.prefetch_related("grid_operators", "conditions").order_by(
        "operator_group", "from_kwh"
    )
    return [
        TierData(
            from_kwh=tier.from_kwh,
            upto_kwh=tier.upto_kwh,
            energy_ct=tier.energy_ct,
            energy_offpeak_ct=tier.energy_offpeak_ct,
            base_eur_per_year=tier.base_eur_per_year,
            operator_group=tier.operator_group,
            grid_operator_ids=tuple(operator.pk for operator in tier.grid_operators.all()),
            conditions=tuple(condition.data for condition in tier.conditions.all()),
        )
        for tier in tiers
    ]


def write_tiers(version: TariffVersion, tiers: Sequence[TierData]) -> int:
    """Replace the tiers of a draft; returns their number (step).

    Raises:
        TiersRefused: with the row that cannot be.
    """
    require_transaction()
    check_tiers(tiers)
    version.tiers.all().delete()
    for tier in tiers:
        stored = PriceTier.objects.create(
            version=version,
            operator_group=tier.operator_group,
            from_kwh=tier.from_kwh,
            upto_kwh=tier.upto_kwh,
            energy_ct=tier.energy_ct,
            energy_offpeak_ct=tier.energy_offpeak_ct,
            base_eur_per_year=tier.base_eur_per_year,
        )
        stored.grid_operators.set(tier.grid_operator_ids)
        write_conditions(stored, tier.conditions)
    return len(tiers)


def write_conditions(tier: PriceTier, conditions: Sequence[ConditionData]) -> None:
    """Give a tier without conditions these (step)."""
    require_transaction()
    Condition.objects.bulk_create(
        Condition(tier=tier, **condition_columns(one, position))
        for position, one in enumerate(check_conditions(conditions), start=1)
    )
