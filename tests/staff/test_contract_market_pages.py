"""What the contract page shows of the market and lets a clerk ask again."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.mako import commands
from kundenwerk.mako.models import Process
from tests.factories.users import user
from tests.mako import orders
from tests.mako.test_termination import answered, terminated
from tests.mako.waiting import receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(user(Role.SERVICE, username="sven"))
    return client


def shown(clerk: Client, contract_id: int) -> str:
    return clerk.get(reverse("staff:contract", args=[contract_id])).content.decode()


def ask(clerk: Client, contract_id: int) -> str:
    address = reverse("staff:contract_release", args=[contract_id])
    page = clerk.post(address, {"key": uuid.uuid4()}, follow=True)
    return page.content.decode()


@pytest.mark.row("AP-095", "AP-099")
def test_the_contract_shows_both_processes_and_the_old_number(clerk: Client) -> None:
    process = terminated()

    text = shown(clerk, process.contract_id)

    assert "Kündigung beim Altlieferanten" in text
    assert "Anmeldung</td>" in text.replace("<br>", "</td>")
    assert "AS-4711/22" in text
    assert reverse("staff:contract_release", args=[process.contract_id]) not in text


def test_a_refused_termination_can_be_asked_again_from_the_contract(clerk: Client) -> None:
    process = terminated()
    receive(answered(process, code="A06"))

    told = ask(clerk, process.contract_id)
    twice = ask(clerk, process.contract_id)

    assert "auf den Weg gebracht" in told
    assert "nichts zu kündigen" in twice
    assert Process.objects.filter(kind="TERMINATION").count() == 2


def test_what_the_termination_lacks_is_told_at_the_contract(clerk: Client) -> None:
    contract_id = orders.ordered_contract(previous_contract_number="AS 1")
    commands.register_supply(orders.new_call(), contract_id=contract_id, at=orders.NOW)
    Process.objects.filter(kind="TERMINATION").update(state="REJECTED", closed_at=orders.NOW)
    SupplyContract.objects.filter(pk=contract_id).update(previous_contract_number="☃")

    assert "Vertragsnummer beim Altlieferanten" in ask(clerk, contract_id)
