"""The link of a mail, for customers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kundenwerk.accounts.models import User
from tests.accounts import logins


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    cache.clear()


def mailed_link(client: Client, address: str = logins.CUSTOMER_ADDRESS) -> str:
    client.post(reverse("account_request_login_code"), {"email": address})
    found = re.search(r"http://testserver(/zugang/link/\S+)", mail.outbox[-1].body)
    return found.group(1) if found else ""


@pytest.mark.row("K1")
def test_a_customer_signs_in_with_the_link_of_a_mail_on_another_device(client: Client) -> None:
    logins.customer()
    link = mailed_link(client)
    telephone = Client()

    shown = telephone.get(link)
    answer = telephone.post(link)

    assert "Jetzt anmelden" in shown.content.decode()
    assert answer["Location"] == reverse("portal:start")
    assert telephone.get(reverse("portal:start")).status_code == 200


def test_a_program_that_only_looks_at_the_link_is_not_let_in_and_does_not_use_it_up(
    client: Client,
) -> None:
    logins.customer()
    link = mailed_link(client)
    scanner = Client()

    scanner.get(link)

    assert "_auth_user_id" not in scanner.session
    assert Client().post(link).status_code == 302


@pytest.mark.parametrize("spoil", ["used", "old", "forged", "locked"])
def test_a_link_opens_once_and_for_minutes_only(client: Client, spoil: str) -> None:
    person = logins.customer()
    link = mailed_link(client)
    if spoil == "used":
        Client().post(link)
    if spoil == "forged":
        link = link[:-2] + "x/"
    if spoil == "locked":
        User.objects.filter(pk=person.pk).update(is_active=False)
    stranger = Client()

    with time_machine.travel(timezone.now() + timedelta(minutes=16 if spoil == "old" else 0)):
        answer = stranger.post(link)

    assert answer.status_code == 410
    assert "gilt nicht mehr" in answer.content.decode()
    assert "_auth_user_id" not in stranger.session


def test_a_link_alone_is_not_enough_for_who_has_a_second_factor(client: Client) -> None:
    TOTP.activate(logins.customer(), generate_totp_secret())
    link = mailed_link(client)

    answer = Client().post(link)

    assert answer["Location"] == reverse("mfa_authenticate")


def test_staff_gets_neither_code_nor_link_by_mail(client: Client) -> None:
    logins.clerk()

    link = mailed_link(client, f"{logins.CLERK}@example.org")

    assert link == ""
    assert "keinen Zugang" in mail.outbox[-1].body
