"""Who lost a device or a mail gets back in, and nobody else stays in."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.commands import administering
from kundenwerk.accounts.queries import people
from kundenwerk.platform.commands import Call
from tests.accounts import logins

SITE = "https://kw.example/"


@pytest.mark.django_db
def test_a_lost_second_factor_is_removed_and_the_person_told(client: Client, call: Call) -> None:
    person = logins.clerk()
    client.post(reverse("account_login"), {"login": logins.CLERK, "password": logins.PASSWORD})
    TOTP.activate(person, generate_totp_secret())

    for _ in range(2):
        administering.remove_second_factor(call, user_id=person.pk)

    assert not Authenticator.objects.exists()
    assert not people.sessions_of(person).exists()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([person.email], "Zweiter Faktor entfernt")
    ]
    assert [one.act for one in people.history_of(person)] == ["FACTOR_REMOVED"]


@pytest.mark.django_db
def test_one_session_is_ended_and_the_other_goes_on(call: Call) -> None:
    person = logins.clerk()
    phone, desk = Client(HTTP_USER_AGENT="phone"), Client(HTTP_USER_AGENT="desk")
    for one in (phone, desk):
        one.post(reverse("account_login"), {"login": logins.CLERK, "password": logins.PASSWORD})
    lost = people.sessions_of(person).get(user_agent="phone")

    ended = administering.end_sessions(call, user_id=person.pk, session_id=lost.pk)

    assert ended == 1
    assert phone.get(reverse("staff:me")).status_code == 302
    assert desk.get(reverse("staff:me")).status_code == 200


@pytest.mark.django_db
def test_a_customer_gets_a_fresh_link_into_the_portal(client: Client, call: Call) -> None:
    person = logins.customer()

    administering.send_link(call, user_id=person.pk, site=SITE)

    found = re.search(rf"{SITE}(\S+/link/\S+)", mail.outbox[0].body)
    assert found
    assert client.post(f"/{found.group(1)}")["Location"] == reverse("portal:start")
    assert client.post(f"/{found.group(1)}").status_code == 410
