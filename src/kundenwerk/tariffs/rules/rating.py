"""What consumption costs: the one computation behind quote, forecast and bill.

Rounding: docs/rules/rounding.md. Worked examples: tests/billing/examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.money import ZERO, Money, round_cents, total
from kundenwerk.kernel.period import Period, tile
from kundenwerk.tariffs.rules.prices import PriceSegment, UnitPrice
from kundenwerk.tariffs.rules.profiles import (
    EVEN,
    DayWeights,
    kilowatt_hours,
    split,
    watt_hours,
)

# A day costs this share of a yearly price, in leap years too (docs/rules/rounding.md).
DAYS_OF_A_PRICE_YEAR = 365


class LineKind(StrEnum):
    """What a line charges."""

    ENERGY = "ENERGY"
    ENERGY_PEAK = "ENERGY_PEAK"
    ENERGY_OFFPEAK = "ENERGY_OFFPEAK"
    BASE = "BASE"
    BONUS = "BONUS"


LINE_LABELS = {
    LineKind.ENERGY: "Arbeitspreis",
    LineKind.ENERGY_PEAK: "Arbeitspreis HT",
    LineKind.ENERGY_OFFPEAK: "Arbeitspreis NT",
    LineKind.BASE: "Grundpreis",
    LineKind.BONUS: "Bonus",
}

# The unit price beside it is the mean of the quarter hours (§ 41a EnWG, § 14a EnWG).
MEAN_LABEL = " dynamisch, Mittel"

_KIND_OF_REGISTER = {
    RegisterKind.TOTAL: LineKind.ENERGY,
    RegisterKind.PEAK: LineKind.ENERGY_PEAK,
    RegisterKind.OFFPEAK: LineKind.ENERGY_OFFPEAK,
}


@dataclass(frozen=True, slots=True)
class Usage:
    """Energy counted by one register between two readings.

    Args:
        kwh: not negative, at most three decimals.
        reference: how it was found, printed beside the computation.
    """

    register: RegisterKind
    period: Period
    kwh: Decimal
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Deduction:
    """A promised bonus; consumers are promised gross amounts."""

    label: str
    gross: Money


class UsageGap(ValueError):
    """A register's usages leave out days or count them twice."""

    def __init__(self, register: RegisterKind | None, period: Period) -> None:
        self.reason = f"Der Verbrauch ist für {period} nicht lückenlos bekannt."
        super().__init__(self.reason)
        self.register = register
        self.period = period


@dataclass(frozen=True, slots=True)
class Line:
    """One net amount, rounded once, with all that is needed to compute it again.

    Args:
        quantity: kWh with three decimals, days, or 1.
        unit_price: ct/kWh, € per year, or €.
        sources: index into the usages with the watt-hours taken from each.
    """

    position: int
    kind: LineKind
    label: str
    period: Period
    quantity: Decimal
    unit: str
    unit_price: Decimal
    price_unit: str
    net: Money
    vat_percent: Decimal
    sources: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class VatAmount:
    """VAT of one rate, computed on the sum of its lines."""

    percent: Decimal
    net: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class Rated:
    """The priced consumption of a period with everything it was computed from."""

    period: Period
    usages: tuple[Usage, ...]
    segments: tuple[PriceSegment, ...]
    profile: DayWeights
    lines: tuple[Line, ...]
    vat: tuple[VatAmount, ...]

    def without_deductions(self) -> Rated:
        """The same without bonuses."""
        lines = tuple(line for line in self.lines if line.kind != LineKind.BONUS)
        return replace(self, lines=lines, vat=_vat(lines))

    @property
    def net(self) -> Money:
        """The sum of all lines."""
        return total(amount.net for amount in self.vat)

    @property
    def vat_total(self) -> Money:
        """VAT of all rates."""
        return total(amount.vat for amount in self.vat)

    @property
    def gross(self) -> Money:
        """What the customer pays for the period."""
        return self.net + self.vat_total


