"""A new version of the terms of dunning, by page."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money
from kundenwerk.platform import clock
from kundenwerk.receivables.models import DunningProcedure
from kundenwerk.receivables.queries.procedures import procedures_on
from kundenwerk.receivables.rules.vocabulary import CustomerType
from tests.factories.users import user
from tests.receivables.late import DAY

pytestmark = pytest.mark.django_db

ADDRESS = "/mahnungen/verfahren/household/neu/"
START = date(2027, 1, 1)
GIVEN = {
    "start": "1.1.2027",
    "bank_days": "3",
    "source": "Preisblatt 2027",
    "name_1": "Freundliche Erinnerung",
    "days_after_1": "5",
    "pay_days_1": "14",
    "fee_1": "0",
    "smallest_1": "10",
    "source_1": "§ 286 BGB",
    "name_3": "Mahnung",
    "days_after_3": "1",
    "pay_days_3": "14",
    "fee_3": "1,20",
    "smallest_3": "10",
    "source_3": "Preisblatt 2027",
}


@pytest.fixture(autouse=True)
def _on_a_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.ACCOUNTING))
    return client


@pytest.mark.row("KM-061")
def test_a_new_version_holds_from_its_day_and_ends_the_one_before(clerk: Client) -> None:
    before = procedures_on(DAY)[CustomerType.HOUSEHOLD]
    assert "Zahlungserinnerung" in clerk.get(ADDRESS).content.decode()

    done = clerk.post(ADDRESS, {**GIVEN, "key": uuid.uuid4()}, follow=True).content.decode()

    after = procedures_on(START)[CustomerType.HOUSEHOLD]
    assert "Die neue Fassung ist gespeichert." in done
    assert [(level.number, level.name, level.fee) for level in after.levels] == [
        (1, "Freundliche Erinnerung", Money(0)),
        (2, "Mahnung", Money(120)),
    ]
    assert procedures_on(START - timedelta(days=1))[CustomerType.HOUSEHOLD].levels == before.levels
    assert procedures_on(START)[CustomerType.BUSINESS].levels


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"start": "23.11.2026"}, "beginnt frühestens morgen"),
        ({"start": "1.1.2020"}, "beginnt frühestens morgen"),
        ({"fee_1": "1"}, "Das erste Schreiben ist kostenlos"),
        ({"fee_3": "-1"}, "Stufe 2"),
        ({"fee_3": "1,234"}, ""),
        ({"bank_days": "99"}, "0 bis 20"),
        ({"pay_days_3": ""}, "ganz aus"),
        ({"pay_days_3": "999"}, "Stufe 2"),
        ({"name_1": "", "name_3": ""}, "1 bis 9 Stufen"),
        ({"source": ""}, "Quelle"),
    ],
)
@pytest.mark.row("KM-061")
def test_terms_that_cannot_be_are_refused_and_nothing_is_stored(
    clerk: Client, changed: dict[str, str], problem: str
) -> None:
    answer = clerk.post(ADDRESS, {**GIVEN, "key": uuid.uuid4(), **changed})

    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert DunningProcedure.objects.count() == 2


def test_a_second_version_for_the_same_day_is_refused(clerk: Client) -> None:
    clerk.post(ADDRESS, {**GIVEN, "key": uuid.uuid4()})

    again = clerk.post(ADDRESS, {**GIVEN, "key": uuid.uuid4()})

    assert "beginnt schon eine andere Fassung" in again.content.decode()


def test_a_customer_type_nobody_knows_is_not_found(clerk: Client) -> None:
    assert clerk.get("/mahnungen/verfahren/alle/neu/").status_code == 404
