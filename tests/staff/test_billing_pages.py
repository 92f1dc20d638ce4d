"""The pages of the billing clerk: bill, runs, clearing inbox."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.billing.models import Invoice, RunBill
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform import clock
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import BusinessDate, Run
from tests.billing import worlds
from tests.factories.users import user
from tests.ui import spreadsheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(settings: object) -> Client:
    """A billing clerk on 10 January 2027."""
    settings.DEMO = True  # type: ignore[attr-defined]
    BusinessDate.objects.update_or_create(pk=1, defaults={"day": worlds.ISSUED})
    assert clock.today() == worlds.ISSUED
    client = Client()
    client.force_login(user(Role.BILLING))
    return client


def key() -> str:
    return str(uuid.uuid4())


def page(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("\u00a0", " ")


def issue(client: Client, contract: SupplyContract) -> Invoice:
    address = reverse("staff:bill_contract", args=[contract.pk])
    shown = client.get(address, {"bis": "31.12.2026"})
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', shown.content.decode())
    assert digest
    client.post(
        address,
        {"key": key(), "last_day": "31.12.2026", "kind": "CYCLE", "digest": digest[1]},
    )
    return Invoice.objects.get(contract=contract, state="ISSUED", reverses=None)


@pytest.mark.row("D-1", "D-2", "R01", "R10", "KM-040")
def test_a_clerk_sees_the_bill_first_and_issues_exactly_that_one(clerk: Client) -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable()

    invoice = issue(clerk, contract)
    run_pending()

    text = page(clerk.get(reverse("staff:invoice", args=[invoice.pk])))
    assert str(invoice.amount_due) in text
    assert "Rechenweg" in text
    assert "Stromsteuer" in text
    assert "Kundenablesung" in text
    assert "PDF öffnen" in text
    assert "4.500" in text
    assert "4500.000" not in text


def test_a_preview_that_is_outdated_is_shown_again(clerk: Client) -> None:
    worlds.prices()
    contract = worlds.billable()
    address = reverse("staff:bill_contract", args=[contract.pk])

    response = clerk.post(
        address,
        {"key": key(), "last_day": "31.12.2026", "kind": "CYCLE", "digest": "0" * 64},
    )

    assert response.status_code == 422
    assert "Seit der Vorschau hat sich etwas geändert" in page(response)
    assert not Invoice.objects.exists()


def test_a_missing_reading_is_told_with_the_way_to_enter_it(clerk: Client) -> None:
    worlds.prices()
    contract = worlds.supplied()

    response = clerk.get(reverse("staff:bill_contract", args=[contract.pk]), {"bis": "31.12.2026"})

    assert "Stand vom 01.01.2027 fehlt" in page(response)
    assert reverse("staff:reading_new", args=[contract.supply_point_id]) in page(response)


@pytest.mark.row("B6", "R25")
def test_a_bill_is_cancelled_and_made_anew_in_one_step(clerk: Client) -> None:
    worlds.prices()
    worlds.company()
    invoice = issue(clerk, worlds.billable())

    response = clerk.post(
        reverse("staff:invoice_cancel", args=[invoice.pk]),
        {"key": key(), "reason": "Bonus fehlte", "correct": "1"},
        follow=True,
    )

    assert "Ersetzt die Rechnung" in page(response)
    assert Invoice.objects.count() == 3
    old = page(clerk.get(reverse("staff:invoice", args=[invoice.pk])))
    assert "Storniert durch" in old


def test_a_bill_is_not_cancelled_without_a_reason(clerk: Client) -> None:
    worlds.prices()
    invoice = issue(clerk, worlds.billable())

    response = clerk.post(
        reverse("staff:invoice_cancel", args=[invoice.pk]), {"key": key(), "reason": ""}
    )

    assert response.status_code == 422
    assert Invoice.objects.count() == 1


def preview(client: Client) -> Run:
    client.post(
        reverse("staff:billing_run"),
        {"key": key(), "last_day": "31.12.2026", "kind": "CYCLE", "issued_on": "10.01.2027"},
    )
    run_pending()
    return Run.objects.latest("pk")


@pytest.mark.row("B2", "KM-031")
def test_a_run_shows_count_sum_and_what_is_missing_before_anything_is_final(
    clerk: Client,
) -> None:
    worlds.prices()
    worlds.company()
    worlds.billable(1)
    worlds.supplied(2)

    run = preview(clerk)

    text = page(clerk.get(reverse("staff:run", args=[run.pk])))
    gross = RunBill.objects.get(run=run, cause="").gross
    assert str(gross) in text
    assert "Zählerstand fehlt (1)" in text
    assert not Invoice.objects.exists()
    assert "Zählerstand fehlt (1)" in page(clerk.get(reverse("staff:billing_cases")))


@pytest.mark.row("B2", "KM-033")
def test_a_run_starts_only_with_the_number_of_its_preview(clerk: Client) -> None:
    worlds.prices()
    worlds.company()
    worlds.billable(1)
    run = preview(clerk)
    address = reverse("staff:billing_start", args=[run.pk])

    refused = clerk.post(address, {"key": key(), "count": "7"}, follow=True)
    assert "Das ist nicht die Anzahl der Vorschau." in page(refused)
    clerk.post(address, {"key": key(), "count": "1"})
    run_pending()

    assert Invoice.objects.count() == 1
    again = clerk.post(address, {"key": key(), "count": "1"}, follow=True)
    assert "schon abgerechnet" in page(again)


@pytest.mark.row("B3")
def test_the_progress_of_a_run_is_fetched_as_a_fragment(clerk: Client) -> None:
    worlds.prices()
    worlds.billable(1)
    run = preview(clerk)

    response = clerk.get(reverse("staff:run", args=[run.pk]), headers={"HX-Request": "true"})

    assert 'id="fortschritt"' in page(response)
    assert "<html" not in page(response)


def test_a_running_run_can_be_stopped(clerk: Client) -> None:
    worlds.prices()
    worlds.billable(1)
    clerk.post(
        reverse("staff:billing_run"),
        {"key": key(), "last_day": "31.12.2026", "kind": "CYCLE", "issued_on": "10.01.2027"},
    )
    run = Run.objects.latest("pk")

    clerk.post(reverse("staff:run_cancel", args=[run.pk]), {"key": key()})
    run_pending()

    run.refresh_from_db()
    assert run.state == "CANCELLED"
    assert not RunBill.objects.exists()


@pytest.mark.parametrize("last_day", ["31.02.2026", "", "2026", "12/31/2026"])
def test_a_run_needs_a_day_that_exists(clerk: Client, last_day: str) -> None:
    response = clerk.post(
        reverse("staff:billing_run"),
        {"key": key(), "last_day": last_day, "kind": "CYCLE", "issued_on": "10.01.2027"},
    )

    assert response.status_code == 422
    assert not Run.objects.exists()


@pytest.mark.row("B7", "BAD-I01")
def test_the_list_is_exported_exactly_as_it_is_filtered(clerk: Client) -> None:
    worlds.prices()
    for number in (1, 2):
        issue(clerk, worlds.billable(number))
    Invoice.objects.filter(pk=Invoice.objects.latest("pk").pk).update(state="CANCELLED")

    response = clerk.get(reverse("staff:invoices"), {"status": "ISSUED", "export": "csv"})

    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3  # head, one bill, as-of line
    assert lines[1].startswith("R-2027-000001;10.01.2027;")


@pytest.mark.row("B7")
def test_bills_that_deviate_are_exported_as_they_are_listed(clerk: Client) -> None:
    worlds.prices()
    issue(clerk, worlds.billable(1))
    odd = issue(clerk, worlds.billable(2, kwh=0))
    assert "DEVIATION" in odd.hints
    asked = {"hinweis": "DEVIATION", "spalten": "rechnung,kunde,hinweise,brutto"}
    shown = clerk.get(reverse("staff:invoices"), asked).context

    made = clerk.get(reverse("staff:invoices"), {**asked, "export": "xlsx"})

    head, *rows, _, _ = spreadsheets.read(made.content)
    assert [cell and cell.value for cell in head] == [column.label for column, _ in shown["heads"]]
    ((number, customer, _, gross),) = rows
    assert number
    assert customer
    assert gross
    assert (number.value, customer.value) == (odd.number, str(odd.contract.business_partner))
    assert (gross.kind, gross.value) == ("n", f"{odd.gross.euros.normalize():f}")
    assert [one.pk for one in shown["found"]] == [odd.pk]


def test_the_list_of_bills_needs_the_same_queries_however_long_it_is(clerk: Client) -> None:
    worlds.prices()
    counts = []
    for number in (1, 2):
        issue(clerk, worlds.billable(number))
        with CaptureQueriesContext(connection) as captured:
            clerk.get(reverse("staff:invoices"))
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 14


@pytest.mark.parametrize(
    "name", ["invoice", "bill_contract", "run", "reading_new", "billing_results"]
)
def test_an_unknown_number_is_not_found(clerk: Client, name: str) -> None:
    assert clerk.get(reverse(f"staff:{name}", args=[999_999])).status_code == 404


@pytest.mark.parametrize("query", ["seite=abc", "seite=" + "9" * 30, "status=X", "lauf=-1"])
def test_a_strange_filter_shows_a_list_and_no_error(clerk: Client, query: str) -> None:
    assert clerk.get(f"{reverse('staff:invoices')}?{query}").status_code == 200