def rate(
    period: Period,
    usages: Sequence[Usage],
    segments: Sequence[PriceSegment],
    *,
    profile: DayWeights = EVEN,
    deductions: Sequence[Deduction] = (),
) -> Rated:
    """Price the consumption of a period.

    Every line is rounded once; VAT is computed per rate on the sum of the lines.

    Raises:
        UsageGap: the usages of a register do not tile the period, or there are none.
        ValueError: the segments do not tile the period, or a usage is negative.
        TooFine: a usage with fractions of a watt-hour.

    Source: § 40 Abs. 2 bis 4 EnWG; § 12 Abs. 2 StromGVV/GasGVV; EN 16931 BR-CO-17 (VAT).
    """
    ordered = sorted(usages, key=lambda usage: (usage.register, usage.period.start))
    _check(period, ordered, segments)
    taken = _spread(ordered, segments, profile)
    drafts = [
        line for number, segment in enumerate(segments) for line in _lines(segment, taken[number])
    ]
    drafts += [_bonus(deduction, segments[-1]) for deduction in deductions if deduction.gross]
    lines = tuple(_numbered(drafts))
    return Rated(period, tuple(ordered), tuple(segments), profile, lines, _vat(lines))


def _check(period: Period, usages: Sequence[Usage], segments: Sequence[PriceSegment]) -> None:
    if not tile([segment.period for segment in segments], period):
        raise ValueError("the price segments do not tile the period")
    if not usages:
        raise UsageGap(None, period)
    for register in {usage.register for usage in usages}:
        spans = [usage.period for usage in usages if usage.register == register]
        if not tile(spans, period):
            raise UsageGap(register, period)


_Taken = dict[RegisterKind, list[tuple[int, int]]]


def _spread(
    usages: Sequence[Usage], segments: Sequence[PriceSegment], profile: DayWeights
) -> list[_Taken]:
    """Per segment and register: which usage gives how many watt-hours."""
    taken: list[_Taken] = [defaultdict(list) for _ in segments]
    for index, usage in enumerate(usages):
        shared = [
            (number, part)
            for number, segment in enumerate(segments)
            if (part := usage.period.intersect(segment.period))
        ]
        shares = split(watt_hours(usage.kwh), [part for _, part in shared], profile)
        for (number, _), share in zip(shared, shares, strict=True):
            taken[number][usage.register].append((index, share))
    return taken


def _lines(segment: PriceSegment, taken: _Taken) -> Iterator[Line]:
    for register in RegisterKind:
        if sources := taken.get(register):
            yield _energy(segment, register, tuple(sources))
    yield _base(segment, segment.base)


def _energy(
    segment: PriceSegment, register: RegisterKind, sources: tuple[tuple[int, int], ...]
) -> Line:
    kwh = kilowatt_hours(sum(share for _, share in sources))
    price = segment.energy_of(register).value
    kind = _KIND_OF_REGISTER[register]
    return Line(
        position=0,
        kind=kind,
        label=LINE_LABELS[kind] + (MEAN_LABEL if segment.is_mean else ""),
        period=segment.period,
        quantity=kwh,
        unit="kWh",
        unit_price=price,
        price_unit="ct/kWh",
        net=round_cents(kwh * price / 100),
        vat_percent=segment.vat_percent,
        sources=sources,
    )


def _base(segment: PriceSegment, price: UnitPrice) -> Line:
    days = segment.period.days
    return Line(
        position=0,
        kind=LineKind.BASE,
        label=LINE_LABELS[LineKind.BASE],
        period=segment.period,
        quantity=Decimal(days),
        unit="Tage",
        unit_price=price.value,
        price_unit="€/Jahr",
        net=round_cents(price.value * days / DAYS_OF_A_PRICE_YEAR),
        vat_percent=segment.vat_percent,
    )


def bonus_net(deduction: Deduction, vat_percent: Decimal) -> Money:
    """What a promised gross amount takes off the net sum, not positive for a bonus."""
    return -round_cents(deduction.gross.euros * 100 / (100 + vat_percent))


def _bonus(deduction: Deduction, last: PriceSegment) -> Line:
    return Line(
        position=0,
        kind=LineKind.BONUS,
        label=deduction.label,
        period=last.period,
        quantity=Decimal(1),
        unit="Stück",
        unit_price=-deduction.gross.euros,
        price_unit="€ brutto",
        net=bonus_net(deduction, last.vat_percent),
        vat_percent=last.vat_percent,
    )


def _numbered(drafts: Iterable[Line]) -> Iterator[Line]:
    for position, line in enumerate(drafts, start=1):
        yield replace(line, position=position)


def _vat(lines: Sequence[Line]) -> tuple[VatAmount, ...]:
    sums: dict[Decimal, Money] = defaultdict(lambda: ZERO)
    for line in lines:
        sums[line.vat_percent] += line.net
    return tuple(
        VatAmount(percent, net, round_cents(net.euros * percent / 100))
        for percent, net in sorted(sums.items())
    )
