"""Tariffs and versions as they would be entered, and what an approval would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from kundenwerk.kernel.energy import Commodity, RegisterCount, UsageType
from kundenwerk.tariffs.models import Tariff, TariffVersion
from kundenwerk.tariffs.rules.drafts import DraftData
from kundenwerk.tariffs.rules.tiers import TierData
from kundenwerk.tariffs.rules.version import TariffData, VersionData
from kundenwerk.tariffs.rules.vocabulary import PriceKind, SupplyKind


def tariff_data(tariff: Tariff) -> TariffData:
    """A tariff as it would be entered."""
    return TariffData(
        code=tariff.code,
        name=tariff.name,
        commodity=Commodity(tariff.commodity),
        usage_types=frozenset(UsageType(usage) for usage in tariff.usage_types),
        register_counts=frozenset(RegisterCount(count) for count in tariff.register_counts),
        is_green=tariff.is_green,
        is_online=tariff.is_online,
        is_b2b=tariff.is_b2b,
        supply_kind=SupplyKind(tariff.supply_kind),
    )


def first_use(tariff_id: int) -> TariffVersion | None:
    """The version of a tariff that quotes or contracts relied on first, if any does."""
    used = TariffVersion.objects.filter(tariff_id=tariff_id, used_at__isnull=False)
    return used.order_by("used_at", "pk").first()


def version_data(version: TariffVersion) -> VersionData:
    """The terms of a version as they would be entered, without its grid operators."""
    return VersionData(
        label=version.label,
        prices=version.prices,
        sale=version.sale,
        price_kind=PriceKind(version.price_kind),
        minimum_term_months=version.minimum_term_months,
        notice_weeks=version.notice_weeks,
        renewal_months=version.renewal_months,
        guarantee_until=version.guarantee_until,
        new_customer_bonus=version.new_customer_bonus,
        instant_bonus=version.instant_bonus,
    )


def draft_of(version: TariffVersion) -> DraftData:
    """A version as it would be entered."""
    operators = tuple(sorted(version.grid_operators.values_list("pk", flat=True)))
    data = replace(version_data(version), grid_operator_ids=operators)
    return DraftData(data, tuple(tier_data(version)))


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
            grid_operator_ids=tuple(sorted(one.pk for one in tier.grid_operators.all())),
            conditions=tuple(condition.data for condition in tier.conditions.all()),
        )
        for tier in tiers
    ]


@dataclass(frozen=True, slots=True)
class Approval:
    """What approving a draft does to the other approved versions of its tariff.

    Args:
        ends: they end where the new prices begin.
        blocked_by: their prices reach into the new ones, so that nothing is approved.
    """

    ends: list[TariffVersion]
    blocked_by: list[TariffVersion]


def approval_of(version: TariffVersion, others: QuerySet[TariffVersion] | None = None) -> Approval:
    """What approving a draft would do.

    An approved version that is open ended ends where the new prices begin; any other that shares
    a day with them stands in the way.

    Args:
        version: the draft.
        others: versions to look at, locked by who is about to write; otherwise all.
    """
    known = TariffVersion.objects.all() if others is None else others
    touched = known.filter(
        tariff_id=version.tariff_id, approved_on__isnull=False, prices__overlap=version.prices
    ).exclude(pk=version.pk)
    found = Approval([], [])
    for other in touched.order_by("prices", "pk"):
        makes_room = other.prices.end is None and other.prices.start < version.prices.start
        (found.ends if makes_room else found.blocked_by).append(other)
    return found


@dataclass(frozen=True, slots=True)
class Reopened:
    """A version that gets back the days an approval took from it.

    Args:
        until: the first day its prices hold no longer; None without an end.
        cut_by: the version whose prices begin then.
    """

    version: TariffVersion
    until: date | None
    cut_by: TariffVersion | None


def reopened_without(
    version: TariffVersion, others: QuerySet[TariffVersion] | None = None
) -> list[Reopened]:
    """What withdrawing an approval gives back to the versions that ended for it.

    Args:
        version: the approved version.
        others: versions to look at, locked by who is about to write; otherwise all.
    """
    known = TariffVersion.objects.all() if others is None else others
    approved = known.filter(tariff_id=version.tariff_id, approved_on__isnull=False)
    rest = list(approved.exclude(pk=version.pk).order_by("prices", "pk"))
    following = next((one for one in rest if one.prices.start > version.prices.start), None)
    return [
        Reopened(one, following.prices.start if following else None, following)
        for one in rest
        if one.cut_by_id == version.pk
    ]
