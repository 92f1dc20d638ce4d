"""The demo town: believable, complete, made by the product's own means, and always the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from kundenwerk.billing.models import Invoice, InvoiceLine, RunBill
from kundenwerk.billing.rules.bill import Cause
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import State
from kundenwerk.debtors.models import SepaMandate
from kundenwerk.demo import facts, logins
from kundenwerk.demo.facts import LAST_DAY
from kundenwerk.demo.households import Habit, Reporting, households
from kundenwerk.demo.town import Town
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.ids import validate_iban, validate_malo
from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import queries as ledger
from kundenwerk.mako.models import Process
from kundenwerk.market.queries import PriceRegion, components
from kundenwerk.market.rules.series import required_components
from kundenwerk.market.rules.vocabulary import ConcessionClass
from kundenwerk.metering.models import Reading
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.payments.models import BankPayment, CollectionItem
from kundenwerk.platform import books, clock, search
from kundenwerk.platform.commands import KeyReused
from kundenwerk.receivables import queries as dunning
from kundenwerk.receivables.models import DunningNotice
from kundenwerk.sales.models import Quote, QuoteDraft
from kundenwerk.tariffs.models import Tariff
from kundenwerk.work.models import TimelineEntry
from tests.own_database import own_database

CUSTOMERS = 40


@pytest.fixture(scope="module")
def logins_printed(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The town stands in a database of its own; what its making printed."""
    with django_db_blocker.unblock(), own_database():
        yield make()


@pytest.fixture(autouse=True)
def town(logins_printed: str) -> None:
    """Every test looks at the same town."""


def make(customers: int = CUSTOMERS) -> str:
    printed = io.StringIO()
    call_command("demo_town", customers=customers, stdout=printed, stderr=io.StringIO())
    return printed.getvalue()


def uses(reporting: Reporting) -> set[str]:
    return {
        use.malo_id
        for one in households(CUSTOMERS)
        for use in one.uses
        if use.reporting == reporting
    }


@pytest.mark.row("R-14")
def test_the_books_of_the_town_hold() -> None:
    found = books.check_all()

    assert found
    assert not any(found.values()), found


def test_every_household_is_a_customer_with_a_valid_location_and_account() -> None:
    customers = BusinessPartner.objects.filter(is_customer=True, contracts__isnull=False)
    points = SupplyContract.objects.values_list("supply_point__malo_id", flat=True)
    mandates = SepaMandate.objects.select_related("bank_account")

    assert customers.distinct().count() >= CUSTOMERS
    assert all(validate_malo(malo_id) for malo_id in points if malo_id)
    assert all(validate_iban(mandate.bank_account.iban) for mandate in mandates)
    assert 0.5 < mandates.count() / CUSTOMERS < 0.9


def test_a_larger_town_begins_with_the_same_people_and_few_share_a_name() -> None:
    larger = households(300)

    assert larger[:CUSTOMERS] == households(CUSTOMERS)
    assert len({one.data.name for one in larger}) > 280
    assert len({(one.data.street, one.data.house_number) for one in larger}) == 300


def test_the_grid_operator_agreed_to_every_supply_in_a_message() -> None:
    supplied = SupplyContract.objects.filter(state=State.ACTIVE)
    confirmed = Process.objects.filter(state="CONFIRMED").values("contract")

    assert supplied.exists()
    assert not supplied.exclude(pk__in=confirmed).exists()


def test_yearly_bills_cross_the_change_of_levies_and_of_prices() -> None:
    starts = set(
        InvoiceLine.objects.filter(kind="ENERGY").values_list("period__startswith", flat=True)
    )

    assert date(2026, 1, 1) in starts
    assert date(2026, 4, 1) in starts
    assert Invoice.objects.filter(prepaid__gt=ZERO).count() > CUSTOMERS / 2


def test_odd_readings_wait_for_a_clerk_and_missing_ones_park_the_bill() -> None:
    held = Reading.objects.filter(state="HELD").values_list(
        "register__meter__supply_point__malo_id", flat=True
    )
    parked = RunBill.objects.filter(is_open=True)

    assert set(held) <= uses(Reporting.ODD)
    assert set(held)
    assert {row.cause for row in parked} == {
        Cause.READING_HELD.value,
        Cause.READING_MISSING.value,
    }


def test_most_debits_and_transfers_are_assigned_without_a_clerk() -> None:
    payments = BankPayment.objects.all()
    assigned = payments.filter(state="ASSIGNED")

    assert assigned.count() / payments.count() > 0.95
    assert payments.exclude(state="ASSIGNED").exists()
    assert CollectionItem.objects.filter(state="SETTLED").exists()


