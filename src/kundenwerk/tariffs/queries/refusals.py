"""Why a tariff is not among the offers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from kundenwerk.kernel.energy import Commodity
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.queries.offers import OfferQuery
from kundenwerk.tariffs.queries.settings import tariff_settings
from kundenwerk.tariffs.rules.bands import Band
from kundenwerk.tariffs.rules.eligibility import (
    Refusal,
    Rule,
    TierFacts,
    VersionFacts,
    first_refusal,
)
from kundenwerk.tariffs.rules.vocabulary import OperatorLevel, PriceKind, VersionState

# Versions whose sale ended longer ago explain nothing to anybody.
_LOOK_BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Refused:
    """A tariff that is not offered, with the version that came closest."""

    version: TariffVersion
    refusal: Refusal


def why_not(query: OfferQuery) -> list[Refused]:
    """For every tariff of the commodity that is not offered: one reason and one change.

    Of several versions of a tariff the one that fails latest is told; nearest misses first.

    Source: D-6, AP-047.
    """
    closest: dict[int, Refused] = {}
    offered: set[int] = set()
    for version, facts in _versions(query.region.commodity, query.day):
        refusal = first_refusal(query.wish, facts)
        if refusal is None:
            offered.add(version.tariff_id)
            continue
        present = closest.get(version.tariff_id)
        if present is None or _progress(refusal) > _progress(present.refusal):
            closest[version.tariff_id] = Refused(version, refusal)
    misses = [refused for tariff, refused in closest.items() if tariff not in offered]
    return sorted(misses, key=lambda miss: (-_progress(miss.refusal), miss.version.tariff.code))


_ORDER = list(Rule)


def _progress(refusal: Refusal) -> int:
    return _ORDER.index(refusal.rule)


def _versions(commodity: Commodity, day: date) -> list[tuple[TariffVersion, VersionFacts]]:
    versions = list(
        TariffVersion.objects.filter(
            Q(sale__endswith__isnull=True) | Q(sale__endswith__gte=day - _LOOK_BACK),
            tariff__commodity=commodity.value,
        )
        .select_related("tariff")
        .prefetch_related("grid_operators", "tiers__grid_operators")
        .order_by("tariff__code", "pk")
    )
    by_tier = tariff_settings().operator_level == OperatorLevel.TIER
    return [(version, _facts(version, by_tier=by_tier)) for version in versions]


def _facts(version: TariffVersion, *, by_tier: bool) -> VersionFacts:
    tiers = list(version.tiers.all())
    named = defaultdict(set)
    for holder in tiers if by_tier else [version]:
        for operator in holder.grid_operators.all():
            named[operator.pk].add(operator.name)
    tariff = version.tariff
    return VersionFacts(
        commodity=Commodity(tariff.commodity),
        usage_types=frozenset(tariff.usage_types),
        register_counts=frozenset(tariff.register_counts),
        is_b2b=tariff.is_b2b,
        state=VersionState(version.state),
        sale=version.sale,
        prices=version.prices,
        operators=frozenset() if by_tier else frozenset(named),
        tiers=tuple(_tier(tier) for tier in tiers),
        by_tier=by_tier,
        is_dynamic=version.price_kind == PriceKind.DYNAMIC,
        operator_names=tuple(sorted(set().union(*named.values()))),
    )


def _tier(tier: PriceTier) -> TierFacts:
    operators = frozenset(operator.pk for operator in tier.grid_operators.all())
    return TierFacts(Band(tier.from_kwh, tier.upto_kwh), operators)
