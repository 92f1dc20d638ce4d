"""Deadlines and starts of supply contracts."""

from __future__ import annotations

from datetime import date

import pytest

from kundenwerk.contracts.rules import StartNotReachable, SupplySituation, checked_start
from kundenwerk.contracts.rules.deadlines import (
    EndTerms,
    NoticeTooLate,
    check_price_notice,
    earliest_end,
    minimum_term_end,
    withdrawal_until,
)
from kundenwerk.kernel.energy import Commodity
from kundenwerk.tariffs.rules.vocabulary import SupplyKind

FRIDAY = date(2026, 11, 27)


@pytest.mark.row("DEC-02")
@pytest.mark.parametrize(
    ("commodity", "situation", "start"),
    [
        (Commodity.ELECTRICITY, SupplySituation.SWITCH, date(2026, 12, 1)),
        (Commodity.ELECTRICITY, SupplySituation.MOVE_IN, date(2026, 12, 1)),
        (Commodity.GAS, SupplySituation.SWITCH, date(2026, 12, 12)),
        (Commodity.GAS, SupplySituation.MOVE_IN, date(2026, 11, 28)),
    ],
)
def test_the_next_possible_start_leaves_the_lead_time(
    commodity: Commodity, situation: SupplySituation, start: date
) -> None:
    assert checked_start(None, ordered_on=FRIDAY, commodity=commodity, situation=situation) == start


@pytest.mark.row("DEC-02")
def test_electricity_never_starts_in_the_past() -> None:
    with pytest.raises(StartNotReachable):
        checked_start(
            date(2026, 11, 1),
            ordered_on=FRIDAY,
            commodity=Commodity.ELECTRICITY,
            situation=SupplySituation.MOVE_IN,
        )


@pytest.mark.row("DEC-02")
def test_a_gas_move_in_may_start_six_weeks_back_but_not_seven() -> None:
    six_weeks, seven_weeks = date(2026, 10, 16), date(2026, 10, 9)

    start = checked_start(
        six_weeks, ordered_on=FRIDAY, commodity=Commodity.GAS, situation=SupplySituation.MOVE_IN
    )

    assert start == six_weeks
    with pytest.raises(StartNotReachable):
        checked_start(
            seven_weeks,
            ordered_on=FRIDAY,
            commodity=Commodity.GAS,
            situation=SupplySituation.MOVE_IN,
        )


def test_supply_begins_when_the_previous_contract_ends() -> None:
    start = checked_start(
        None,
        ordered_on=FRIDAY,
        commodity=Commodity.ELECTRICITY,
        situation=SupplySituation.SWITCH,
        previous_contract_end=date(2027, 3, 1),
    )

    assert start == date(2027, 3, 1)


@pytest.mark.row("C14")
def test_consumers_withdraw_within_fourteen_days() -> None:
    assert withdrawal_until(date(2026, 2, 20)) == date(2026, 3, 6)


@pytest.mark.row("C14")
def test_without_instruction_the_period_is_a_year_and_two_weeks() -> None:
    assert withdrawal_until(date(2026, 2, 20), instructed=False) == date(2027, 3, 6)


def ends(received_on: date, **changes: object) -> date:
    values: dict[str, object] = {
        "supply_kind": SupplyKind.SPECIAL,
        "start": date(2026, 1, 1),
        "minimum_term_months": 12,
        "notice_weeks": 4,
    }
    return earliest_end(EndTerms(**(values | changes)), received_on)  # type: ignore[arg-type]


@pytest.mark.row("C11")
@pytest.mark.parametrize(
    ("received_on", "changes", "end"),
    [
        (date(2026, 5, 1), {}, date(2027, 1, 1)),
        (date(2026, 12, 20), {}, date(2027, 1, 18)),
        (date(2027, 6, 1), {}, date(2027, 6, 30)),
        (date(2027, 1, 31), {"notice_weeks": 12}, date(2027, 3, 1)),
        (date(2026, 5, 1), {"minimum_term_months": 60}, date(2028, 1, 1)),
    ],
)
def test_a_contract_ends_after_first_term_and_notice(
    received_on: date, changes: dict[str, object], end: date
) -> None:
    assert ends(received_on, **changes) == end


@pytest.mark.row("C09")
def test_default_supply_ends_after_two_weeks_whatever_was_agreed() -> None:
    assert ends(date(2026, 5, 1), supply_kind=SupplyKind.DEFAULT_SUPPLY) == date(2026, 5, 16)


@pytest.mark.row("BAD-H03")
def test_a_first_term_from_the_last_of_a_month_ends_in_time() -> None:
    assert minimum_term_end(date(2026, 1, 31), 1) == date(2026, 2, 28)


@pytest.mark.row("C04")
@pytest.mark.parametrize(
    ("announced_on", "household", "in_time"),
    [
        (date(2026, 12, 1), True, True),
        (date(2026, 12, 2), True, False),
        (date(2026, 12, 18), False, True),
        (date(2026, 12, 19), False, False),
    ],
)
def test_households_hear_of_new_prices_a_month_before_others_two_weeks(
    announced_on: date, *, household: bool, in_time: bool
) -> None:
    try:
        check_price_notice(announced_on, date(2027, 1, 1), household=household)
    except NoticeTooLate:
        accepted = False
    else:
        accepted = True

    assert accepted is in_time