def test_some_customers_owe_what_is_long_due() -> None:
    overdue = ledger.claims_due(date(2026, 9, 30))
    stopped = [one for one in households(CUSTOMERS) if one.habit == Habit.NEVER_LATELY]

    assert stopped
    assert overdue.values("account").distinct().count() >= 1


@pytest.mark.row("D-6")
def test_who_stopped_paying_was_reminded_and_the_rest_has_a_reason() -> None:
    letters = DunningNotice.objects.order_by("pk")

    assert {one.level.name for one in letters} == {"Zahlungserinnerung", "1. Mahnung"}
    figures = dunning.figures(LAST_DAY)
    assert figures.letters
    assert figures.reasons


def test_prospects_wait_in_the_pipeline() -> None:
    states = set(Quote.objects.values_list("state", flat=True))

    assert {"OPEN", "DECLINED", "ACCEPTED"} <= states
    assert QuoteDraft.objects.filter(state="OPEN").count() == 3


def test_every_tariff_has_prices_before_and_after_the_change() -> None:
    tariffs = Tariff.objects.prefetch_related("versions")

    assert len(tariffs) >= 7
    for tariff in tariffs:
        assert [v.state for v in sorted(tariff.versions.all(), key=lambda v: v.prices.start)] == [
            "ENDED",
            "ACTIVE",
        ]


def test_a_quote_for_the_year_after_the_play_finds_all_its_prices() -> None:
    contract = SupplyContract.objects.select_related("supply_point").order_by("pk")[0]
    region = PriceRegion(
        Commodity.ELECTRICITY,
        contract.supply_point.grid_operator_id,
        ConcessionClass(contract.supply_point.concession_class),
    )
    day = date(2027, 1, 1)

    found = components(region, Period(day, date(2027, 1, 2)))

    required = required_components(Commodity.ELECTRICITY, levy_privilege=False)
    assert required <= {value.component for value in found}


def test_the_time_line_stays_within_the_play() -> None:
    instants = TimelineEntry.objects.order_by("at").values_list("at", flat=True)

    assert instants[0].date() >= date(2025, 9, 29)
    assert max(instants).date() <= facts.LAST_DAY
    assert clock.today() == facts.LAST_DAY


def test_search_finds_customers_by_name_and_contracts_by_number() -> None:
    someone = households(CUSTOMERS)[0]
    contract = SupplyContract.objects.order_by("pk")[0]

    names = [hit.title for hit in search.find(someone.data.last_name, kinds=["customer"])]
    numbers = [hit.object_id for hit in search.find(contract.number, kinds=["contract"])]

    assert someone.data.name in names
    assert contract.pk in numbers


def test_there_is_a_login_for_every_role_and_the_login_page_names_them() -> None:
    roles = set(User.objects.values_list("role", flat=True))

    page = Client().get("/zugang/login/", follow=True)

    assert roles == set(Role) - {Role.MERCHANT}
    assert all(username in page.content.decode() for username in logins.usernames())
    assert logins.PASSWORD in page.content.decode()


def test_the_printed_logins_open_the_start_page(logins_printed: str) -> None:
    browser = Client()

    assert "vertrieb" in logins_printed
    assert browser.login(username="vertrieb", password=logins.PASSWORD)
    assert browser.get("/", follow=True).status_code == 200


def test_making_the_town_again_changes_nothing_and_prints_the_logins(logins_printed: str) -> None:
    before = Invoice.objects.count(), BankPayment.objects.count()

    again = make(CUSTOMERS + 1)

    assert again == logins_printed
    assert (Invoice.objects.count(), BankPayment.objects.count()) == before


def test_an_interrupted_town_goes_on_where_it_stopped() -> None:
    before = Invoice.objects.count(), BankPayment.objects.count(), Quote.objects.count()

    Town(CUSTOMERS, lambda _: None).play()

    after = Invoice.objects.count(), BankPayment.objects.count(), Quote.objects.count()
    assert after == before


def test_a_town_that_was_begun_cannot_grow() -> None:
    with pytest.raises(KeyReused):
        Town(CUSTOMERS + 1, lambda _: None).begin()


def test_a_town_needs_a_customer() -> None:
    with pytest.raises(CommandError, match="mindestens einen"):
        make(0)


def test_a_production_installation_refuses_the_demo(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="keine Demo"):
        make()
