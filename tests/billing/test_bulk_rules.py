"""The kernel of a run and the readable rule give the same bills, to the cent and the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenwerk.billing.rules.basis import Basis
from kundenwerk.billing.rules.bill import compute
from kundenwerk.billing.rules.bulk import kernel
from kundenwerk.billing.rules.bulk.cases import batch_of
from kundenwerk.billing.rules.bulk.columns import LINE_KINDS, Figures, Ints, Rounding, half_away
from kundenwerk.billing.rules.bulk.spelling import digest
from kundenwerk.billing.rules.bulk.traces import Scribe
from kundenwerk.billing.rules.drafts import trace_of_bill
from kundenwerk.kernel.money import Money, round_cents
from kundenwerk.tariffs.rules import trace
from tests.billing import bulk

many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def computed(bases: Sequence[Basis], rounding: Rounding = half_away) -> tuple[Figures, Scribe]:
    cases, catalogue = bulk.cases_of(bases)
    batch = batch_of(cases, catalogue)
    figures = kernel.compute(batch, rounding)
    return figures, Scribe(cases, catalogue, batch, figures)


def differing(bases: Sequence[Basis], rounding: Rounding = half_away) -> list[int]:
    """The bills in which kernel and rule differ in any line or sum."""
    figures, _ = computed(bases, rounding)
    lines = figures.lines
    found = []
    for number, basis in enumerate(bases):
        bill = compute(basis)
        mine = lines.bill == number
        ours = zip(lines.kind[mine], lines.amount[mine], lines.net[mine], strict=True)
        amounts = [(LINE_KINDS[kind], amount, net) for kind, amount, net in ours]
        asked = [
            (line.kind, int(line.quantity * (1000 if line.unit == "kWh" else 1)), line.net.cents)
            for line in bill.rated.lines
        ]
        sums = (figures.net[number], figures.vat[number], figures.bonus[number])
        if amounts != asked or sums != (bill.net.cents, bill.vat.cents, bill.bonus.cents):
            found.append(number)
    return found


@pytest.mark.row("R-14", "R-15", "D-2")
@given(bulk.batches)
@many
def test_a_run_computes_every_line_and_sum_as_the_rule_does(bases: list[Basis]) -> None:
    figures, _ = computed(bases)

    assert figures.fits.all()
    assert differing(bases) == []


@pytest.mark.row("R-15", "D-2")
@given(bulk.batches)
@many
def test_a_run_writes_the_computation_letter_by_letter_as_the_rule_does(
    bases: list[Basis],
) -> None:
    _, scribe = computed(bases)

    for number, basis in enumerate(bases):
        readable = trace_of_bill(compute(basis))
        assert scribe.trace(number) == trace.canonical(readable).decode()
        assert digest(scribe.trace(number)) == trace.digest(readable)


def ties(usage_wh: int = 1, base: str = "1.825") -> list[Basis]:
    """Bills whose lines lie exactly between two cents, above and below zero."""
    plain = bulk.plain_basis(days=1, wh=500, energy_ct="1", base=base)
    return [plain, bulk.plain_basis(days=1, wh=500 * usage_wh, energy_ct="-3", base=base)]


def half_even(numerator: Ints, denominator: Ints | int) -> Ints:
    """Wrong: halves go to the even cent."""
    below, rest = np.divmod(numerator, denominator)
    up = (2 * rest > denominator) | ((2 * rest == denominator) & (below % 2 == 1))
    return np.asarray(below + up, np.int64)


def half_up(numerator: Ints, denominator: Ints | int) -> Ints:
    """Wrong: halves below zero go towards zero."""
    return np.asarray((2 * numerator + denominator) // (2 * denominator), np.int64)


def cut_off(numerator: Ints, denominator: Ints | int) -> Ints:
    """Wrong: the rest is thrown away."""
    return np.asarray(np.sign(numerator) * (np.abs(numerator) // denominator), np.int64)


@pytest.mark.row("R-15")
@pytest.mark.parametrize("wrong", [half_even, half_up, cut_off])
def test_another_way_to_round_would_be_noticed(wrong: Rounding) -> None:
    bases = ties()

    assert differing(bases, wrong) != []
    assert differing(bases, half_away) == []


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**6))
def test_the_kernel_rounds_as_money_does(numerator: int, denominator: int) -> None:
    rounded = half_away(np.array([numerator]), denominator)

    assert Money(int(rounded[0])) == round_cents(Decimal(numerator) / denominator / 100)


def test_figures_beyond_64_bits_are_refused_and_the_neighbour_is_computed() -> None:
    small = bulk.plain_basis(days=365, wh=3_500_000, energy_ct="29.9", base="120")
    huge = bulk.plain_basis(days=365, wh=10**15, energy_ct="29.9", base="120")
    just_fits = bulk.plain_basis(days=365, wh=3 * 10**10, energy_ct="29.9", base="120")

    figures, _ = computed([small, huge, just_fits])

    assert figures.fits.tolist() == [True, False, True]
    assert 1 in differing([small, huge, just_fits])
    assert differing([small, just_fits]) == []


def test_a_share_that_lies_between_two_cents_is_rounded_up_however_the_year_is_cut() -> None:
    year = bulk.plain_basis(days=365, wh=0, energy_ct="1", base="120")
    levy = replace(year.components[0], value=Decimal("75.125"))
    cut = replace(
        year, components=[levy, *year.components[1:]], terms=bulk.changed(year.terms, 181)
    )
    figures, scribe = computed([cut])

    assert scribe.trace(0) == trace.canonical(trace_of_bill(compute(cut))).decode()
    assert 7513 in figures.part[0]
