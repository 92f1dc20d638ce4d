"""Every quarter hour of an issued bill, from what is stored, proved to be what was billed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from kundenwerk.billing.formats.months import Month, months
from kundenwerk.billing.models import Invoice
from kundenwerk.kernel.calendar import BERLIN, start_of_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.period import Period
from kundenwerk.market import queries as market
from kundenwerk.market.models import GridFees
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.metering.models import LoadDay
from kundenwerk.metering.queries.load_curves import as_billed
from kundenwerk.tariffs.rules.dynamic import (
    Varying,
    days_of,
    exchange,
    grid_by_the_hour,
    mean,
)

_QUARTER = timedelta(minutes=15)
_GRID: Final = {Component.GRID_ENERGY, Component.GRID_BASE, Component.GRID_MODULE1}


class NotProvable(Exception):
    """What is stored by now differs from what was billed; ``reason`` is a German sentence."""

    def __init__(self, period: Period, what: str) -> None:
        self.reason = f"{what} für {period} haben sich seit der Rechnung geändert."
        super().__init__(self.reason)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter hour of a bill.

    Args:
        begin: in German time, with its offset.
        exchange_ct: None where the tariff is not dynamic.
        grid_ct: None where the grid fee does not vary by the hour.
    """

    begin: datetime
    kwh: Decimal
    is_substitute: bool
    exchange_ct: Decimal | None
    grid_ct: Decimal | None


def proof(bill: Invoice) -> list[Quarter]:
    """Every quarter hour a bill was made from, in order; none for other bills.

    Prices that were put right since are read as they were known when they gave the bill.

    Raises:
        NotProvable: quarter hours or prices no longer give the sums and means of the bill.

    Source: § 41a EnWG; § 40 Abs. 1 EnWG (a bill can be followed).
    """
    return _proved(bill)[0]


def is_corrected(bill: Invoice) -> bool:
    """Whether prices of others were put right since, so that the bill would come out another."""
    if not _instants(bill):
        return False
    try:
        return _proved(bill)[1] or _has_other_fees(bill)
    except NotProvable:
        # Other quarter hours are missing; that is told where the proof is asked for.
        return False


def _instants(bill: Invoice) -> list[datetime]:
    operator_id = bill.contract.supply_point.grid_operator_id
    return market.corrected_at(operator_id, bill.period, after=bill.created_at)


def _proved(bill: Invoice) -> tuple[list[Quarter], bool]:
    """The quarter hours, and whether they need prices as they were known before."""
    try:
        return _read(bill), False
    except NotProvable:
        for instant in _instants(bill):
            try:
                return _read(bill, before=instant), True
            except NotProvable:
                continue
        raise


def _read(bill: Invoice, *, before: datetime | None = None) -> list[Quarter]:
    facts = bill.facts.get("quarter_hours")
    if facts is None:
        return []
    point = bill.contract.supply_point
    curve = as_billed(point.pk, bill.period, facts["versions"])
    spot = market.spot_prices(bill.period, before=before)
    hourly = market.hourly_grid_prices(point.grid_operator_id, bill.period, before=before)
    prices = exchange(spot.days, spot.source), grid_by_the_hour(hourly, bill.period)
    by_the_hour = [Period(*map(date.fromisoformat, days)) for days in facts["grid_by_the_hour"]]
    found: list[Quarter] = []
    for month in months(bill.trace):
        has_bands = any(month.period.start in span for span in by_the_hour)
        found += _quarters(month, curve, prices, has_bands=has_bands)
    return found


def _quarters(
    month: Month,
    curve: Mapping[date, LoadDay],
    prices: tuple[Varying, Varying],
    *,
    has_bands: bool,
) -> list[Quarter]:
    days = list(days_of(month.period))
    if any(day not in curve for day in days):
        raise NotProvable(month.period, "Viertelstundenwerte")
    weights = [wh for day in days for wh in curve[day].wh]
    if Decimal(sum(weights)).scaleb(-3) != month.kwh:
        raise NotProvable(month.period, "Viertelstundenwerte")
    spot, bands = prices
    exchange_ct = _known(spot, days, weights, month, month.exchange_ct)
    grid_ct = _known(bands, days, weights, month, month.grid_ct if has_bands else None)
    marks = [n in set(curve[day].substitutes) for day in days for n in range(len(curve[day].wh))]
    begins = [
        (start_of_day(day) + n * _QUARTER).astimezone(BERLIN)
        for day in days
        for n in range(len(curve[day].wh))
    ]
    return [
        Quarter(begin, Decimal(wh).scaleb(-3), mark, spot_ct, band_ct)
        for begin, wh, mark, spot_ct, band_ct in zip(
            begins, weights, marks, exchange_ct, grid_ct, strict=True
        )
    ]


def _known(
    varying: Varying,
    days: Sequence[date],
    weights: Sequence[int],
    month: Month,
    billed: Decimal | None,
) -> Sequence[Decimal | None]:
    """The price of every quarter hour, if its mean is the one billed."""
    if billed is None:
        return [None] * len(weights)
    found = [ct for day in days for ct in varying.ct.get(day, ())]
    if len(found) != len(weights) or mean(found, weights) != billed:
        raise NotProvable(
            month.period, "Börsenpreise" if varying.component is None else "Netzentgelte"
        )
    return found


def _has_other_fees(bill: Invoice) -> bool:
    """Whether a fee of the grid named in the computation is no longer what the operator asks."""
    point = bill.contract.supply_point
    known = market.grid_fees(point.grid_operator_id, Commodity(point.commodity), bill.period)
    facts = bill.facts.get("quarter_hours") or {"grid_by_the_hour": []}
    by_the_hour = [Period(*map(date.fromisoformat, days)) for days in facts["grid_by_the_hour"]]
    for span in bill.trace["prices"]:
        period = Period(*map(date.fromisoformat, span["period"]))
        present = [row for row in known if row.valid.intersect(period)]
        for component, value in _fees(span):
            means = component == Component.GRID_ENERGY and any(
                period.start in one for one in by_the_hour
            )
            if not means and not any(value in _asked(row, component) for row in present):
                return True
    return False


def _fees(span: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
    """The fees of the grid within the prices of a span."""
    for price in span.values():
        if isinstance(price, Mapping):
            for part in price.get("parts", ()):
                if part["component"] in _GRID:
                    yield part["component"], Decimal(part["value"])


def _asked(row: GridFees, component: str) -> set[Decimal | None]:
    """What a row may give for a component, whichever module of § 14a EnWG holds."""
    match component:
        case Component.GRID_ENERGY:
            return {row.energy_ct_per_kwh, row.module2_energy_ct}
        case Component.GRID_BASE:
            return {row.base_eur_per_year, Decimal(0)}
        case _:
            return {-(row.module1_eur_per_year or Decimal(0))}
