"""The rows of price tiers and their conditions, written by those who hold the draft."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.queries import grid_operators
from kundenwerk.platform.commands import require_transaction
from kundenwerk.tariffs.models import (
    Condition,
    PriceTier,
    Tariff,
    TariffVersion,
    condition_columns,
)
from kundenwerk.tariffs.rules.conditions import ConditionData, check_conditions
from kundenwerk.tariffs.rules.tiers import TierData, check_tiers
from kundenwerk.tariffs.rules.version import TariffRefused


class NotDraft(Exception):
    """The version is approved; its prices stand."""


def locked_draft(version_id: int) -> TariffVersion:
    """A version nobody else changes until the end of the transaction (step).

    Raises:
        NotDraft: it is approved.
    """
    version = TariffVersion.objects.select_for_update().get(pk=version_id)
    if version.approved_on is not None:
        raise NotDraft
    return version


def locked_tier(tier_id: int) -> PriceTier:
    """The tier of a draft, its version locked (step).

    Raises:
        NotDraft: the version is approved.
    """
    tier = PriceTier.objects.get(pk=tier_id)
    locked_draft(tier.version_id)
    tier.refresh_from_db()
    return tier


def check_operators(tariff: Tariff, wanted: Collection[int]) -> None:
    """Refuse companies that run no grid of the commodity (step).

    Raises:
        TariffRefused: one of them does not.
    """
    known = {one.pk for one in grid_operators(Commodity(tariff.commodity))} if wanted else set()
    if set(wanted) - known:
        reason = "Ein gewählter Netzbetreiber betreibt kein Netz dieser Sparte."
        raise TariffRefused({"grid_operators": reason})


def write_tiers(version: TariffVersion, tiers: Sequence[TierData]) -> int:
    """Replace the tiers of a draft; returns their number (step).

    Raises:
        TiersRefused: with the row that cannot be.
        TariffRefused: a grid operator that is none.
    """
    require_transaction()
    check_tiers(tiers)
    check_operators(version.tariff, {pk for tier in tiers for pk in tier.grid_operator_ids})
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
