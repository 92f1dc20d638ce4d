"""Clerks say where bills go, and take it back, one by one and in bulk."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run
from tests import factories
from tests.factories.users import user
from tests.staff.test_bulk_pages import ask, shown, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.SERVICE, username="selma"))
    return client


def send(clerk: Client, account: ContractAccount, **changes: Any) -> HttpResponse:
    given = {"key": str(uuid.uuid4()), "delivery": "LETTER", "recipient": "", "shown": "LETTER|"}
    address = reverse("staff:sending", args=[account.pk])
    return clerk.post(address, given | changes, follow=True)


@pytest.mark.row("V8")
def test_bills_go_to_somebody_else_and_the_change_is_taken_back(clerk: Client) -> None:
    contract = factories.contract()
    account, aunt = contract.contract_account, factories.business_partner(last_name="Tante")
    page = clerk.get(reverse("staff:contract", args=[contract.pk])).content.decode()

    answer = send(clerk, account, recipient=aunt.number.lower(), delivery="PORTAL")
    account.refresh_from_db()
    after = (account.delivery, account.invoice_recipient_id)
    (offered,) = answer.context["undo"]()
    clerk.post(reverse("staff:undo", args=[offered.id]), {"back": "/"})

    account.refresh_from_db()
    assert reverse("staff:sending", args=[account.pk]) in page
    assert "Tante" in shown(answer)
    assert after == ("PORTAL", aunt.pk)
    assert (account.delivery, account.invoice_recipient_id) == ("LETTER", None)


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"recipient": "99999999"}, 422, "Diese Kundennummer gibt es nicht"),
        ({"recipient": "x" * 5000}, 422, "20"),
        ({"delivery": "PIGEON"}, 422, "Rechnungen per"),
        ({"shown": "' or 1=1"}, 422, ""),
        ({"shown": "EMAIL|77"}, 409, "inzwischen geändert"),
    ],
)
def test_bad_input_is_told_and_nothing_is_changed(
    clerk: Client, changes: dict[str, str], status: int, sentence: str
) -> None:
    account = factories.contract().contract_account

    answer = send(clerk, account, **{"delivery": "PORTAL", **changes})

    account.refresh_from_db()
    assert answer.status_code == status
    assert sentence in shown(answer)
    assert (account.delivery, account.invoice_recipient_id) == ("LETTER", None)


@pytest.mark.row("V8")
def test_the_way_of_many_contracts_is_taken_back_as_one(clerk: Client) -> None:
    version = factories.tariff_version()
    people = [factories.business_partner(last_name=name) for name in ("Anders", "Meyer")]
    made = [factories.contract(customer=one, version=version) for one in people]
    chosen = {"was": "versandweg", "zeile": [one.pk for one in made], "delivery": "EMAIL"}
    preview = ask(clerk, "vertraege", schritt="vorschau", key=str(uuid.uuid4()), **chosen)
    start(clerk, "vertraege", preview, **chosen)
    run_pending()
    run = Run.objects.get()
    other = made[1].contract_account
    ContractAccount.objects.filter(pk=other.pk).update(delivery="PORTAL")

    clerk.post(reverse("staff:bulk_undo", args=[run.pk]))
    run_pending()

    undone = Run.objects.exclude(pk=run.pk).get()
    page = shown(clerk.get(reverse("staff:run", args=[undone.pk])))
    ways = dict(ContractAccount.objects.values_list("pk", "delivery"))
    assert ways == {made[0].contract_account_id: "LETTER", other.pk: "PORTAL"}
    assert "Versandweg ist jetzt „Kundenportal“" in page
