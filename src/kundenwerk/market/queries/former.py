"""Prices of others as they were known once: what a correction replaced is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import FormerGridPrice, FormerSpotDay, GridFees, GridPrice

M = TypeVar("M", bound=Model)


def as_known(present: QuerySet[M], before: datetime | None) -> QuerySet[M]:
    """Rows that were known before an instant and are still; None for all."""
    return present if before is None else present.filter(recorded_at__lt=before)


def superseded(former: QuerySet[M], before: datetime) -> QuerySet[M]:
    """Rows that were known before an instant and replaced then or later."""
    return former.filter(recorded_at__lt=before, superseded_at__gte=before)


def grid_fees(
    grid_operator_id: int, commodity: Commodity, period: Period, before: datetime | None = None
) -> list[GridFees]:
    """What a grid operator asks in a period, in order; see ``as_known``."""
    wanted = {
        "grid_operator_id": grid_operator_id,
        "commodity": commodity.value,
        "valid__overlap": period,
    }
    found: list[GridFees] = list(as_known(GridPrice.objects.filter(**wanted), before))
    if before is not None:
        found += superseded(FormerGridPrice.objects.filter(**wanted), before)
    return sorted(found, key=lambda one: one.valid.start)


def corrected_at(grid_operator_id: int, period: Period, *, after: datetime) -> list[datetime]:
    """When exchange prices of a closed period or fees of a grid operator were put right.

    Args:
        grid_operator_id: whose fees.
        period: closed.
        after: later than this.

    Returns:
        Instants, the latest first.
    """
    spot = FormerSpotDay.objects.filter(day__gte=period.start, day__lt=period.end)
    grid = FormerGridPrice.objects.filter(grid_operator_id=grid_operator_id, valid__overlap=period)
    instants = {
        at
        for rows in (spot, grid)
        for at in rows.filter(superseded_at__gt=after).values_list("superseded_at", flat=True)
    }
    return sorted(instants, reverse=True)
