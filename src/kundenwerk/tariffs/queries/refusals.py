"""Why a tariff is not among the offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Q, Value, When

from kundenwerk.kernel.energy import Commodity
from kundenwerk.tariffs.models import PriceTier, TariffVersion
from kundenwerk.tariffs.queries.fitting import conditions
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
_ORDER = list(Rule)
_OFFERED = len(_ORDER)


@dataclass(frozen=True, slots=True)
class Refused:
    """A tariff that is not offered, with the version that came closest."""

    version: TariffVersion
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Refusals:
    """The nearest misses, and how many tariffs are not offered in all."""

    nearest: list[Refused]
    count: int


def why_not(query: OfferQuery, *, most: int) -> Refusals:
    """For tariffs of the commodity that are not offered: one reason and one change.

    Of several versions of a tariff the one that fails latest is told; nearest misses first.

    Args:
        query: what is asked for.
        most: how many are explained.

    Source: D-6, AP-047.
    """
    closest = closest_versions(query)
    shown = [version_id for version_id, _ in closest[:most]]
    told = {one.version.pk: one for one in explained(query, shown)}
    return Refusals([told[version_id] for version_id in shown], len(closest))


def why_not_version(query: OfferQuery, version_id: int) -> Refusal | None:
    """Why one version may not be offered; None when it may, or does not exist."""
    return next((one.refusal for one in explained(query, [version_id])), None)


def closest_versions(query: OfferQuery) -> list[tuple[int, Rule]]:
    """Per tariff that is not offered: its nearest version with the condition it fails."""
    met = conditions(query.wish, tariff_settings())
    fails = [
        When(~condition, then=Value(_ORDER.index(rule))) for rule, condition in met.items()
        if condition
    ]  # fmt: skip
    versions = (
        TariffVersion.objects.filter(
            Q(sale__endswith__isnull=True) | Q(sale__endswith__gte=query.day - _LOOK_BACK),
            tariff__commodity=query.region.commodity.value,
        )
        .annotate(reached=Case(*fails, default=Value(_OFFERED)))
        .order_by("tariff_id", "-reached", "pk")
        .distinct("tariff_id")
        .values_list("pk", "reached", "tariff__code")
    )
    misses = [row for row in versions if row[1] != _OFFERED]
    misses.sort(key=lambda row: (-row[1], row[2]))
    return [(pk, _ORDER[reached]) for pk, reached, _ in misses]


def explained(query: OfferQuery, version_ids: Sequence[int]) -> Iterator[Refused]:
    """The first failing condition of each of these versions that may not be offered."""
    by_tier = tariff_settings().operator_level == OperatorLevel.TIER
    versions = (
        TariffVersion.objects.filter(pk__in=version_ids)
        .select_related("tariff")
        .prefetch_related("grid_operators", "tiers__grid_operators")
    )
    for version in versions:
        refusal = first_refusal(query.wish, _facts(version, by_tier=by_tier))
        if refusal is not None:
            yield Refused(version, refusal)


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
