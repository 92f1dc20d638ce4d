"""From the order to the start of supply."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kundenwerk.contracts import commands, queries
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import StartNotReachable, State, SupplySituation
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform.commands import Call
from kundenwerk.platform.search import find
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.work.queries import timeline
from tests import factories
from tests.factories import running
from tests.factories.contracts import START

pytestmark = pytest.mark.django_db


@pytest.mark.row("KM-014")
def test_an_order_makes_a_customer_with_contract_and_terms() -> None:
    ordered = factories.contract()

    stored = queries.contract(ordered.pk)
    assert (stored.number, stored.state) == ("V0000001", State.ORDERED)
    assert stored.business_partner.is_customer
    assert [(row.valid, row.energy_ct) for row in stored.terms.all()] == [
        (Period(START), Decimal("12.5"))
    ]


@pytest.mark.row("KM-002")
def test_every_step_of_a_contract_appears_on_the_time_line() -> None:
    contract = factories.supplied_contract()

    titles = [entry.title for entry in timeline(contract.business_partner_id)]

    assert titles == [
        "Vertrag V0000001 Belieferung begonnen",
        "Vertrag V0000001 vom Netzbetreiber bestätigt",
        "Vertrag V0000001 beim Netzbetreiber angemeldet",
        "Vertrag V0000001 beauftragt",
    ]


def test_a_contract_is_found_by_its_number() -> None:
    contract = factories.contract()

    hits = find("V0000001", kinds=["contract"])

    assert [hit.object_id for hit in hits] == [contract.pk]


@pytest.mark.row("AP-032")
def test_a_start_before_the_lead_time_is_refused_with_the_earliest_day() -> None:
    data = factories.order_data(requested_start=date(2026, 1, 6))

    with running(), pytest.raises(StartNotReachable) as refusal:
        commands.order(data)

    # Tuesday 6 January is a holiday; Wednesday is the full working day in between.
    assert refusal.value.earliest == date(2026, 1, 8)
    assert not SupplyContract.objects.exists()


def test_without_a_wish_supply_starts_on_the_next_possible_day() -> None:
    contract = factories.contract(requested_start=None)

    assert (contract.requested_start, contract.planned_start) == (None, date(2026, 1, 8))


@pytest.mark.row("AP-094")
def test_a_supplier_switch_names_the_previous_supplier() -> None:
    previous = factories.participant(7, "LF", "Altstrom")

    contract = factories.contract(
        situation=SupplySituation.SWITCH, previous_supplier_id=previous.pk
    )

    assert contract.previous_supplier == previous


def test_the_grid_operator_may_move_the_start() -> None:
    contract = factories.supplied_contract(start=date(2026, 3, 1))

    assert contract.supply == Period(date(2026, 3, 1))
    assert contract.minimum_term_end == date(2027, 3, 1)
    assert contract.terms.get().valid == Period(date(2026, 3, 1))


def test_a_rejected_registration_can_be_sent_again() -> None:
    contract = factories.contract()
    with running():
        commands.mark_registered(contract.pk)
        commands.reject(contract.pk, "A02", "Marktlokation unbekannt")

    with running():
        commands.mark_registered(contract.pk)

    contract.refresh_from_db()
    assert (contract.state, contract.rejection_code) == (State.REGISTERED, "")


def test_a_confirmation_without_registration_is_refused() -> None:
    contract = factories.contract()

    with running(), pytest.raises(TransitionNotAllowed):
        commands.confirm(contract.pk, START)


def test_a_supply_point_waits_for_one_contract_only() -> None:
    first = factories.contract()
    second = factories.order_data(
        supply_point=first.supply_point, version=first.terms.get().tariff_version
    )

    with running(), pytest.raises(commands.SupplyPointAlreadyServed):
        commands.order(second)


@pytest.mark.row("BAD-D24")
def test_a_supply_point_has_one_contract_per_day() -> None:
    running_contract = factories.supplied_contract()
    second = factories.order_data(
        supply_point=running_contract.supply_point,
        version=running_contract.terms.get().tariff_version,
        requested_start=date(2026, 6, 1),
    )

    with running(), pytest.raises(commands.SupplyPointAlreadyServed):
        commands.order(second)


def test_an_account_of_another_customer_is_refused() -> None:
    stranger = factories.contract_account(factories.business_partner(last_name="Fremd"))
    data = factories.order_data(contract_account_id=stranger.pk)

    with running(), pytest.raises(commands.AccountOfAnotherCustomer):
        commands.order(data)


def test_supply_starts_on_its_day_and_not_before(call: Call) -> None:
    contract = factories.contract()
    with running():
        commands.mark_registered(contract.pk)
        commands.confirm(contract.pk, START)

    early = commands.start_due_supplies(call.derive(1), day=START - timedelta(days=1))
    on_the_day = commands.start_due_supplies(call.derive(2), day=START)

    contract.refresh_from_db()
    assert (early, on_the_day, contract.state) == (0, 1, State.ACTIVE)


@pytest.mark.parametrize("size", [1, 8])
def test_the_number_of_queries_does_not_grow_with_the_orders(
    size: int, django_assert_max_num_queries: object
) -> None:
    version = factories.tariff_version()
    orders = [
        factories.order_data(
            customer=factories.business_partner(last_name=f"Kunde{letter}"),
            supply_point=factories.supply_point(house_number=str(number)),
            version=version,
        )
        for number, letter in enumerate("abcdefgh"[:size], start=1)
    ]

    with running(), django_assert_max_num_queries(40):  # type: ignore[operator]
        contracts = commands.order_all(orders)

    assert len(contracts) == size


def registered(letter: str, number: int, **changes: Any) -> SupplyContract:
    contract = factories.contract(
        customer=factories.business_partner(last_name=f"Kunde{letter}"),
        supply_point=changes.pop("supply_point", None)
        or factories.supply_point(house_number=str(number)),
        version=TariffVersion.objects.first() or factories.tariff_version(),
        **changes,
    )
    with running():
        commands.mark_registered(contract.pk)
    return contract


@pytest.mark.parametrize("size", [1, 8])
def test_the_number_of_queries_does_not_grow_with_the_confirmations(
    size: int, django_assert_max_num_queries: object
) -> None:
    contracts = [registered(letter, at) for at, letter in enumerate("abcdefgh"[:size], start=1)]
    starts = {contract.pk: START for contract in contracts}

    with running(), django_assert_max_num_queries(8):  # type: ignore[operator]
        refused = commands.confirm_all(starts)

    confirmed = SupplyContract.objects.filter(state=State.CONFIRMED, planned_start=START)
    assert (refused, confirmed.count()) == (set(), size)


def test_an_impossible_confirmation_does_not_hinder_the_others(call: Call) -> None:
    former = factories.supplied_contract()
    commands.terminate(call, contract_id=former.pk, received_on=date(2026, 12, 1))
    possible = registered("a", 1)
    overlapping = registered(
        "b", 2,
        supply_point=former.supply_point,
        ordered_on=date(2027, 1, 4),
        requested_start=date(2027, 2, 1),
    )  # fmt: skip
    unasked = factories.contract(
        customer=factories.business_partner(last_name="Kundec"),
        supply_point=factories.supply_point(house_number="3"),
        version=former.terms.get().tariff_version,
    )

    with running():
        refused = commands.confirm_all(
            {possible.pk: START, overlapping.pk: date(2026, 12, 1), unasked.pk: START}
        )

    states = SupplyContract.objects.in_bulk([possible.pk, overlapping.pk, unasked.pk])
    assert refused == {overlapping.pk, unasked.pk}
    assert [states[one.pk].state for one in (possible, overlapping, unasked)] == [
        State.CONFIRMED, State.REGISTERED, State.ORDERED,
    ]  # fmt: skip
