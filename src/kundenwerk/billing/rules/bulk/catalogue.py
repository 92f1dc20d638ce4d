"""The distinct prices of a chunk: found once by the readable rule, then shared by all its bills."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from kundenwerk.billing.rules.bulk.columns import COMPONENTS, PERCENT_SCALE, PRICE_SCALE, Prices
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.rules.prices import (
    DatedTerms,
    PriceConflict,
    PriceGap,
    PriceSegment,
    UnitPrice,
    segments,
)

# Where bills begin does not matter to what a price is called.
_ANY_DAYS = Period.year(2000)


class NotCovered(Exception):
    """Left to the readable rule."""


def scaled(number: Decimal, scale: int) -> int:
    """A number as a whole multiple.

    Raises:
        NotCovered: it has more decimals.
    """
    exact = number * scale
    if exact != exact.to_integral_value():
        raise NotCovered
    return int(exact)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one price; ``price`` is its number in the catalogue."""

    start: int
    end: int
    price: int


Track = Sequence[Stretch]


@dataclass(slots=True)
class Catalogue:
    """Prices by number, and the stretches of days that terms and region lead to.

    Args:
        span: every day that any of the bills holds.
    """

    span: Period
    prices: list[PriceSegment] = field(default_factory=list)
    _numbers: dict[PriceSegment, int] = field(default_factory=dict)
    _tracks: dict[Hashable, Track | None] = field(default_factory=dict)
    _per_kwh: set[Component] = field(default_factory=set)
    _per_year: set[Component] = field(default_factory=set)

    def track(
        self,
        key: Hashable,
        terms: DatedTerms,
        others: tuple[Sequence[DatedValue], Sequence[DatedValue], Collection[Component]],
    ) -> Track | None:
        """The prices of all days under terms taken as lasting; None is left to the rule.

        Args:
            key: names terms and region; asked again with it nothing is computed.
            terms: taken without their days.
            others: components, tax and required components, as ``segments`` takes them.
        """
        if key not in self._tracks:
            self._tracks[key] = self._found(terms, *others)
        return self._tracks[key]

    def _found(
        self,
        terms: DatedTerms,
        components: Sequence[DatedValue],
        vat: Sequence[DatedValue],
        required: Collection[Component],
    ) -> Track | None:
        lasting = DatedTerms(
            self.span,
            terms.price_kind,
            terms.energy_ct,
            terms.energy_offpeak_ct,
            terms.base_eur,
            terms.source,
        )
        try:
            pieces = segments(self.span, [lasting], components, vat, required=required)
            return [self._stretch(piece) for piece in pieces]
        except (PriceGap, PriceConflict, NotCovered):
            return None

    def _stretch(self, piece: PriceSegment) -> Stretch:
        assert piece.period.end is not None  # the span is closed
        price = piece.over(_ANY_DAYS)
        if price not in self._numbers:
            self._check(price)
            self._numbers[price] = len(self.prices)
            self.prices.append(price)
        return Stretch(
            piece.period.start.toordinal(), piece.period.end.toordinal(), self._numbers[price]
        )

    def _check(self, price: PriceSegment) -> None:
        """Each component is charged by energy or by time, never both, within the scale."""
        for unit_price in (price.energy, price.energy_offpeak, price.base):
            _whole(unit_price)
        scaled(price.vat_percent, PERCENT_SCALE)
        self._per_kwh |= _components(price.energy) | _components(price.energy_offpeak)
        self._per_year |= _components(price.base)
        if self._per_kwh & self._per_year:
            raise NotCovered

    def columns(self) -> Prices:
        """The prices as the kernel takes them."""
        count = len(self.prices)
        found = Prices(
            value=np.zeros((3, count), np.int64),
            part=np.zeros((3, count, len(COMPONENTS)), np.int64),
            has_part=np.zeros((3, count, len(COMPONENTS)), np.bool_),
            vat=np.zeros(count, np.int64),
        )
        for number, price in enumerate(self.prices):
            found.vat[number] = scaled(price.vat_percent, PERCENT_SCALE)
            for row, unit_price in enumerate((price.energy, price.energy_offpeak, price.base)):
                self._fill(found, (row, number), unit_price)
        return found

    def _fill(self, found: Prices, place: tuple[int, int], unit_price: UnitPrice) -> None:
        found.value[place] = _bounded(scaled(unit_price.value, PRICE_SCALE))
        for part in unit_price.parts:
            if part.component is not None:
                where: Any = (*place, COMPONENTS.index(part.component))
                found.part[where] = _bounded(scaled(part.value, PRICE_SCALE))
                found.has_part[where] = True


def _components(unit_price: UnitPrice) -> set[Component]:
    return {part.component for part in unit_price.parts if part.component is not None}


def _whole(unit_price: UnitPrice) -> None:
    for value in (unit_price.value, *(part.value for part in unit_price.parts)):
        _bounded(scaled(value, PRICE_SCALE))


def _bounded(value: int) -> int:
    if abs(value) >= 2**60:
        raise NotCovered
    return value
