"""One reason, the first, and the change it names lets it vanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.kernel.period import Period
from kundenwerk.receivables.formats.procedures import shipped
from kundenwerk.receivables.rules.judging import judge
from kundenwerk.receivables.rules.position import (
    Block,
    Claim,
    Due,
    LastLetter,
    NotDunned,
    Position,
)
from kundenwerk.receivables.rules.procedure import (
    Level,
    Procedure,
    ProcedureRefused,
    latest_start,
    waits_until,
)
from kundenwerk.receivables.rules.vocabulary import (
    REASON_LABELS,
    BlockReason,
    ChangeKind,
    CustomerType,
    Reason,
)

DAY = date(2026, 11, 23)  # a Monday
HOUSEHOLD = next(one for one in shipped() if one.customer_type == CustomerType.HOUSEHOLD)
LONG_AGO = date(2026, 10, 1)


def claim(cents: int = 5_000, due_on: date = LONG_AGO, **more: object) -> Claim:
    values: dict[str, object] = {
        "item_id": 1,
        "reference": "R-2026-000001",
        "text": "Rechnung",
        "booked_on": due_on - timedelta(days=14),
        "due_on": due_on,
        "amount": Money(cents),
    }
    return Claim(**(values | more))  # type: ignore[arg-type]


def position(*claims: Claim, **more: object) -> Position:
    return Position(claims=claims, **more)  # type: ignore[arg-type]


BLOCK = Block(BlockReason.CLARIFICATION, date(2026, 12, 1))
FOREVER = Block(BlockReason.HARDSHIP)
LAST = LastLetter(1, date(2026, 11, 10), date(2026, 11, 20))

EXAMPLES: dict[Reason, Position] = {
    Reason.NOTHING_OPEN: position(),
    Reason.NOT_DUE: position(claim(due_on=DAY)),
    Reason.GRACE: position(claim(due_on=DAY - timedelta(days=4))),
    Reason.CREDIT: position(claim(), credit=Money(5_000)),
    Reason.UNASSIGNED: position(claim(), credit=Money(2_000), unassigned=Money(3_000)),
    Reason.DIRECT_DEBIT: position(claim(is_debited=True)),
    Reason.BLOCKED: position(claim(blocks=(BLOCK,))),
    Reason.TOO_SMALL: position(claim(499)),
    Reason.TERM_RUNNING: position(claim(), last=LAST),
    Reason.HIGHEST_LEVEL: position(claim(), last=LastLetter(3, LONG_AGO, LONG_AGO)),
    Reason.NO_ADDRESS: position(claim(), can_be_reached=False),
}


@pytest.mark.row("D-6", "KM-063")
@pytest.mark.parametrize("reason", EXAMPLES)
def test_each_reason_is_named_with_its_nearest_change(reason: Reason) -> None:
    verdict = judge(EXAMPLES[reason], HOUSEHOLD, DAY)

    assert isinstance(verdict, NotDunned)
    assert verdict.reason == reason
    assert verdict.detail
    assert verdict.change.text


@pytest.mark.row("D-6")
def test_without_a_procedure_nobody_is_dunned() -> None:
    verdict = judge(position(claim()), None, DAY)

    assert isinstance(verdict, NotDunned)
    assert verdict.reason == Reason.NO_PROCEDURE
    assert set(EXAMPLES) | {Reason.NO_PROCEDURE} == set(REASON_LABELS)


def test_the_first_letter_is_free_and_later_ones_bear_a_fee() -> None:
    first = judge(position(claim()), HOUSEHOLD, DAY)
    letter = LastLetter(1, date(2026, 11, 2), date(2026, 11, 12))
    second = judge(position(claim(), last=letter), HOUSEHOLD, DAY)

    assert isinstance(first, Due)
    assert isinstance(second, Due)
    assert (first.level.name, first.fee, first.to_pay) == ("Zahlungserinnerung", ZERO, Money(5_000))
    assert (second.level.name, second.fee, second.to_pay) == ("1. Mahnung", Money(150), Money(5150))
    assert first.pay_by == date(2026, 12, 3)


def test_a_fee_alone_bears_no_fee() -> None:
    letter = LastLetter(2, date(2026, 11, 2), date(2026, 11, 12))
    verdict = judge(position(claim(1_500, is_fee=True), last=letter), HOUSEHOLD, DAY)

    assert isinstance(verdict, Due)
    assert verdict.fee == ZERO


def test_a_letter_counts_what_is_not_assigned_yet() -> None:
    verdict = judge(
        position(claim(5_000), credit=Money(1_000), unassigned=Money(500)), HOUSEHOLD, DAY
    )

    assert isinstance(verdict, Due)
    assert (verdict.owed, verdict.credit, verdict.unassigned) == (
        Money(3_500),
        Money(1_000),
        Money(500),
    )


def test_a_block_without_end_has_to_be_lifted() -> None:
    endless = judge(position(claim(), blocks=(FOREVER,)), HOUSEHOLD, DAY)
    ending = judge(position(claim(), blocks=(BLOCK,)), HOUSEHOLD, DAY)

    assert isinstance(endless, NotDunned)
    assert isinstance(ending, NotDunned)
    assert (endless.change.kind, endless.change.day) == (ChangeKind.LIFT, None)
    assert (ending.change.kind, ending.change.day) == (ChangeKind.LIFT, date(2026, 12, 2))


@pytest.mark.row("KM-063")
def test_money_under_way_is_waited_for_in_banking_days() -> None:
    # Due on a Thursday before Christmas: three days, then two days on which banks work.
    assert waits_until(date(2026, 12, 17), 3, 2) == date(2026, 12, 22)
    assert waits_until(date(2026, 12, 21), 3, 2) == date(2026, 12, 29)


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@settings(max_examples=40)
@given(day=DAYS, days=st.integers(0, 30), bank_days=st.integers(0, 5))
def test_the_latest_start_is_the_inverse_of_waiting(day: date, days: int, bank_days: int) -> None:
    start = latest_start(day, days, bank_days)

    assert waits_until(start, days, bank_days) < day
    assert waits_until(start + timedelta(days=1), days, bank_days) >= day


BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(BlockReason),
        st.one_of(st.none(), st.dates(DAY, DAY + timedelta(days=40))),
    ),
    max_size=1,
).map(tuple)
CLAIMS = st.lists(
    st.builds(
        claim,
        cents=st.integers(1, 8_000),
        due_on=st.dates(DAY - timedelta(days=30), DAY + timedelta(days=10)),
        is_fee=st.booleans(),
        is_debited=st.sampled_from([False, False, True]),
        blocks=BLOCKS,
    ),
    max_size=4,
)
LETTERS = st.one_of(
    st.none(),
    st.builds(
        LastLetter,
        st.integers(1, 4),
        st.just(LONG_AGO),
        st.dates(DAY - timedelta(days=20), DAY + timedelta(days=5)),
    ),
)
SOME = st.one_of(st.just(ZERO), st.integers(0, 9_000).map(Money))
POSITIONS = st.builds(
    Position,
    claims=CLAIMS.map(tuple),
    credit=SOME,
    unassigned=SOME,
    blocks=st.one_of(st.just(()), BLOCKS),
    last=LETTERS,
    can_be_reached=st.sampled_from([True, True, False]),
)


def settled(found: Position, money: Money) -> Position:
    """The claims less money, the oldest first."""
    rest, claims = money, []
    for one in sorted(found.claims, key=lambda one: one.due_on):
        part = min(one.amount, rest)
        rest -= part
        if part < one.amount:
            claims.append(replace(one, amount=one.amount - part))
    return replace(found, claims=tuple(claims), credit=ZERO, unassigned=ZERO)


def after(found: Position, refusal: NotDunned) -> tuple[Position, date]:
    """The position after the change that was named, and the day it is judged."""
    change = refusal.change
    more = claim(change.amount.cents) if change.amount else claim()
    changed = {
        ChangeKind.CLAIM: {"claims": (claim(),)},
        ChangeKind.DEBIT_ENDS: {"claims": each(found, is_debited=False)},
        ChangeKind.LIFT: {"claims": each(found, blocks=()), "blocks": ()},
        ChangeKind.AMOUNT: {"claims": (*found.claims, more)},
        ChangeKind.HAND_ON: {"last": None},
        ChangeKind.ADDRESS: {"can_be_reached": True},
    }
    if change.kind == ChangeKind.DATE:
        assert change.day is not None
        return found, change.day
    if change.kind in {ChangeKind.ASSIGN_CREDIT, ChangeKind.ASSIGN_PAYMENT}:
        return settled(found, found.credit + found.unassigned), DAY
    return replace(found, **changed[change.kind]), DAY  # type: ignore[arg-type]


def each(found: Position, **values: object) -> tuple[Claim, ...]:
    return tuple(replace(one, **values) for one in found.claims)  # type: ignore[arg-type]


@pytest.mark.row("D-6")
@given(found=POSITIONS)
def test_the_change_that_is_named_lets_the_reason_vanish(found: Position) -> None:
    verdict = judge(found, HOUSEHOLD, DAY)

    if isinstance(verdict, NotDunned):
        changed, day = after(found, verdict)
        later = judge(changed, HOUSEHOLD, day)
        assert not isinstance(later, NotDunned) or later.reason != verdict.reason


@given(found=POSITIONS)
def test_a_letter_asks_for_what_is_owed_and_nothing_blocked_or_collected(found: Position) -> None:
    verdict = judge(found, HOUSEHOLD, DAY)

    if isinstance(verdict, Due):
        named = total(one.amount for one in verdict.claims)
        assert verdict.owed == named - found.credit - found.unassigned
        assert verdict.owed >= verdict.level.smallest
        assert not any(one.is_debited or one.blocks for one in verdict.claims)
        assert verdict.pay_by > DAY
        assert verdict.to_pay == verdict.owed + verdict.fee


@given(found=POSITIONS)
def test_the_end_of_a_block_that_is_named_lets_it_vanish(found: Position) -> None:
    verdict = judge(found, HOUSEHOLD, DAY)

    if isinstance(verdict, NotDunned) and verdict.reason == Reason.BLOCKED and verdict.change.day:
        day = verdict.change.day
        claims = tuple(replace(one, blocks=in_force(one.blocks, day)) for one in found.claims)
        later = replace(found, claims=claims, blocks=in_force(found.blocks, day))
        again = judge(later, HOUSEHOLD, day)
        assert not isinstance(again, NotDunned) or again.reason != Reason.BLOCKED


def in_force(blocks: tuple[Block, ...], day: date) -> tuple[Block, ...]:
    return tuple(one for one in blocks if one.until is None or one.until >= day)


LEVEL = Level(1, "Erinnerung", 3, 10, ZERO, Money(500), "§ 286 BGB")


@pytest.mark.row("KM-061")
@pytest.mark.parametrize(
    "levels",
    [
        (),
        (replace(LEVEL, fee=Money(1)),),
        (replace(LEVEL, number=2),),
        (LEVEL, LEVEL),
        (replace(LEVEL, days_after=-1),),
        (replace(LEVEL, pay_days=0),),
        (replace(LEVEL, smallest=ZERO),),
        (replace(LEVEL, source=""),),
        (LEVEL, replace(LEVEL, number=2, fee=Money(-1))),
    ],
)
def test_a_procedure_that_cannot_be_is_refused(levels: tuple[Level, ...]) -> None:
    one = Procedure(CustomerType.HOUSEHOLD, Period(DAY), 2, "AGB", levels)

    with pytest.raises(ProcedureRefused):
        one.check()
