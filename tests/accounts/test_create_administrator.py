"""The first login of a new installation."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role

pytestmark = pytest.mark.django_db


def create(username: str, email: str) -> str:
    out = io.StringIO()
    call_command("create_administrator", username, email, stdout=out)
    return out.getvalue()


def test_the_printed_password_opens_the_administration(client: Client) -> None:
    printed = create("chefin", "chefin@example.org")
    found = re.search(r"Passwort: +(\S{20})$", printed, re.MULTILINE)

    assert found is not None
    values = {"login": "chefin", "password": found.group(1)}
    assert client.post(reverse("account_login"), values)["Location"] == reverse("staff:start")
    assert User.objects.get(username="chefin").role == Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("username", "email", "told"),
    [("Chefin", "x@example.org", "gibt es schon"), ("neu", "x", "keine E-Mail-Adresse")],
)
def test_a_name_that_is_taken_or_a_wrong_address_is_told(
    username: str, email: str, told: str
) -> None:
    create("chefin", "chefin@example.org")

    with pytest.raises(CommandError, match=told):
        create(username, email)

    assert User.objects.count() == 1
