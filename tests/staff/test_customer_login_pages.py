"""Customer service gives customers a way into the portal."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.models import LoginEntry, User
from kundenwerk.accounts.roles import Role
from tests import factories
from tests.factories.users import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Client:
    client = Client()
    client.force_login(user(Role.SERVICE, username="selma"))
    return client


def invite(service: Client, number: str, key: str = "") -> Any:
    given = {"key": key or str(uuid.uuid4()), "number": number}
    return service.post(reverse("staff:portal_login_new"), given, follow=True)


def test_a_customer_is_invited_from_the_record_and_comes_in(service: Client) -> None:
    customer = factories.business_partner(first_name="Petra", email="Petra@example.org")
    record = service.get(reverse("staff:customer", args=[customer.pk])).content.decode()
    form = service.get(reverse("staff:portal_login_new"), {"kunde": customer.pk})
    key = str(uuid.uuid4())

    for _ in range(2):  # a double click
        answer = invite(service, customer.number, key)
    listed = service.get(reverse("staff:portal_logins"), {"kunde": customer.pk}).content.decode()
    (letter,) = mail.outbox
    found = re.search(r"https://kunde\.stadtwerke\.example(/\S+/link/\S+)", letter.body)

    assert f"?kunde={customer.pk}" in record
    assert customer.number in form.content.decode()
    assert "Ein Link zum Anmelden geht an Petra" in answer.content.decode()
    assert letter.to == ["petra@example.org"]
    assert found
    assert Client().post(found[1])["Location"] == reverse("portal:start")
    assert "petra@example.org" in listed
    made = User.objects.get(email="petra@example.org")
    assert (made.role, made.business_partner_id, made.has_usable_password()) == (
        "CUSTOMER", customer.pk, False,
    )  # fmt: skip
    assert list(LoginEntry.objects.values_list("user", "act")) == [(made.pk, "MADE")]


@pytest.mark.parametrize(
    ("email", "number", "sentence"),
    [
        ("", "", "keine E-Mail-Adresse hinterlegt"),
        ("selma@example.org", "", "hat schon einen Zugang"),
        ("a@b.de", "99999999", "Diese Kundennummer gibt es nicht"),
        ("a@b.de", "x" * 3000, "20"),
        ("a@b.de", "\u200b", ""),
    ],
)
def test_who_cannot_be_invited_is_told_why(
    service: Client, email: str, number: str, sentence: str
) -> None:
    customer = factories.business_partner(email=email)

    answer = invite(service, number or customer.number)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (User.objects.count(), mail.outbox) == (1, [])


@pytest.mark.parametrize("word", ["x", "9" * 40, "-1", ""])
def test_a_strange_customer_in_the_address_is_nobody(service: Client, word: str) -> None:
    for name in ("portal_logins", "portal_login_new"):
        assert service.get(reverse(f"staff:{name}"), {"kunde": word}).status_code == 200
