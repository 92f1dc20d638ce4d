"""The calculation behind a saving: its lines add up to what the rating says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given as over
from hypothesis import strategies as some

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money, total
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.rules.savings import Line, explained
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.rules.annual_cost import (
    AnnualCost,
    YearlyUse,
    annual_cost,
    annual_cost_of_gross_prices,
    difference,
)
from kundenwerk.tariffs.rules.prices import segments
from kundenwerk.tariffs.rules.rating import Deduction
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.quote_path import url
from tests.tariffs.prices import YEAR, terms, vat_19

ct = some.decimals(0, 90, places=4)
euro = some.decimals(0, 400, places=2)
uses = some.integers(0, 90_000).flatmap(
    lambda kwh: some.builds(
        YearlyUse,
        kwh=some.just(Decimal(kwh)),
        offpeak_kwh=some.none() | some.integers(0, kwh).map(Decimal),
    )
)
bonuses = some.lists(some.integers(1, 30_000).map(Money), max_size=2)


def cost(use: YearlyUse, energy: Decimal, base: Decimal, off: list[Deduction]) -> AnnualCost:
    priced = segments(
        YEAR, [terms(str(energy), str(base), offpeak_ct="9")], [], [vat_19()], required=()
    )
    return annual_cost(use, priced[0], bonuses=off, instalment_step=Money(100))


def adds_up(lines: list[Line]) -> bool:
    """Every year is the sum of its parts, and the result is one less the other."""
    years: list[Money] = []
    parts: list[Money] = []
    for line in lines[:-1]:
        if line.is_sum:
            if total(parts) != line.amount:
                return False
            years.append(line.amount)
            parts = []
        else:
            parts.append(line.amount)
            if line.how.startswith("einmalig") and len(parts) == 1:
                parts.insert(0, years.pop())
    return lines[-1].amount == years[0] - years[1]


@pytest.mark.row("S6")
@over(some.tuples(ct, euro), some.tuples(ct, euro), uses, bonuses)
def test_the_lines_add_up_to_the_saving_of_the_rating(
    ours: tuple[Decimal, Decimal],
    theirs: tuple[Decimal, Decimal],
    use: YearlyUse,
    amounts: list[Money],
) -> None:
    rebates = [Deduction(f"Bonus {n}", amount) for n, amount in enumerate(amounts)]
    offered = cost(use, *ours, rebates)
    today = annual_cost_of_gross_prices(
        use.kwh, *theirs, vat_percent=Decimal(19), instalment_step=Money(100)
    )

    first = explained(use, today, offered, name="Grundversorgung", rebates=rebates)
    later = explained(use, today, offered, name="Grundversorgung")

    assert first[-1].amount == difference(today, offered)
    assert later[-1].amount == today.annual_gross - offered.annual_gross
    assert adds_up(first)
    assert adds_up(later)


@pytest.mark.row("S6")
@pytest.mark.django_db
def test_each_saving_of_a_card_opens_its_own_calculation(client: Client) -> None:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    client.force_login(user(Role.SALES, username="vera"))
    version = given.tariff("PLUS", "12", new_customer_bonus=Money(80_00))
    draft_id = given.draft(version)
    address = url(draft_id, Step.TARIFF)

    closed = client.get(address).content.decode()
    first = client.get(address, {"rechnung": f"{version.pk}j1"})
    later = client.get(address, {"rechnung": f"{version.pk}j2"})
    plain = client.get(address, {"da": "1", "rechnung": f"{version.pk}j1"})

    assert "Rechenweg" not in closed
    assert f"?rechnung={version.pk}j1" in closed
    (card,) = first.context["cards"]
    assert card.lines[-1].amount == card.offer.saving
    assert any(line.label == "Neukundenbonus" for line in card.lines)
    assert str(card.offer.saving) in first.content.decode()
    (card,) = later.context["cards"]
    assert card.lines[-1].amount == card.offer.saving_following
    (card,) = plain.context["cards"]
    assert not any(line.label == "Neukundenbonus" for line in card.lines)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["x", "1j3", "j", "9" * 400 + "j1", "<i>", "1j1j1"])
def test_a_calculation_of_nothing_is_left_closed(client: Client, wrong: str) -> None:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    client.force_login(user(Role.SALES, username="vera"))
    draft_id = given.draft(given.tariff("PLUS", "12"))

    answer = client.get(url(draft_id, Step.TARIFF), {"rechnung": wrong})

    assert answer.status_code == 200
    assert "Rechenweg" not in answer.content.decode()
    assert "<i>" not in answer.content.decode()
