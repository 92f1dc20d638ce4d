"""Everything a bill is computed from, and its use and prices, by the quarter hour where needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue, required_components
from kundenwerk.market.rules.vocabulary import ControlModule
from kundenwerk.tariffs.rules.dynamic import (
    QuarterHoursMissing,
    Quarters,
    by_quarter_hours,
    days_of,
)
from kundenwerk.tariffs.rules.prices import DatedTerms, PriceSegment, merged, segments
from kundenwerk.tariffs.rules.profiles import EVEN, DayWeights
from kundenwerk.tariffs.rules.rating import Deduction, Usage
from kundenwerk.tariffs.rules.vocabulary import PriceKind

Priced = tuple[list[Usage], list[PriceSegment]]


class BoundaryUnread(LookupError):
    """No reading parts what registers counted from quarter hours; ``reason`` is German."""

    def __init__(self, day: date) -> None:
        self.reason = (
            f"Der Stand vom {format_day(day)} fehlt: Von da an ändert sich, ob nach "
            "Zählerständen oder nach Viertelstunden abgerechnet wird."
        )
        super().__init__(self.reason)


@dataclass(frozen=True, slots=True)
class Prepaid:
    """Instalments of one rate that were demanded for the period, with their tax."""

    vat_percent: Decimal
    net: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class Controlled:
    """Days with the same reduction of the grid fee (§ 14a EnWG)."""

    valid: Period
    module: ControlModule


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything a bill is computed from.

    Args:
        components: values of others that hold for the supply point.
        levy_privilege: the supply point pays no KWKG and offshore levy.
        controlled: what lowers its grid fee, and when; nothing on other days.
        quarter_hours: the use and the prices of each, where they are known.
    """

    period: Period
    commodity: Commodity
    usages: Sequence[Usage]
    terms: Sequence[DatedTerms]
    components: Sequence[DatedValue]
    vat: Sequence[DatedValue]
    levy_privilege: bool = False
    controlled: Sequence[Controlled] = ()
    quarter_hours: Quarters | None = None
    profile: DayWeights = EVEN
    bonuses: Sequence[Deduction] = ()
    prepaid: Sequence[Prepaid] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive days that are priced in the same way."""

    period: Period
    module: ControlModule
    by_quarter_hours: bool


def spans(
    period: Period, terms: Sequence[DatedTerms], controlled: Sequence[Controlled]
) -> list[Span]:
    """A closed period cut where the way of pricing changes."""
    dated = [one.valid for one in terms] + [one.valid for one in controlled]
    cuts = {day for span in dated for day in (span.start, span.end) if day is not None}
    found = [_span(piece, terms, controlled) for piece in period.split_at(cuts)]
    return [
        Span(Period(same[0].period.start, same[-1].period.end), *way)
        for way, group in groupby(found, lambda one: (one.module, one.by_quarter_hours))
        if (same := list(group))
    ]


def _span(piece: Period, terms: Sequence[DatedTerms], controlled: Sequence[Controlled]) -> Span:
    module = next(
        (one.module for one in controlled if piece.start in one.valid), ControlModule.NONE
    )
    dynamic = any(one.price_kind == PriceKind.DYNAMIC for one in terms if piece.start in one.valid)
    return Span(piece, module, dynamic or module.varies_by_hour)


def priced(basis: Basis) -> Priced:
    """The use and the prices of the period; by the quarter hour where a price needs it.

    Raises:
        QuarterHoursMissing: a price needs them and they are not known.
        BoundaryUnread: a reading is missing where quarter hours begin or end.
        PriceGap: see ``segments``.

    Source: § 41a EnWG; § 14a EnWG.
    """
    found = spans(basis.period, basis.terms, basis.controlled)
    usages = list(_counted(basis.usages, found))
    pieces: list[PriceSegment] = []
    for span in found:
        used, prices = _priced(basis, span)
        usages += used
        pieces += prices
    return usages, list(merged(pieces))


def _priced(basis: Basis, span: Span) -> Priced:
    required = required_components(
        basis.commodity,
        levy_privilege=basis.levy_privilege,
        control_module=span.module,
    )
    agreed = basis.terms, basis.components, basis.vat
    if not span.by_quarter_hours:
        return [], segments(span.period, *agreed, required=required)
    if basis.quarter_hours is None:
        raise QuarterHoursMissing(list(days_of(span.period)))
    return by_quarter_hours(span.period, basis.quarter_hours, *agreed, required=required)


def _counted(usages: Sequence[Usage], found: Sequence[Span]) -> Iterator[Usage]:
    """What registers counted on days that are not priced by the quarter hour."""
    hourly = [one.period for one in found if one.by_quarter_hours]
    for usage in usages:
        shared = [part for span in hourly if (part := span.intersect(usage.period))]
        if not shared:
            yield usage
        elif shared != [usage.period]:
            inside = shared[0].start > usage.period.start
            raise BoundaryUnread(shared[0].start if inside else shared[0].end or shared[0].start)
