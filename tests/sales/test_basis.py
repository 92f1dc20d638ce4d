"""First step of a quote: what a clerk may type and what it becomes."""

from __future__ import annotations

from datetime import date

import pytest

from kundenwerk.kernel.energy import Commodity
from kundenwerk.sales.rules.basis import PlaceOption, proposed_start, read_basis
from kundenwerk.sales.rules.entries import Incomplete
from tests.factories.sales import KINDS

TODAY = date(2026, 11, 18)  # a Wednesday
BONN = [PlaceOption("Bonn", "Nordrhein-Westfalen")]
TYPED = {
    "energy_kind": "HAUSHALT",
    "postcode": "53111",
    "street": "Sonnenweg",
    "house_number": "7",
    "annual_kwh": "3.500",
}


def errors_of(changed: dict[str, str], places: list[PlaceOption] | None = None) -> dict[str, str]:
    with pytest.raises(Incomplete) as caught:
        read_basis(
            TYPED | changed, today=TODAY, kinds=KINDS, places=BONN if places is None else places
        )
    return caught.value.errors


@pytest.mark.row("AP-023", "AP-024")
def test_the_postcode_gives_town_and_state() -> None:
    basis = read_basis(TYPED, today=TODAY, kinds=KINDS, places=BONN)

    assert (basis.town, basis.state) == ("Bonn", "Nordrhein-Westfalen")
    assert basis.address == "Sonnenweg 7, 53111 Bonn"


@pytest.mark.row("AP-024")
def test_a_postcode_in_two_states_is_settled_by_the_town() -> None:
    places = [PlaceOption("Nieby", "Schleswig-Holstein"), PlaceOption("Ützen", "Hamburg")]

    asked = errors_of({}, places)
    settled = read_basis(TYPED | {"town": "UETZEN"}, today=TODAY, kinds=KINDS, places=places)

    assert asked == {"town": "Zu 53111 gehören mehrere Orte. Bitte wählen Sie einen."}
    assert (settled.town, settled.state) == ("Ützen", "Hamburg")


@pytest.mark.row("BAD-D21")
@pytest.mark.parametrize("postcode", ["00000", "1067", "53757 Köln", "5311", "５３１１１"])
def test_a_postcode_that_is_none_is_refused_at_its_field(postcode: str) -> None:
    assert "postcode" in errors_of({"postcode": postcode})


def test_a_postcode_that_does_not_exist_is_named() -> None:
    assert errors_of({}, []) == {"postcode": "Die Postleitzahl 53111 gibt es nicht."}


def test_a_town_of_another_postcode_is_refused_with_the_possible_ones() -> None:
    assert errors_of({"town": "Köln"}) == {"town": "Köln passt nicht zu 53111. Möglich: Bonn."}


@pytest.mark.parametrize("number", ["0", "-1", "?", ""])
def test_a_house_number_starts_with_a_number(number: str) -> None:
    assert "house_number" in errors_of({"house_number": number})


@pytest.mark.row("BAD-D22")
@pytest.mark.parametrize("number", ["12a-c", "1/2", "7"])
def test_real_house_numbers_are_taken(number: str) -> None:
    basis = read_basis(TYPED | {"house_number": number}, today=TODAY, kinds=KINDS, places=BONN)

    assert basis.house_number == number


@pytest.mark.row("AP-026", "BAD-D12")
@pytest.mark.parametrize(
    "typed", ["0", "-1", "3,5", "1e5", "1_000", "٣٠٠٠", "NaN", "Infinity", "9" * 400, "", "100001"]
)
def test_a_consumption_outside_the_grammar_is_refused(typed: str) -> None:
    assert set(errors_of({"annual_kwh": typed})) == {"annual_kwh"}


@pytest.mark.row("AP-026")
@pytest.mark.parametrize(("typed", "kwh"), [("3.000", 3000), ("3500", 3500), ("4.250 kWh", 4250)])
def test_a_consumption_is_read_the_german_way(typed: str, kwh: int) -> None:
    basis = read_basis(TYPED | {"annual_kwh": typed}, today=TODAY, kinds=KINDS, places=BONN)

    assert basis.annual_kwh == kwh


def test_two_registers_split_the_consumption() -> None:
    dual = {"register_count": "DUAL", "offpeak_kwh": "1.000"}

    basis = read_basis(TYPED | dual, today=TODAY, kinds=KINDS, places=BONN)

    assert basis.offpeak_kwh == 1000
    assert set(errors_of(dual | {"offpeak_kwh": "3.501"})) == {"offpeak_kwh"}


@pytest.mark.row("AP-020")
def test_the_register_count_may_stay_empty() -> None:
    assert read_basis(TYPED, today=TODAY, kinds=KINDS, places=BONN).register_count is None
    assert set(errors_of({"register_count": "TRIPLE"})) == {"register_count"}


@pytest.mark.row("AP-030", "DEC-02")
@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 11, 15), date(2026, 12, 1)),
        (date(2026, 11, 30), date(2026, 12, 2)),  # one full working day must lie between
    ],
)
def test_supply_starts_by_default_on_the_first_of_the_next_month_if_that_is_reachable(
    today: date, start: date
) -> None:
    assert proposed_start(Commodity.ELECTRICITY, today=today, next_possible=False) == start
    assert read_basis(TYPED, today=today, kinds=KINDS, places=BONN).start == start


@pytest.mark.row("AP-031", "DEC-02")
def test_the_next_possible_day_has_one_full_working_day_before_it() -> None:
    chosen = {"next_possible": "1", "start": "01.06.2027"}

    basis = read_basis(TYPED | chosen, today=TODAY, kinds=KINDS, places=BONN)

    assert basis.start == date(2026, 11, 20)
    assert basis.next_possible


@pytest.mark.row("AP-031", "DEC-02")
def test_a_gas_switch_needs_ten_working_days() -> None:
    start = proposed_start(Commodity.GAS, today=TODAY, next_possible=True)

    assert start == date(2026, 12, 3)


@pytest.mark.row("AP-032")
def test_another_day_may_be_chosen_if_the_law_permits_it() -> None:
    basis = read_basis(TYPED | {"start": "15.1.2027"}, today=TODAY, kinds=KINDS, places=BONN)

    assert basis.start == date(2027, 1, 15)
    assert errors_of({"start": "19.11.2026"}) == {"start": "Frühestens 20.11.2026 ist erreichbar."}
    assert set(errors_of({"start": "1.1.2030"})) == {"start"}
    assert set(errors_of({"start": "31.02.2027"})) == {"start"}


def test_every_missing_field_is_named_at_once() -> None:
    with pytest.raises(Incomplete) as caught:
        read_basis({}, today=TODAY, kinds=KINDS, places=[])

    assert set(caught.value.errors) == {
        "energy_kind",
        "postcode",
        "street",
        "house_number",
        "annual_kwh",
    }
