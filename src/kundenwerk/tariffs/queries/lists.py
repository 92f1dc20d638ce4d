"""Tariffs as rows of a list, each with its state and the prices of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from kundenwerk.kernel.energy import Commodity
from kundenwerk.tariffs.models import PriceTier, Tariff, TariffVersion
from kundenwerk.tariffs.rules.vocabulary import VersionState

FLAGS: Mapping[str, str] = {"GREEN": "is_green", "ONLINE": "is_online", "B2B": "is_b2b"}
NO_VERSION = "NONE"


@dataclass(frozen=True, slots=True)
class TariffFilter:
    """What a list of tariffs is narrowed to; empty is everything.

    Args:
        flag: a key of ``FLAGS`` or a kind of supply.
        state: of the version that is furthest; ``NO_VERSION`` for tariffs without any.
        on_sale: whether a version can be quoted on the day; None: either.
    """

    text: str = ""
    commodity: str = ""
    usage: str = ""
    flag: str = ""
    state: str = ""
    on_sale: bool | None = None


def tariff_rows(wanted: TariffFilter, day: date) -> QuerySet[Any]:
    """Tariffs with ``state``, ``on_sale``, ``drafts`` and the version in force on a day."""
    found = _with_versions(day)
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(code__icontains=wanted.text))
    if wanted.commodity:
        found = found.filter(commodity=wanted.commodity)
    if wanted.usage:
        found = found.filter(Q(usage_types=[]) | Q(usage_types__contains=[wanted.usage]))
    if wanted.flag in FLAGS:
        found = found.filter(**{FLAGS[wanted.flag]: True})
    elif wanted.flag:
        found = found.filter(supply_kind=wanted.flag)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.on_sale is not None:
        found = found.filter(on_sale=wanted.on_sale)
    return found


def _with_versions(day: date) -> QuerySet[Any]:
    versions = TariffVersion.objects.filter(tariff_id=OuterRef("pk"))
    present = versions.filter(prices__contains=day, approved_on__isnull=False).order_by("pk")
    tiers = PriceTier.objects.filter(version_id=OuterRef("present_id"))
    cheapest = tiers.order_by("operator_group", "from_kwh")
    steps = [
        When(Exists(versions.filter(state=state.value)), then=Value(state.value))
        for state in (VersionState.ACTIVE, VersionState.DRAFT, VersionState.ENDED)
    ]
    return Tariff.objects.annotate(
        state=Case(*steps, default=Value(NO_VERSION), output_field=CharField()),
        on_sale=Exists(versions.filter(state=VersionState.ACTIVE.value, sale__contains=day)),
        drafts=Count("versions", filter=Q(versions__approved_on__isnull=True)),
        present_id=Subquery(present.values("pk")[:1]),
        present_label=Subquery(present.values("label")[:1]),
        present_from=Subquery(present.values("prices__startswith")[:1]),
    ).annotate(
        energy_ct=Subquery(cheapest.values("energy_ct")[:1]),
        base_eur=Subquery(cheapest.values("base_eur_per_year")[:1]),
    )


def any_active(commodity: Commodity, day: date) -> bool:
    """Whether anything of a commodity is sold on a day (AP-002)."""
    sold = TariffVersion.objects.filter(state=VersionState.ACTIVE.value, sale__contains=day)
    return sold.filter(tariff__commodity=commodity.value).exists()


def tariff_counts(day: date) -> dict[str, int]:
    """How many tariffs there are in each state."""
    states = _with_versions(day).order_by().values_list("state", flat=True)
    counts: dict[str, int] = {}
    for state in states:
        counts[state] = counts.get(state, 0) + 1
    return counts
