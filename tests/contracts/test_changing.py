"""New prices, withdrawal, and the end of a contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kundenwerk.contracts import commands
from kundenwerk.contracts.models import ContractCondition, ContractTerms, SupplyContract
from kundenwerk.contracts.rules import State
from kundenwerk.contracts.rules.deadlines import EndTooEarly, NoticeTooLate, WithdrawalTooLate
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform.commands import Call
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind
from tests import factories
from tests.factories.contracts import START

pytestmark = pytest.mark.django_db


@pytest.mark.row("KM-020")
def test_a_termination_ends_supply_after_the_minimum_term(call: Call) -> None:
    contract = factories.supplied_contract()

    end = commands.terminate(call, contract_id=contract.pk, received_on=date(2026, 5, 4))

    contract.refresh_from_db()
    assert end == "2027-02-01"
    assert (contract.state, contract.supply.end) == (State.TERMINATED, date(2027, 2, 1))


@pytest.mark.row("BAD-D24")
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
        customer=factories.business_partner(last_name="Neumann"),
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
    assert [(one.valid, one.energy_ct) for one in contract.terms.order_by("valid")] == [
        (Period(START, date(2027, 1, 1)), Decimal("12.5")),
        (Period(date(2027, 1, 1)), Decimal(14)),
    ]


@pytest.mark.row("KM-021")
def test_a_price_change_keeps_the_conditions_of_a_contract(call: Call) -> None:
    chosen = (
        ConditionData(label="Öko", kind=ConditionKind.ENERGY, price=Decimal("0.3")),
        ConditionData(label="Treue", kind=ConditionKind.ENERGY, price=Decimal("-0.1")),
        ConditionData(label="Papier", kind=ConditionKind.BASE, price=Decimal(12)),
        ConditionData(label="Wallbox", kind=ConditionKind.ONCE, once=Money(-3000)),
    )
    contract = factories.supplied_contract(conditions=chosen)
    other = factories.supplied_contract(
        supply_point=factories.supply_point(house_number="9"),
        version=TariffVersion.objects.get(),
    )

    commands.apply_tariff_version(
        call, version_id=dearer(contract), announced_on=date(2026, 11, 20)
    )

    new = ContractTerms.objects.filter(valid__contains=date(2027, 1, 1))
    terms = {one.contract_id: one for one in new}
    assert terms[contract.pk].energy_ct == Decimal("14.2")
    assert terms[contract.pk].base_eur_per_year == 102
    assert terms[other.pk].energy_ct == 14
    assert [one.data for one in contract.conditions.all()] == list(chosen)


def test_what_was_agreed_never_changes() -> None:
    factories.supplied_contract(
        conditions=(ConditionData(label="Öko", kind=ConditionKind.ENERGY, price=Decimal(1)),)
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        ContractCondition.objects.update(price=Decimal(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        ContractCondition.objects.all().delete()


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
