"""Where a saving comes from, line by line; every amount is the rating's own (S6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.kernel.numbers import NBSP, format_decimal, format_kwh
from kundenwerk.tariffs.rules.annual_cost import AnnualCost, YearlyUse
from kundenwerk.tariffs.rules.rating import Deduction


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a calculation.

    Args:
        how: what it is made of, in words; may be empty.
        is_sum: whether the lines above add up to it.
    """

    label: str
    how: str
    amount: Money
    is_sum: bool = False


def explained(
    use: YearlyUse,
    comparison: AnnualCost,
    offered: AnnualCost,
    *,
    name: str,
    rebates: Sequence[Deduction] = (),
) -> list[Line]:
    """The saving of a year: what is paid otherwise, less what the offer costs.

    Args:
        use: kWh of a year.
        comparison: the cost of a year today.
        offered: the cost of a year with the offer.
        name: of what is compared with.
        rebates: taken off in the first year; none for later ones.

    Source: DEC-04; AP-065.
    """
    lines = [*_year(use, comparison, f"Jahr mit {name}"), *_year(use, offered, "Jahr mit Angebot")]
    cost = offered.annual_gross
    if rebates:
        lines += [Line(one.label, "einmalig im 1. Jahr", -one.gross) for one in rebates]
        cost = offered.first_year_gross
        # VAT is computed on the sum of the year, not on each line (ADR 0010).
        rest = cost - offered.annual_gross + total(one.gross for one in rebates)
        if rest:
            lines.append(Line("Rundung der Umsatzsteuer", "", rest))
        lines.append(Line("Kosten im 1. Jahr", "", cost, is_sum=True))
    saved = comparison.annual_gross - cost
    word = "Ersparnis" if saved >= ZERO else "Mehrkosten"
    return [*lines, Line(word, f"{comparison.annual_gross} − {cost}", saved, is_sum=True)]


def _year(use: YearlyUse, cost: AnnualCost, label: str) -> list[Line]:
    vat = f"{format_decimal(cost.vat_percent)}{NBSP}%"
    return [
        *_energy(use, cost),
        Line("Grundpreis netto", "", cost.base_price),
        Line("Umsatzsteuer", vat, cost.annual_gross - cost.annual_net),
        Line(label, "brutto", cost.annual_gross, is_sum=True),
    ]


def _energy(use: YearlyUse, cost: AnnualCost) -> list[Line]:
    offpeak, offpeak_ct = use.offpeak_kwh, cost.energy_offpeak_ct
    if offpeak is None or cost.peak_cost is None or cost.offpeak_cost is None:
        return [Line("Energie netto", _times(use.kwh, cost.energy_ct), cost.energy_cost)]
    peak = _times(use.kwh - offpeak, cost.energy_ct)
    return [
        Line("Energie HT netto", peak, cost.peak_cost),
        Line("Energie NT netto", _times(offpeak, offpeak_ct or cost.energy_ct), cost.offpeak_cost),
    ]


def _times(kwh: Decimal, ct: Decimal) -> str:
    return f"{format_kwh(kwh)} × {format_decimal(ct, places=4)}{NBSP}ct"
