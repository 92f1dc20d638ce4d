"""One contract is billed: figures, bookings, what the database refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from kundenwerk.billing import commands, queries
from kundenwerk.billing.models import Invoice, InvoiceLine
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.billing.rules.deadlines import PeriodTooLong
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.money import Money, total
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import queries as ledger
from kundenwerk.ledger.models import Posting
from kundenwerk.platform.books import check_all
from kundenwerk.platform.commands import Call
from kundenwerk.tariffs.rules import trace, verify
from kundenwerk.work.models import TimelineEntry
from tests import factories
from tests.billing import worlds

pytestmark = pytest.mark.django_db


def bill(contract: SupplyContract, period: Period = worlds.YEAR) -> Invoice:
    invoice_id = commands.bill_contract(
        factories.fresh_call(), contract_id=contract.pk, period=period, issued_on=worlds.ISSUED
    )
    return Invoice.objects.get(pk=invoice_id)


def owed(contract: SupplyContract) -> Money:
    return ledger.balance(contract.contract_account.ledger_account_id)


@pytest.mark.row("KM-033", "KM-039", "KM-045", "D-2", "ASK-02")
def test_a_bill_equals_its_preview_and_is_booked_to_the_cent(call: Call) -> None:
    worlds.prices()
    contract = worlds.billable()
    shown = queries.preview(
        Wanted(contract.pk, worlds.YEAR, InvoiceKind.CYCLE), issued_on=worlds.ISSUED
    )

    invoice_id = commands.bill_contract(
        call,
        contract_id=contract.pk,
        period=worlds.YEAR,
        issued_on=worlds.ISSUED,
        shown_digest=shown.digest,
    )

    invoice = Invoice.objects.get(pk=invoice_id)
    assert invoice.gross == shown.bill.gross
    assert invoice.trace_sha256 == shown.digest == trace.digest(invoice.trace)
    assert owed(contract) == invoice.amount_due == invoice.gross
    assert invoice.number == "R-2027-000001"
    assert (
        TimelineEntry.objects.filter(
            business_partner=contract.business_partner_id, kind="BILL"
        ).count()
        == 1
    )


@pytest.mark.row("R10", "R24", "D-1")
def test_a_bill_is_split_where_a_price_and_a_levy_change() -> None:
    worlds.prices()
    contract = worlds.billable()
    worlds.change_price(contract, date(2026, 10, 1), "14")

    invoice = bill(contract)

    periods = sorted({line.period.start for line in invoice.lines.all()})
    assert periods == [worlds.START, worlds.LEVY_CHANGE, date(2026, 10, 1)]
    energy = [line for line in invoice.lines.all() if line.kind == "ENERGY"]
    assert sum(line.quantity for line in energy) == Decimal(3500)
    assert total(line.net for line in invoice.lines.all()) == invoice.net
    stored = {key: part for key, part in invoice.trace.items() if key != "prepaid"}
    assert verify.faults(stored) == []


@pytest.mark.row("R24")
def test_a_change_of_the_tax_rate_gives_two_tax_groups() -> None:
    worlds.prices(vat_change=date(2026, 11, 1))
    contract = worlds.billable()

    invoice = bill(contract)

    groups = {group.rate: group for group in invoice.vat_groups.all()}
    assert set(groups) == {Decimal(19), Decimal(7)}
    assert total(group.net for group in groups.values()) == invoice.net
    assert total(group.vat for group in groups.values()) == invoice.vat


@pytest.mark.row("KM-036")
def test_a_missing_reading_parks_the_bill_with_the_day_that_is_missing() -> None:
    worlds.prices()
    contract = worlds.supplied()
    worlds.read(contract, worlds.START, 1000)

    with pytest.raises(NotBillable) as refusal:
        bill(contract)

    assert refusal.value.cause == Cause.READING_MISSING
    assert "01.01.2027 fehlt" in refusal.value.reason
    assert not Invoice.objects.exists()


def test_a_missing_price_parks_the_bill_with_its_name() -> None:
    contract = worlds.billable()

    with pytest.raises(NotBillable) as refusal:
        bill(contract)

    assert refusal.value.cause == Cause.PRICE_MISSING


@pytest.mark.row("R-10")
def test_no_day_of_a_contract_is_billed_twice() -> None:
    worlds.prices()
    contract = worlds.billable()
    bill(contract)

    with pytest.raises(NotBillable) as refusal:
        bill(contract)

    assert refusal.value.cause == Cause.ALREADY_BILLED
    assert Invoice.objects.count() == 1


def test_the_database_itself_refuses_a_second_bill_for_the_same_day() -> None:
    worlds.prices()
    contract = worlds.billable()
    invoice = bill(contract)
    invoice.pk, invoice.number, invoice.entry_id = None, "R-2027-999999", None

    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.bulk_create([invoice])


@pytest.mark.row("R14")
def test_no_bill_covers_more_than_a_year() -> None:
    contract = worlds.supplied()

    with pytest.raises(PeriodTooLong):
        bill(contract, Period(worlds.START, date(2027, 2, 2)))


@pytest.mark.row("R17")
def test_a_bill_is_due_two_weeks_after_it_was_issued_at_the_earliest() -> None:
    worlds.prices()
    contract = worlds.billable()

    invoice = bill(contract)

    assert invoice.due_on == date(2027, 1, 28)  # a letter, received on the fourth working day


@pytest.mark.row("KM-039")
def test_a_repeated_call_gives_the_first_bill(call: Call) -> None:
    worlds.prices()
    contract = worlds.billable()
    asked = {"contract_id": contract.pk, "period": worlds.YEAR, "issued_on": worlds.ISSUED}

    first = commands.bill_contract(call, **asked)
    second = commands.bill_contract(call, **asked)

    assert first == second
    assert Invoice.objects.count() == 1


def test_a_bill_that_changed_since_it_was_shown_is_not_issued(call: Call) -> None:
    worlds.prices()
    contract = worlds.billable()

    with pytest.raises(commands.PreviewOutdated):
        commands.bill_contract(
            call,
            contract_id=contract.pk,
            period=worlds.YEAR,
            issued_on=worlds.ISSUED,
            shown_digest="0" * 64,
        )


@pytest.mark.parametrize(
    "change", [{"gross": Money(1)}, {"number": "R-2027-000002"}, {"state": "ISSUED"}]
)
def test_an_issued_bill_never_changes(change: dict[str, object]) -> None:
    worlds.prices()
    invoice = bill(worlds.billable())
    Invoice.objects.filter(pk=invoice.pk).update(state="CANCELLED")

    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**change)


def test_lines_of_an_issued_bill_are_final() -> None:
    worlds.prices()
    invoice = bill(worlds.billable())
    line = invoice.lines.get(position=1)
    line.pk, line.position = None, 99

    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceLine.objects.bulk_create([line])
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceLine.objects.filter(invoice=invoice).update(net=Money(1))


def test_the_books_tell_of_a_position_or_tax_without_a_bill() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO billing_invoiceline (invoice_id, position, kind, text, period, quantity,"
            " unit, unit_price, price_unit, net, vat_rate) VALUES (7, 1, 'BASE', 'Grundpreis',"
            " '[2026-01-01,2026-02-01)', 31, 'Tage', 1, '€/Jahr', 8, 19)"
        )
        cursor.execute(
            "INSERT INTO billing_invoicevat (invoice_id, rate, net, vat) VALUES (7, 19, 8, 2)"
        )

    found = check_all()["Rechnungen"]

    assert found == [
        "Position 1 gehört zu keiner Rechnung (7).",
        "Umsatzsteuer 19 % gehört zu keiner Rechnung (7).",
    ]


def test_bonuses_come_once_with_the_bill_of_their_day() -> None:
    worlds.prices()
    contract = worlds.billable()
    worlds.promise(contract, instant="50", new_customer="100")
    worlds.read(contract, date(2027, 3, 1), 5000)

    first = bill(contract)
    second = bill(contract, Period(worlds.END, date(2027, 3, 1)))

    assert [line.text for line in first.lines.all() if line.kind == "BONUS"] == ["Sofortbonus"]
    assert [line.text for line in second.lines.all() if line.kind == "BONUS"] == ["Neukundenbonus"]


def test_conditions_come_with_the_first_bill_and_charges_are_revenue() -> None:
    worlds.prices()
    contract = worlds.billable()
    worlds.agree(contract, worlds.once("Energieberatung", Money(49_00)))
    worlds.agree(contract, worlds.once("Wallbox-Gutschrift", Money(-30_00)))
    worlds.read(contract, date(2027, 3, 1), 5000)

    first = bill(contract)
    second = bill(contract, Period(worlds.END, date(2027, 3, 1)))

    once = {line.text: line.net for line in first.lines.all() if line.kind == "BONUS"}
    assert once == {"Energieberatung": Money(41_18), "Wallbox-Gutschrift": Money(-25_21)}
    assert not second.lines.filter(kind="BONUS").exists()
    booked = {one.text: one.amount for one in Posting.objects.filter(entry=first.entry)}
    assert booked["Bonus"] == Money(25_21)
    assert booked["Energielieferung"] == -(first.net + Money(25_21))
    assert verify.faults(first.trace) == []
    assert first.facts["contract"]["conditions"] == []
    assert [fault for faults in check_all().values() for fault in faults] == []


@pytest.mark.row("BAD-H09")
def test_a_year_without_consumption_costs_the_base_price() -> None:
    worlds.prices()
    contract = worlds.billable(kwh=0)

    invoice = bill(contract)

    base = total(line.net for line in invoice.lines.all() if line.kind == "BASE")
    assert invoice.net == base > Money(0)
