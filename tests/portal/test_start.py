"""The customer's own page: what is theirs, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.parties.models import BusinessPartner
from tests import factories
from tests.factories.users import user
from tests.portal.letters import letter_to


def customer_of(contract_business_partner: int) -> Client:
    client = Client()
    client.force_login(user(Role.CUSTOMER, business_partner_id=contract_business_partner))
    return client


@pytest.mark.django_db
def test_a_customer_sees_the_own_contract() -> None:
    contract = factories.supplied_contract()

    page = customer_of(contract.business_partner_id).get(reverse("portal:start")).content.decode()

    assert contract.number in page
    assert contract.tariff.name in page


@pytest.mark.django_db
def test_a_customer_does_not_see_the_contract_of_another() -> None:
    contract = factories.supplied_contract()
    other = factories.business_partner(last_name="Kurz", email="kurz@example.org")

    page = customer_of(other.pk).get(reverse("portal:start")).content.decode()

    assert contract.number not in page


@pytest.mark.row("R-42")
@pytest.mark.django_db
def test_a_document_of_another_does_not_exist() -> None:
    owner = factories.business_partner()
    other = factories.business_partner(last_name="Kurz", email="kurz@example.org")
    address = reverse("portal:document", args=[letter_to(owner)])

    foreign = customer_of(other.pk).get(address)
    own = Client()
    own.force_login(user(Role.CUSTOMER, username="owner", business_partner_id=owner.pk))

    assert foreign.status_code == 404
    assert own.get(address)["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_without_login_the_portal_asks_for_one() -> None:
    answer = Client().get(reverse("portal:start"))

    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
def test_clerks_are_led_to_their_own_start_page() -> None:
    client = Client()
    client.force_login(user(Role.SERVICE))

    assert client.get(reverse("portal:start"))["Location"] == reverse("staff:start")


@pytest.mark.django_db
def test_customers_are_refused_on_the_screens_of_clerks() -> None:
    business_partner: BusinessPartner = factories.business_partner()

    answer = customer_of(business_partner.pk).get(reverse("staff:customers"))

    assert answer.status_code == 403
    assert "Suchen oder Befehl" not in answer.content.decode()
