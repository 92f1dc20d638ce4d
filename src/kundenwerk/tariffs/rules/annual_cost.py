"""What a year costs: the figures of a tariff card, by the same rating as a bill (DEC-04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.money import ZERO, Money, round_cents, total
from kundenwerk.kernel.numbers import round_to
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.prices import PRICE_PLACES, PriceSegment
from kundenwerk.tariffs.rules.rating import Deduction, LineKind, Rated, Usage, bonus_net, rate

STANDARD_YEAR = timedelta(days=365)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearlyUse:
    """The consumption a year is priced for.

    Args:
        kwh: the whole consumption, off-peak included.
        offpeak_kwh: the off-peak part of a meter with two registers; None with one.
    """

    kwh: Decimal
    offpeak_kwh: Decimal | None = None

    def usages(self, year: Period) -> list[Usage]:
        """The consumption as if it had been read at both ends of the year.

        Raises:
            ValueError: more off-peak than whole consumption.
        """
        if self.offpeak_kwh is None:
            return [Usage(RegisterKind.TOTAL, year, self.kwh)]
        if self.offpeak_kwh > self.kwh:
            raise ValueError("more off-peak energy than energy")
        return [
            Usage(RegisterKind.PEAK, year, self.kwh - self.offpeak_kwh),
            Usage(RegisterKind.OFFPEAK, year, self.offpeak_kwh),
        ]


@dataclass(frozen=True, slots=True)
class AnnualCost:
    """The cost of one year.

    Args:
        energy_cost: net; ``peak_cost`` and ``offpeak_cost`` are its parts with two registers.
        annual_net: energy and base price, no bonus (the total cost of AP-059).
        first_year_net: annual cost less the bonuses switched on.
        monthly_instalment: gross, rounded up to the step of the supplier.
        energy_ct: net unit prices of the standing segment, levies included.
    """

    energy_cost: Money
    peak_cost: Money | None
    offpeak_cost: Money | None
    base_price: Money
    annual_net: Money
    annual_gross: Money
    first_year_net: Money
    first_year_gross: Money
    monthly_instalment: Money
    energy_ct: Decimal
    energy_offpeak_ct: Decimal | None
    base_eur_per_year: Decimal
    vat_percent: Decimal

    @property
    def energy_ct_gross(self) -> Decimal:
        """ct/kWh with VAT."""
        return _gross(self.energy_ct, self.vat_percent)

    @property
    def energy_offpeak_ct_gross(self) -> Decimal | None:
        """ct/kWh with VAT of the off-peak register."""
        if self.energy_offpeak_ct is None:
            return None
        return _gross(self.energy_offpeak_ct, self.vat_percent)

    @property
    def base_eur_gross(self) -> Decimal:
        """€ per year with VAT."""
        return _gross(self.base_eur_per_year, self.vat_percent)


def _gross(net: Decimal, percent: Decimal) -> Decimal:
    return round_to(net * (100 + percent) / 100, PRICE_PLACES)


@dataclass(frozen=True, slots=True)
class YearSums:
    """What a year costs in sum, enough to put many tariffs in order.

    Args:
        first_year_gross: less the bonuses switched on.
    """

    annual_gross: Money
    first_year_gross: Money


def year_sums(
    use: YearlyUse, segment: PriceSegment, *, bonuses: Sequence[Deduction] = ()
) -> YearSums:
    """The sums of ``annual_cost``, a fifth of its work: no lines, no usages, no profile.

    Raises:
        ValueError: more off-peak than whole consumption.
    """
    if use.offpeak_kwh is None:
        energy = round_cents(use.kwh * segment.energy.value / 100)
    elif use.offpeak_kwh > use.kwh:
        raise ValueError("more off-peak energy than energy")
    else:
        energy = round_cents((use.kwh - use.offpeak_kwh) * segment.energy.value / 100)
        energy += round_cents(use.offpeak_kwh * segment.energy_offpeak.value / 100)
    percent = segment.vat_percent
    net = energy + round_cents(segment.base.value)
    promised = total(bonus_net(bonus, percent) for bonus in bonuses)
    return YearSums(_with_vat(net, percent), _with_vat(net + promised, percent))


def _with_vat(net: Money, percent: Decimal) -> Money:
    return net + round_cents(net.euros * percent / 100)


def annual_cost(
    use: YearlyUse,
    segment: PriceSegment,
    *,
    bonuses: Sequence[Deduction] = (),
    instalment_step: Money,
) -> AnnualCost:
    """Price a standard year of 365 days at the prices of one day.

    Args:
        use: kWh of a year.
        segment: the prices of the day supply starts; they stand for the whole year.
        bonuses: those that are switched on.
        instalment_step: the monthly instalment is rounded up to a multiple of it.

    Raises:
        ValueError: see ``rate``; more off-peak than whole consumption.

    Source: DEC-04 (docs/rules/rating.md).
    """
    first = standard_year(use, segment, bonuses)
    following = first.without_deductions() if bonuses else first
    two = use.offpeak_kwh is not None
    return AnnualCost(
        energy_cost=following.net - _sum(following, LineKind.BASE),
        peak_cost=_sum(following, LineKind.ENERGY_PEAK) if two else None,
        offpeak_cost=_sum(following, LineKind.ENERGY_OFFPEAK) if two else None,
        base_price=_sum(following, LineKind.BASE),
        annual_net=following.net,
        annual_gross=following.gross,
        first_year_net=first.net,
        first_year_gross=first.gross,
        monthly_instalment=monthly_instalment(following.gross, step=instalment_step),
        energy_ct=segment.energy.value,
        energy_offpeak_ct=segment.energy_offpeak.value if two else None,
        base_eur_per_year=segment.base.value,
        vat_percent=segment.vat_percent,
    )


def standard_year(
    use: YearlyUse, segment: PriceSegment, bonuses: Sequence[Deduction] = ()
) -> Rated:
    """The bill of a standard year of 365 days at the prices of one day."""
    start = segment.period.start
    year = Period(start, start + STANDARD_YEAR)
    return rate(year, use.usages(year), [segment.over(year)], deductions=bonuses)


def _sum(rated: Rated, kind: LineKind) -> Money:
    return total(line.net for line in rated.lines if line.kind == kind)


def annual_cost_of_gross_prices(
    kwh: Decimal,
    energy_ct_gross: Decimal,
    base_eur_gross: Decimal,
    *,
    vat_percent: Decimal,
    instalment_step: Money,
) -> AnnualCost:
    """Price a year at published gross prices, such as those of a default supplier.

    Source: § 36 Abs. 1 EnWG; gross is what is published, net is derived from it.
    """
    energy_gross = round_cents(kwh * energy_ct_gross / 100)
    gross = energy_gross + round_cents(base_eur_gross)
    net = round_cents(gross.euros * 100 / (100 + vat_percent))
    base = round_cents(base_eur_gross * 100 / (100 + vat_percent))
    return AnnualCost(
        energy_cost=net - base,
        peak_cost=None,
        offpeak_cost=None,
        base_price=base,
        annual_net=net,
        annual_gross=gross,
        first_year_net=net,
        first_year_gross=gross,
        monthly_instalment=monthly_instalment(gross, step=instalment_step),
        energy_ct=round_to(energy_ct_gross * 100 / (100 + vat_percent), PRICE_PLACES),
        energy_offpeak_ct=None,
        base_eur_per_year=round_to(base_eur_gross * 100 / (100 + vat_percent), PRICE_PLACES),
        vat_percent=vat_percent,
    )


def monthly_instalment(annual_gross: Money, *, step: Money) -> Money:
    """A twelfth of the yearly cost, rounded up to a multiple of the step; never negative.

    Raises:
        ValueError: the step is not positive.

    Source: § 41b Abs. 3 EnWG (instalments follow the consumption to be expected).
    """
    if step <= ZERO:
        raise ValueError("the step must be positive")
    if annual_gross <= ZERO:
        return ZERO
    unit = MONTHS * step.cents
    return Money(-(-annual_gross.cents // unit) * step.cents)


def difference(current: AnnualCost, offered: YearSums | AnnualCost) -> Money:
    """What the first year costs less, gross, bonuses included; negative when dearer (AP-065)."""
    return current.annual_gross - offered.first_year_gross


def savings(current: AnnualCost, offered: YearSums | AnnualCost) -> Money | None:
    """The saving of the first year, or None when the offer is dearer (AP-066)."""
    saved = difference(current, offered)
    return None if saved < ZERO else saved


def savings_following(current: AnnualCost, offered: YearSums | AnnualCost) -> Money | None:
    """The saving of every later year, without bonuses, or None when dearer (DEC-04)."""
    saved = current.annual_gross - offered.annual_gross
    return None if saved < ZERO else saved
