"""The tariff page: which tariffs, in which order, with which savings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.money import Money, round_cents
from kundenwerk.kernel.period import Period
from kundenwerk.sales.queries.board import Board, Filters, board, dearer_by
from kundenwerk.sales.queries.grid import grid_of
from kundenwerk.sales.queries.offering import region_of
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.tariffs.models import TariffSettings
from kundenwerk.tariffs.queries import standing_segment
from kundenwerk.tariffs.queries.offers import terms_of
from kundenwerk.tariffs.rules.rating import Usage, rate
from tests.factories import sales as given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market() -> None:
    given.small_market()


def shown(filters: Filters | None = None, **changes: str) -> Board:
    basis = basis_of(given.BASIS | changes, day=given.DAY)
    return board(basis, grid_of(basis, day=given.DAY), filters or Filters(), day=given.DAY)


def codes(found: Board) -> list[str]:
    return [card.version.tariff.code for card in found.cards]


@pytest.mark.row("AP-051")
def test_the_largest_saving_comes_first_and_ties_keep_their_order() -> None:
    given.tariff("TEUER", "20")
    given.tariff("B-GLEICH", "12")
    given.tariff("A-GLEICH", "12")

    assert codes(shown()) == ["A-GLEICH", "B-GLEICH", "TEUER"]


@pytest.mark.row("AP-048", "AP-050", "AP-065")
def test_savings_are_counted_against_default_supply_with_bonuses_in_the_first_year() -> None:
    given.tariff("PLUS", "12", new_customer_bonus=Money(80_00), instant_bonus=Money(50_00))

    (card,) = shown().cards
    against = shown().comparison

    assert against
    assert (against.tariff, against.supplier) == ("Rheinstrom Basis", "Rheinstrom")
    assert against.cost.annual_gross == round_cents(Decimal(3500) * Decimal("0.425") + 160)
    assert card.saving == against.cost.annual_gross - card.cost.first_year_gross
    assert card.saving_following == against.cost.annual_gross - card.cost.annual_gross
    assert card.saving - card.saving_following == Money(130_00)


@pytest.mark.row("AP-049")
def test_a_switched_off_comparison_is_neither_computed_nor_shown() -> None:
    given.tariff("PLUS", "12")
    TariffSettings.objects.update(compare_default_supply=False)

    found = shown()

    assert found.comparison is None
    assert found.cards[0].saving is None


@pytest.mark.row("AP-066")
def test_a_dearer_tariff_shows_no_saving_but_how_much_dearer_it_is() -> None:
    given.tariff("TEUER", "40")

    (card,) = shown().cards

    assert card.saving is None
    assert dearer_by(card) > Money(0)


@pytest.mark.row("AP-067", "AP-068")
@pytest.mark.parametrize(
    ("filters", "bonus"),
    [
        (Filters(), 130),
        (Filters(instant_bonus=False), 80),
        (Filters(new_customer_bonus=False), 50),
        (Filters(new_customer_bonus=False, instant_bonus=False), 0),
    ],
)
def test_each_bonus_counts_only_when_it_is_switched_on(filters: Filters, bonus: int) -> None:
    given.tariff("PLUS", "12", new_customer_bonus=Money(80_00), instant_bonus=Money(50_00))

    (card,) = shown(filters).cards

    assert card.cost.annual_gross - card.cost.first_year_gross == Money(bonus * 100)


@pytest.mark.row("AP-067")
def test_a_bonus_switch_changes_the_order() -> None:
    given.tariff("BONUS", "14", new_customer_bonus=Money(150_00))
    given.tariff("TREU", "12")

    assert codes(shown()) == ["BONUS", "TREU"]
    assert codes(shown(Filters(new_customer_bonus=False))) == ["TREU", "BONUS"]


@pytest.mark.row("AP-054", "AP-055", "AP-056")
def test_filters_combine_and_each_says_how_many_it_would_show() -> None:
    given.tariff("OEKO", "12", is_green=True)
    given.tariff("NETZ", "13", is_online=True)
    given.tariff("BEIDES", "14", is_green=True, is_online=True)
    given.tariff("GROSS", "15", is_b2b=True, is_green=True)

    assert codes(shown()) == ["OEKO", "NETZ", "BEIDES"]
    assert codes(shown(Filters(b2b=True))) == ["OEKO", "NETZ", "BEIDES", "GROSS"]
    assert codes(shown(Filters(green=True))) == ["OEKO", "BEIDES"]
    assert codes(shown(Filters(green=True, online=True))) == ["BEIDES"]
    assert shown().counts == {"green": 3, "online": 2, "b2b": 1}


@pytest.mark.row("AP-017", "AP-018", "AP-044")
def test_only_tariffs_of_the_energy_kind_and_register_count_are_offered() -> None:
    given.tariff("HAUS", "12")
    given.tariff("AUTO", "12", usage_types=["EV_CHARGING"])
    given.tariff("GAS", "12", commodity="GAS", usage_types=[])

    assert codes(shown()) == ["HAUS"]
    assert codes(shown(energy_kind="LADEN")) == ["AUTO"]


@pytest.mark.row("AP-046", "DEC-14")
@pytest.mark.parametrize(("kwh", "offered"), [("1.999", ["MINI"]), ("2.000", ["MAXI"])])
def test_the_band_holds_its_lower_bound_and_not_its_upper_one(kwh: str, offered: list[str]) -> None:
    given.tariff("MINI", "12", upto_kwh=2000)
    given.tariff("MAXI", "12", from_kwh=2000)

    assert codes(shown(annual_kwh=kwh)) == offered


@pytest.mark.row("AP-047")
def test_a_tariff_that_is_not_offered_says_why_and_what_would_change_it() -> None:
    given.tariff("MINI", "12", upto_kwh=2000)
    given.tariff("VORBEI", "12", sale=Period(date(2026, 1, 1), date(2026, 10, 1)))

    found = shown()

    assert found.cards == []
    reasons = {miss.tariff: miss.reason for miss in found.misses}
    assert reasons["Stadtstrom MINI"].startswith("Der Verbrauch liegt außerhalb")
    assert reasons["Stadtstrom VORBEI"] == "Der Vertrieb endete am 30.09.2026."


def test_an_empty_page_names_the_filter_that_keeps_out_most() -> None:
    given.tariff("A", "12")
    given.tariff("B", "12", is_green=True)

    assert shown(Filters(green=True, online=True)).loosen == "Onlinetarif"


@pytest.mark.row("AP-040", "AP-043", "DEC-11")
def test_without_a_grid_operator_there_are_no_tariffs_until_one_is_chosen() -> None:
    unknown = {"postcode": "22145", "town": "Stapelfeld"}
    operator = given.participant(given.OPERATOR)
    given.tariff("PLUS", "12")

    with pytest.raises(Incomplete) as caught:
        shown(**unknown)
    chosen = shown(**unknown, grid_operator=str(operator.pk), concession_class="UPTO_25K")

    assert set(caught.value.errors) == {"grid_operator"}
    assert codes(chosen) == ["PLUS"]


def test_the_price_on_the_card_is_the_bill_of_a_year_at_the_same_prices() -> None:
    given.tariff("PLUS", "12.34")
    basis = basis_of(given.BASIS, day=given.DAY)
    grid = grid_of(basis, day=given.DAY)
    year = Period(basis.start, date(2027, 12, 1))

    (card,) = board(basis, grid, Filters(), day=given.DAY).cards
    segment = standing_segment(terms_of(card.tier), region_of(basis, grid), basis.start)
    bill = rate(year, [Usage(RegisterKind.TOTAL, year, Decimal(3500))], [segment.over(year)])

    assert (card.cost.annual_net, card.cost.annual_gross) == (bill.net, bill.gross)


@pytest.mark.parametrize("size", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_tariffs(
    size: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(size):
        given.tariff(f"T{number}", "12")
    basis = basis_of(given.BASIS, day=given.DAY)
    grid = grid_of(basis, day=given.DAY)

    with django_assert_max_num_queries(16):
        board(basis, grid, Filters(), day=given.DAY)
