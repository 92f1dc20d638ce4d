"""From the order to the end of a contract."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kundenwerk.contracts import commands, queries
from kundenwerk.contracts.models import ContractTerms, SupplyContract
from kundenwerk.contracts.rules import StartNotReachable, State, SupplySituation
from kundenwerk.contracts.rules.deadlines import EndTooEarly, NoticeTooLate, WithdrawalTooLate
from kundenwerk.kernel.period import Period
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.platform.commands import Call
from kundenwerk.platform.search import find
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
    assert stored.partner.is_customer
    assert [(row.valid, row.energy_ct) for row in stored.terms.all()] == [
        (Period(START), Decimal("12.5"))
    ]


@pytest.mark.row("KM-002")
def test_every_step_of_a_contract_appears_on_the_time_line() -> None:
    contract = factories.supplied_contract()

    titles = [entry.title for entry in timeline(contract.partner_id)]

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
    stranger = factories.contract_account(factories.partner(last_name="Fremd"))
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


@pytest.mark.row("KM-020")
def test_a_termination_ends_supply_after_the_minimum_term(call: Call) -> None:
    contract = factories.supplied_contract()

    end = commands.terminate(call, contract_id=contract.pk, received_on=date(2026, 5, 4))

    contract.refresh_from_db()
    assert end == "2027-02-01"
    assert (contract.state, contract.supply.end) == (State.TERMINATED, date(2027, 2, 1))


def test_an_end_before_the_earliest_day_is_refused(call: Call) -> None:
    contract = factories.supplied_contract()

    with pytest.raises(EndTooEarly) as refusal:
        commands.terminate(
            call,
            contract_id=contract.pk,
            received_on=date(2026, 5, 4),
            requested_end=date(2026, 6, 1),
        )

    assert refusal.value.earliest == date(2027, 2, 1)


def test_after_the_last_day_the_supply_point_is_free_for_the_next_contract(call: Call) -> None:
    contract = factories.supplied_contract()
    commands.terminate(call.derive(1), contract_id=contract.pk, received_on=date(2026, 12, 1))
    ended = commands.end_due_supplies(call.derive(2), day=date(2027, 2, 1))

    following = factories.contract(
        customer=factories.partner(last_name="Neumann"),
        supply_point=contract.supply_point,
        version=contract.terms.get().tariff_version,
        ordered_on=date(2027, 1, 4),
        requested_start=date(2027, 2, 1),
    )

    assert (ended, following.state) == (1, State.ORDERED)


def test_a_withdrawal_within_fourteen_days_undoes_the_contract(call: Call) -> None:
    contract = factories.contract()

    commands.withdraw(call, contract_id=contract.pk, received_on=date(2026, 1, 19))

    contract.refresh_from_db()
    assert contract.state == State.WITHDRAWN


def test_a_withdrawal_after_fourteen_days_is_refused(call: Call) -> None:
    contract = factories.contract()

    with pytest.raises(WithdrawalTooLate) as refusal:
        commands.withdraw(call, contract_id=contract.pk, received_on=date(2026, 1, 20))

    contract.refresh_from_db()
    assert (refusal.value.last_day, contract.state) == (date(2026, 1, 19), State.ORDERED)


def dearer(contract: SupplyContract, upto_kwh: int | None = None) -> int:
    return factories.tariff_version(
        code=contract.tariff.code,
        prices=Period(date(2027, 1, 1)),
        energy_ct="14",
        upto_kwh=upto_kwh,
    ).pk


@pytest.mark.row("KM-021")
def test_a_price_change_begins_new_terms_and_keeps_the_old_ones_billable(call: Call) -> None:
    contract = factories.supplied_contract()

    result = commands.apply_tariff_version(
        call, version_id=dearer(contract), announced_on=date(2026, 11, 20)
    )

    assert result == {"changed": 1, "kept": 0}
    assert [
        (part.period, part.terms.energy_ct)
        for part in queries.terms_in(contract.pk, Period(date(2026, 12, 1), date(2027, 2, 1)))
    ] == [
        (Period(date(2026, 12, 1), date(2027, 1, 1)), Decimal("12.5")),
        (Period(date(2027, 1, 1), date(2027, 2, 1)), Decimal(14)),
    ]


def test_a_guaranteed_price_survives_a_price_change(call: Call) -> None:
    contract = factories.supplied_contract(terms=factories.terms(guarantee_until=date(2027, 6, 30)))

    result = commands.apply_tariff_version(
        call, version_id=dearer(contract), announced_on=date(2026, 11, 20)
    )

    assert result == {"changed": 0, "kept": 1}
    assert ContractTerms.objects.get().valid == Period(START)


def test_a_price_change_applied_twice_changes_nothing_more(call: Call) -> None:
    contract = factories.supplied_contract()
    version_id = dearer(contract)
    commands.apply_tariff_version(
        call.derive(1), version_id=version_id, announced_on=date(2026, 11, 20)
    )

    again = commands.apply_tariff_version(
        call.derive(2), version_id=version_id, announced_on=date(2026, 11, 20)
    )

    assert (again, contract.terms.count()) == ({"changed": 0, "kept": 0}, 2)


def test_a_price_change_announced_too_late_is_refused(call: Call) -> None:
    contract = factories.supplied_contract()

    with pytest.raises(NoticeTooLate) as refusal:
        commands.apply_tariff_version(
            call, version_id=dearer(contract), announced_on=date(2026, 12, 2)
        )

    assert refusal.value.latest == date(2026, 12, 1)


def test_a_price_change_without_a_price_for_everybody_changes_nobody(call: Call) -> None:
    contract = factories.supplied_contract()

    with pytest.raises(commands.TierMissing):
        commands.apply_tariff_version(
            call, version_id=dearer(contract, upto_kwh=1000), announced_on=date(2026, 11, 20)
        )

    assert contract.terms.get().valid == Period(START)


def test_days_without_terms_are_named() -> None:
    contract = factories.supplied_contract()

    with pytest.raises(queries.TermsMissing):
        queries.terms_in(contract.pk, Period(date(2026, 1, 1), date(2026, 3, 1)))


@pytest.mark.parametrize("size", [1, 8])
def test_the_number_of_queries_does_not_grow_with_the_orders(
    size: int, django_assert_max_num_queries: object
) -> None:
    version = factories.tariff_version()
    orders = [
        factories.order_data(
            customer=factories.partner(last_name=f"Kunde{letter}"),
            supply_point=factories.supply_point(house_number=str(number)),
            version=version,
        )
        for number, letter in enumerate("abcdefgh"[:size], start=1)
    ]

    with running(), django_assert_max_num_queries(40):  # type: ignore[operator]
        contracts = commands.order_all(orders)

    assert len(contracts) == size
