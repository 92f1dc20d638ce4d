"""The figures of a tariff card are those of the bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.annual_cost import (
    AnnualCost,
    YearlyUse,
    YearSums,
    annual_cost,
    annual_cost_of_gross_prices,
    monthly_instalment,
    savings,
    savings_following,
    year_sums,
)
from kundenwerk.tariffs.rules.binding import binding_until
from kundenwerk.tariffs.rules.prices import DatedTerms, segments
from kundenwerk.tariffs.rules.rating import Deduction, rate
from tests.tariffs.prices import YEAR, levy, segment, terms, vat_19
from tests.tariffs.strategies import days, euros, kwh, levies, priced_terms

EURO = Money(100)
WELCOME = Deduction("Neukundenbonus", Money(10_000))
AT_ONCE = Deduction("Sofortbonus", Money(5_000))


def cost(*bonuses: Deduction, energy: str = "28", base: str = "120") -> AnnualCost:
    """3,500 kWh."""
    use = YearlyUse(Decimal(3500))
    return annual_cost(use, segment(energy, base), bonuses=bonuses, instalment_step=EURO)


@pytest.mark.row("DEC-04", "AP-059", "AP-060")
def test_the_figures_of_a_card_follow_the_documented_formula() -> None:
    card = cost(WELCOME)

    assert str(card.energy_cost) == "980,00 €"
    assert str(card.base_price) == "120,00 €"
    assert str(card.annual_net) == "1.100,00 €"
    assert str(card.annual_gross) == "1.309,00 €"
    assert str(card.first_year_gross) == "1.209,00 €"
    assert str(card.monthly_instalment) == "110,00 €"
    assert card.energy_ct_gross == Decimal("33.32")
    assert card.base_eur_gross == Decimal("142.8")


@settings(max_examples=200)
@given(priced_terms, levies, kwh, kwh, st.lists(euros, max_size=2))
def test_the_sums_that_put_tariffs_in_order_are_those_of_the_card(
    agreed: DatedTerms,
    levy_ct: Decimal,
    peak: Decimal,
    offpeak: Decimal,
    promised: list[Money],
) -> None:
    [one] = segments(YEAR, [agreed], [levy(levy_ct)], [vat_19()], required=())
    bonuses = [Deduction("Bonus", amount) for amount in promised]
    for use in (YearlyUse(peak), YearlyUse(peak + offpeak, offpeak)):
        card = annual_cost(use, one, bonuses=bonuses, instalment_step=EURO)

        sums = year_sums(use, one, bonuses=bonuses)

        assert sums == YearSums(card.annual_gross, card.first_year_gross)


@pytest.mark.row("AP-060")
def test_two_registers_show_both_parts_of_the_energy_cost() -> None:
    two = segments(YEAR, [terms("30", "120", offpeak_ct="20")], [], [vat_19()], required=())
    use = YearlyUse(Decimal(6000), offpeak_kwh=Decimal(4000))

    card = annual_cost(use, two[0], instalment_step=EURO)

    assert (card.peak_cost, card.offpeak_cost) == (Money(60_000), Money(80_000))
    assert card.energy_offpeak_ct_gross == Decimal("23.8")


def test_one_register_shows_no_off_peak_price() -> None:
    card = cost()

    assert card.offpeak_cost is None
    assert card.energy_offpeak_ct_gross is None


def test_more_off_peak_energy_than_energy_is_refused() -> None:
    with pytest.raises(ValueError, match="off-peak"):
        YearlyUse(Decimal(10), Decimal(11)).usages(YEAR)


@pytest.mark.row("AP-065", "AP-067", "AP-068")
@pytest.mark.parametrize(
    ("bonuses", "saved"),
    [((), 11_900), ((WELCOME,), 21_900), ((AT_ONCE,), 16_900), ((WELCOME, AT_ONCE), 26_900)],
)
def test_each_switched_on_bonus_adds_to_the_saving(
    bonuses: tuple[Deduction, ...], saved: int
) -> None:
    current = cost(base="220")

    offered = cost(*bonuses)

    assert savings(current, offered) == Money(saved)
    assert savings_following(current, offered) == Money(11_900)


@pytest.mark.row("AP-066")
def test_a_dearer_tariff_shows_no_saving() -> None:
    assert savings(cost(), cost(energy="29")) is None
    assert savings_following(cost(), cost(energy="29")) is None
    assert savings(cost(), cost()) == ZERO


@pytest.mark.row("AP-050")
def test_a_default_supply_tariff_is_priced_at_its_published_gross_prices() -> None:
    card = annual_cost_of_gross_prices(
        Decimal(3500),
        Decimal("42.5"),
        Decimal("166.6"),
        vat_percent=Decimal(19),
        instalment_step=EURO,
    )

    assert str(card.annual_gross) == "1.654,10 €"
    assert str(card.annual_net) == "1.390,00 €"
    assert str(card.base_price) == "140,00 €"


@pytest.mark.row("D-2", "ASK-02")
@given(days, kwh, priced_terms, levies)
@settings(max_examples=80, deadline=None)
def test_the_price_of_a_quote_is_the_bill_for_the_same_data(
    start: date, counted: Decimal, agreed: DatedTerms, others: Decimal
) -> None:
    year = Period(start, start + timedelta(days=365))
    first_day = Period(start, start + timedelta(days=1))
    prices = [replace(agreed, valid=year)], [levy(str(others), year)], [vat_19(year)]
    use = YearlyUse(counted)

    [day] = segments(first_day, *prices, required=())
    quoted = annual_cost(use, day, bonuses=[WELCOME], instalment_step=EURO)
    parts = segments(year, *prices, required=())
    bill = rate(year, use.usages(year), parts, deductions=[WELCOME])

    assert (bill.net, bill.gross) == (quoted.first_year_net, quoted.first_year_gross)


@pytest.mark.parametrize(
    ("gross", "instalment"), [(0, 0), (1, 100), (1200, 100), (1201, 200), (-500, 0)]
)
def test_the_instalment_is_a_twelfth_rounded_up(gross: int, instalment: int) -> None:
    assert monthly_instalment(Money(gross), step=EURO) == Money(instalment)


def test_instalments_need_a_positive_step() -> None:
    with pytest.raises(ValueError, match="positive"):
        monthly_instalment(Money(1200), step=ZERO)


@pytest.mark.row("DEC-05")
def test_a_quote_binds_fourteen_days_but_no_longer_than_the_sale() -> None:
    quoted = date(2026, 11, 20)

    assert binding_until(quoted, last_day_of_sale=None, days=14) == date(2026, 12, 4)
    assert binding_until(quoted, last_day_of_sale=date(2026, 11, 30), days=14) == date(2026, 11, 30)
