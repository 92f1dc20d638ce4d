"""Exports of every list, and long ones as a run with a download."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.platform import clock, downloads
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run
from kundenwerk.staff import exporting
from kundenwerk.staff.lists import LISTINGS
from tests import factories
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.ui import spreadsheets

pytestmark = pytest.mark.django_db
NAMES = ("Anders", "Meyer", "Zander")


@pytest.fixture
def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR, username="adele"))
    return client


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three customers are a long list here."""
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    monkeypatch.setattr(exporting, "_BATCH", 2)
    for name in NAMES:
        factories.business_partner(first_name="Anna", last_name=name)


def begin(client: Client, **changes: Any) -> str:
    values = {"key": str(uuid.uuid4()), "frage": "sort=-name&spalten=name,nummer", "art": "xlsx"}
    answer = client.post(reverse("staff:export", args=["kunden"]), values | changes)
    return str(answer["Location"])


@pytest.mark.row("B7")
def test_the_file_has_exactly_the_rows_columns_and_order_of_the_list(clerk: Client) -> None:
    for name in NAMES:
        factories.business_partner(first_name="Anna", last_name=name)
    asked = {"sort": "-name", "spalten": "nummer,name", "art": "interessenten"}
    shown = clerk.get(reverse("staff:customers"), asked).context

    made = clerk.get(reverse("staff:customers"), {**asked, "export": "xlsx"})

    table = spreadsheets.texts(made.content)
    assert table[0] == [head.label for head, _ in shown["heads"]]
    assert table[1:4] == [[one.number, str(one)] for one in shown["found"]]
    assert table[-1][0].startswith("Stand ")
    assert made["Content-Disposition"].startswith('attachment; filename="kunden-')


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("key", sorted(LISTINGS))
def test_every_list_is_offered_as_both_kinds_of_file(clerk: Client, key: str, kind: str) -> None:
    address = reverse(LISTINGS[key].url_name)

    page = clerk.get(address)
    made = clerk.get(address, {"export": kind})

    assert f"export={kind}" in page.content.decode()
    assert (made.status_code, made["Content-Disposition"].endswith(f'.{kind}"')) == (200, True)


@pytest.mark.usefixtures("short")
def test_a_long_list_becomes_a_run_with_a_notice_and_a_file(clerk: Client) -> None:
    question = clerk.get(reverse("staff:customers"), {"export": "xlsx", "sort": "-name"})
    assert "3 Zeilen" in question.content.decode()

    address = begin(clerk)
    run_pending()

    assert "Ihr Export ist fertig" in clerk.get(reverse("staff:start")).content.decode()
    assert "Datei herunterladen" in clerk.get(address).content.decode()
    made = clerk.get(reverse("staff:run_file", args=[Run.objects.get().pk]))
    table = spreadsheets.texts(made.content)
    assert table[0] == ["Name", "Nummer"]
    assert [row[0] for row in table[1:4]] == ["Anna Zander", "Anna Meyer", "Anna Anders"]
    assert "Ihr Export ist fertig" not in clerk.get(reverse("staff:start")).content.decode()


@pytest.mark.usefixtures("short")
def test_a_file_is_fetched_by_who_asked_for_it_until_it_expires(clerk: Client) -> None:
    begin(clerk, art="csv")
    run_pending()
    address = reverse("staff:run_file", args=[Run.objects.get().pk])
    other = Client()
    other.force_login(user(Role.BILLING))

    assert other.get(address).status_code == 404
    assert clerk.get(address).content.decode("utf-8-sig").startswith("Name;Nummer\r\n")
    expired = clock.today() + timedelta(days=downloads.DAYS_KEPT + 1)
    downloads.drop_expired(fresh_call(), day=expired)
    assert clerk.get(address).status_code == 410


@pytest.mark.usefixtures("short")
def test_an_export_of_what_one_may_not_see_does_not_begin() -> None:
    client = Client()
    client.force_login(user(Role.ACCOUNTING))
    values = {"key": str(uuid.uuid4()), "frage": "", "art": "xlsx"}

    answers = [
        client.post(reverse("staff:export", args=[key]), values | more).status_code
        for key, more in (("angebote", {}), ("x", {}), ("kunden", {"art": "pdf"}))
    ]

    assert answers == [404, 404, 404]
    assert not Run.objects.exists()


def test_a_list_too_long_for_any_file_asks_to_be_narrowed(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    monkeypatch.setattr(exporting, "MOST", 2)
    for name in NAMES:
        factories.business_partner(last_name=name)

    page = clerk.get(reverse("staff:customers"), {"export": "csv"}).content.decode()

    assert "mehr als 2 Zeilen" in page
    assert "erstellen" not in page


@pytest.mark.parametrize(
    "name", ["ledger", "quote_drafts", "billing_cases", "statements", "collections"]
)
def test_what_is_no_list_of_its_own_is_offered_as_a_file_too(clerk: Client, name: str) -> None:
    made = clerk.get(reverse(f"staff:{name}"), {"export": "xlsx"})

    table = spreadsheets.texts(made.content)
    assert len(table[0]) >= 5
    assert table[-1][0].startswith("Stand ")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_account_of_a_customer_is_offered_as_a_file(clerk: Client, kind: str) -> None:
    account = factories.contract_account(factories.business_partner())
    address = reverse("staff:debtor", args=[account.ledger_account_id])

    assert f"export={kind}" in clerk.get(address).content.decode()
    made = clerk.get(address, {"export": kind})

    assert made["Content-Disposition"].startswith(f'attachment; filename="konto-{account.number}')
