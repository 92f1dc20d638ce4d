"""Bills to be computed as plain values, and how they become the columns of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from kundenwerk.billing.rules.bulk.catalogue import Catalogue, NotCovered, Track
from kundenwerk.billing.rules.bulk.columns import Batch, Ints, Kind, Pieces, Usages, Weights
from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.profiles import DayWeights

KIND_OF_REGISTER: Final = {
    RegisterKind.TOTAL: Kind.ENERGY,
    RegisterKind.PEAK: Kind.ENERGY_PEAK,
    RegisterKind.OFFPEAK: Kind.ENERGY_OFFPEAK,
}
# The first day of Python's count of days that NumPy counts as zero.
_EPOCH: Final = date(1970, 1, 1).toordinal()
_LARGEST: Final = 2**62


@dataclass(frozen=True, slots=True)
class Counted:
    """Energy of one register between two readings; days are ordinals.

    Args:
        reference: as JSON would write it, without the quotation marks.
    """

    kind: Kind
    start: int
    end: int
    wh: int
    reference: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Terms within the days of a bill, and the prices they lead to."""

    start: int
    end: int
    track: Track


@dataclass(frozen=True, slots=True)
class Prepaid:
    """Demanded instalments of one rate: hundredths of a percent, cents."""

    rate: int
    net: int
    vat: int


@dataclass(frozen=True, slots=True)
class Case:
    """A bill to be computed; the kernel takes those that ``checked`` lets pass."""

    start: int
    end: int
    profile: DayWeights
    agreed: Sequence[Agreed]
    usages: Sequence[Counted]
    bonuses: Sequence[tuple[str, int]] = ()
    prepaid: Sequence[Prepaid] = ()


def checked(case: Case) -> Case:
    """The case in the order of its computation, its terms and usages tiling the days.

    Raises:
        NotCovered: they do not, or a number is too large; the readable rule knows the reason.
    """
    days = (case.start, case.end)
    ordered = sorted(case.usages, key=lambda one: (-one.kind, one.start))
    _check_tiles([(one.start, one.end) for one in case.agreed], days)
    if not ordered:
        raise NotCovered
    for kind in {one.kind for one in ordered}:
        _check_tiles([(one.start, one.end) for one in ordered if one.kind == kind], days)
    numbers = [one.wh for one in ordered] + [cents for _, cents in case.bonuses]
    if any(abs(number) >= _LARGEST for number in numbers):
        raise NotCovered
    bonuses = [one for one in case.bonuses if one[1]]
    return replace(case, usages=ordered, bonuses=bonuses)


def _check_tiles(parts: Sequence[tuple[int, int]], days: tuple[int, int]) -> None:
    upto = days[0]
    for start, end in parts:
        if start != upto:
            raise NotCovered
        upto = end
    if upto != days[1]:
        raise NotCovered


def batch_of(cases: Sequence[Case], catalogue: Catalogue) -> Batch:
    """The columns of many cases."""
    profiles = list({case.profile: None for case in cases})
    rows = {profile: row for row, profile in enumerate(profiles)}
    usages = [
        (bill, one.kind, one.start, one.end, one.wh)
        for bill, case in enumerate(cases)
        for one in case.usages
    ]
    bonuses = [(bill, cents) for bill, case in enumerate(cases) for _, cents in case.bonuses]
    return Batch(
        bills=len(cases),
        profile=np.array([rows[case.profile] for case in cases], np.int64),
        weights=weights_of(profiles, catalogue.span),
        prices=catalogue.columns(),
        pieces=Pieces(*_columns(list(_pieces(cases)), 4)),
        usages=Usages(*_columns(usages, 5)),
        bonus_bill=_columns(bonuses, 2)[0],
        bonus_cents=_columns(bonuses, 2)[1],
    )


def _columns(rows: Sequence[Sequence[int]], width: int) -> Sequence[Ints]:
    table = np.array(rows, np.int64).reshape(-1, width)
    return [np.ascontiguousarray(table[:, column]) for column in range(width)]


def _pieces(cases: Sequence[Case]) -> Iterator[tuple[int, int, int, int]]:
    """Days of one price; neighbours of the same price are joined."""
    for bill, case in enumerate(cases):
        start, end, price = case.start, case.start, -1
        for agreed in case.agreed:
            for stretch in agreed.track:
                until = min(stretch.end, agreed.end)
                if until <= max(stretch.start, agreed.start):
                    continue
                if stretch.price != price:
                    if end > start:
                        yield bill, start, end, price
                    start, price = end, stretch.price
                end = until
        yield bill, start, end, price


def weights_of(profiles: Sequence[DayWeights], span: Period) -> Weights:
    """Running totals of the weights of all days of a closed span."""
    assert span.end is not None  # the span of closed periods
    first, last = span.start.toordinal(), span.end.toordinal()
    days = np.arange(first - _EPOCH, last - _EPOCH).astype("datetime64[D]")
    month = days.astype("datetime64[M]").astype(np.int64) % 12
    table = np.array([profile.per_day for profile in profiles], np.int64).reshape(-1, 12)
    upto = np.zeros((len(profiles), len(days) + 1), np.int64)
    upto[:, 1:] = np.cumsum(table[:, month], axis=1)
    return Weights(first, upto)
