"""Rules of billing: figures of random bills, periods, deadlines, bonuses, instalments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.billing.rules import booking, deadlines, instalments, periods
from kundenwerk.billing.rules.basis import Basis, Prepaid
from kundenwerk.billing.rules.bill import Bill, Cause, NotBillable, compute
from kundenwerk.billing.rules.bonuses import Promised, bonuses_in
from kundenwerk.billing.rules.booking import Claim
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.debtors.rules import Delivery
from kundenwerk.kernel.energy import Commodity, RegisterKind
from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.kernel.period import Period
from kundenwerk.ledger.rules import Entry, EntryKind
from kundenwerk.market.rules.series import DatedValue, required_components
from kundenwerk.market.rules.vocabulary import Component, Unit
from kundenwerk.tariffs.rules import trace, verify
from kundenwerk.tariffs.rules.prices import DatedTerms
from kundenwerk.tariffs.rules.rating import Deduction, Usage
from kundenwerk.tariffs.rules.vocabulary import PriceKind

START = date(2026, 1, 1)
EVER = Period(date(2020, 1, 1))
PER_YEAR = {Component.GRID_BASE, Component.METERING}


def components(change: date) -> list[DatedValue]:
    """Every required component; the first changes its value on a day."""
    required = sorted(required_components(Commodity.ELECTRICITY, levy_privilege=False))
    spans = {required[0]: [Period(EVER.start, change), Period(change)]}
    return [
        DatedValue(
            component,
            span,
            Decimal("1.234") + number,
            Unit.EUR_PER_YEAR if component in PER_YEAR else Unit.CT_PER_KWH,
            "Test",
        )
        for component in required
        for number, span in enumerate(spans.get(component, [EVER]))
    ]


def basis(
    *, days: int, wh: int, price: str, change: int, vat_change: int, prepaid: int, bonus: int
) -> Basis:
    """A bill with one price change and one tax change somewhere."""
    period = Period(START, START + timedelta(days=days))
    tax_day = START + timedelta(days=vat_change)
    vat = [
        DatedValue(Component.VAT, Period(EVER.start, tax_day), Decimal(19), Unit.PERCENT, "Test"),
        DatedValue(Component.VAT, Period(tax_day), Decimal(7), Unit.PERCENT, "Test"),
    ]
    terms = DatedTerms(EVER, PriceKind.COMPONENTS, Decimal(price), None, Decimal("99.95"), "Test")
    return Basis(
        period=period,
        commodity=Commodity.ELECTRICITY,
        usages=[Usage(RegisterKind.TOTAL, period, Decimal(wh).scaleb(-3))],
        terms=[terms],
        components=components(START + timedelta(days=change)),
        vat=vat,
        bonuses=[Deduction("Sofortbonus", Money(bonus))],
        prepaid=instalments.by_rate([instalments.with_tax(Money(prepaid), Decimal(19))]),
    )


bases = st.builds(
    basis,
    days=st.integers(1, 366),
    wh=st.integers(0, 10**10),
    price=st.decimals("0", "99.99999", places=5).map(str),
    change=st.integers(-5, 370),
    vat_change=st.integers(-5, 370),
    prepaid=st.integers(0, 500_000),
    bonus=st.integers(0, 50_000),
)


@pytest.mark.row("R-14", "BAD-H04", "BAD-H07", "D-2")
@given(bases)
@settings(max_examples=150, deadline=None)
def test_every_bill_adds_up_and_is_verified_by_other_arithmetic(given_basis: Basis) -> None:
    bill = compute(given_basis)

    assert total(line.net for line in bill.rated.lines) == bill.net
    assert bill.net + bill.vat == bill.gross
    assert bill.amount_due + bill.prepaid_gross == bill.gross
    assert verify.faults(trace.trace_of(bill.rated)) == []
    assert trace.digest(trace.trace_of(compute(given_basis).rated)) == trace.digest(
        trace.trace_of(bill.rated)
    )


@pytest.mark.row("KM-045")
@given(bases)
@settings(max_examples=100, deadline=None)
def test_every_bill_is_booked_balanced(given_basis: Basis) -> None:
    bill = compute(given_basis)

    lines = booking.invoice_lines(bill, Claim(1, Commodity.ELECTRICITY, START))

    if lines:
        Entry("k", EntryKind.INVOICE, START, "Rechnung", "R", lines).check()
    claim = total(line.amount for line in lines if line.debtor_id)
    assert claim == bill.amount_due


def test_a_tax_rate_without_an_account_is_named() -> None:
    with pytest.raises(NotBillable, match="16 % Umsatzsteuer") as refusal:
        booking.instalment_lines(Prepaid(Decimal(16), Money(100), Money(16)), 1, START)

    assert refusal.value.cause == Cause.NO_ACCOUNT


def test_a_bill_of_nothing_books_nothing() -> None:
    empty = compute(basis(days=1, wh=0, price="0", change=0, vat_change=400, prepaid=0, bonus=0))
    assert isinstance(empty, Bill)

    lines = booking.invoice_lines(empty, Claim(1, Commodity.ELECTRICITY, START))

    assert total(line.amount for line in lines) == ZERO


@pytest.mark.row("R14")
@given(st.dates(date(2021, 7, 27), date(2080, 1, 1)), st.integers(1, 3000))
def test_billing_goes_on_where_it_ended_and_never_over_a_year(start: date, days: int) -> None:
    supply = Period(start)
    cut_off = start + timedelta(days=days)
    until, parts = None, []

    while period := periods.next_period(supply, until, cut_off):
        deadlines.check_length(period)
        parts.append(period)
        until = period.end

    assert sum(part.days for part in parts) == days


@pytest.mark.row("R18")
def test_a_bill_has_six_weeks_and_a_monthly_one_three() -> None:
    year = Period(date(2026, 1, 1), date(2027, 1, 1))

    assert deadlines.issue_by(InvoiceKind.CYCLE, year) == date(2027, 2, 11)
    assert deadlines.issue_by(InvoiceKind.FINAL, year) == date(2027, 2, 11)
    assert deadlines.issue_by(InvoiceKind.MONTHLY, year) == date(2027, 1, 21)


@pytest.mark.row("R17")
def test_a_letter_is_received_on_the_fourth_working_day_and_a_mail_at_once() -> None:
    sunday = date(2027, 1, 10)

    assert deadlines.received_on(sunday, Delivery.LETTER) == date(2027, 1, 14)
    assert deadlines.received_on(sunday, Delivery.EMAIL) == sunday


@pytest.mark.row("R19")
def test_a_credit_is_paid_out_within_two_weeks() -> None:
    assert deadlines.credit_paid_by(date(2027, 1, 10)) == date(2027, 1, 24)


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.lists(st.integers(1, 360), max_size=8))
def test_a_bonus_is_paid_exactly_once_however_the_bills_are_cut(
    start: date, cuts: list[int]
) -> None:
    supply = Period(start, start + timedelta(days=800))
    promised = Promised(instant=Money(5000), new_customer=Money(10000))
    pieces = supply.split_at(start + timedelta(days=2 * cut) for cut in cuts)

    paid = [bonus.gross for piece in pieces for bonus in bonuses_in(piece, start, promised)]

    assert sorted(paid) == [Money(5000), Money(10000)]


@given(st.integers(0, 10**8), st.sampled_from([Decimal(7), Decimal(19)]))
def test_net_and_tax_of_an_instalment_add_up(cents: int, percent: Decimal) -> None:
    part = instalments.with_tax(Money(cents), percent)

    assert part.net + part.vat == Money(cents)


def test_instalments_skip_the_days_that_come_too_soon() -> None:
    plan = Period(date(2026, 1, 1), date(2027, 1, 1))

    due = list(
        instalments.schedule(
            plan, Money(5000), day_of_month=15, demanded_on=date(2026, 1, 10), term_days=14
        )
    )

    assert due[0].due_on == date(2026, 2, 15)
    assert len(due) == 11
