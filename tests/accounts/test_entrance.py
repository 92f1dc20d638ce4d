"""Who gets in, how, and who does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kundenwerk import accounts
from kundenwerk.accounts.adapter import AccountAdapter
from tests.accounts import logins

INFORMAL = re.compile(r"(?i)\b(du|dein\w*|dir|dich|gib|bitte (?:versuche|wähle|gib|habe))\b")


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    cache.clear()


def sign_in(client: Client, password: str = logins.PASSWORD, login: str = logins.CLERK) -> int:
    values = {"login": login, "password": password}
    return client.post(reverse("account_login"), values).status_code


def code_from(text: str) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})?)\s*$", text, re.MULTILINE)
    assert found is not None, text
    return found.group(1)


def test_a_clerk_signs_in_with_name_and_password(client: Client) -> None:
    logins.clerk()

    answer = client.post(
        reverse("account_login"), {"login": logins.CLERK, "password": logins.PASSWORD}
    )

    assert answer["Location"] == reverse("staff:start")


def test_a_wrong_password_gets_a_sentence_and_keeps_the_name(client: Client) -> None:
    logins.clerk()

    answer = client.post(reverse("account_login"), {"login": logins.CLERK, "password": "falsch"})

    assert "stimmen nicht" in answer.content.decode()
    assert f'value="{logins.CLERK}"' in answer.content.decode()


@pytest.mark.row("K1")
def test_a_customer_signs_in_with_a_code_from_a_mail(client: Client) -> None:
    logins.customer()

    client.post(reverse("account_request_login_code"), {"email": logins.CUSTOMER_ADDRESS})
    code = code_from(mail.outbox[0].body)
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert mail.outbox[0].subject == "Ihr Link zum Anmelden"
    assert answer["Location"] == reverse("portal:start")


def test_a_code_opens_once(client: Client) -> None:
    logins.customer()
    client.post(reverse("account_request_login_code"), {"email": logins.CUSTOMER_ADDRESS})
    code = code_from(mail.outbox[0].body)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.logout()

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert "_auth_user_id" not in client.session


def test_nobody_learns_which_addresses_have_a_login(client: Client) -> None:
    logins.customer()
    path = reverse("account_request_login_code")

    known = client.post(path, {"email": logins.CUSTOMER_ADDRESS})
    unknown = Client().post(path, {"email": "niemand@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_there_is_no_door_for_visitors_to_build_themselves(client: Client, name: str) -> None:
    client.force_login(logins.clerk())

    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(name), {"email": "x@example.org"}).status_code == 404


@pytest.mark.row("BAD-D33", "R-50")
def test_guessing_is_slowed_down_without_locking_the_owner_out(client: Client) -> None:
    logins.clerk()
    guesses = [sign_in(Client(REMOTE_ADDR="192.0.2.7"), f"geraten-{n}") for n in range(12)]
    last = Client(REMOTE_ADDR="192.0.2.7").post(
        reverse("account_login"), {"login": logins.CLERK, "password": logins.PASSWORD}
    )

    cache.clear()  # minutes later

    assert set(guesses) <= {200, 429}
    assert last.status_code in {200, 429}
    assert "Minuten" in last.content.decode()
    assert sign_in(client) == 302


def test_many_requests_for_codes_from_one_place_are_refused_in_german() -> None:
    path = reverse("account_reset_password")
    answers = [
        Client(REMOTE_ADDR="192.0.2.8").post(path, {"email": f"n{n}@example.org"})
        for n in range(25)
    ]

    assert answers[-1].status_code == 429
    assert "Zu viele Versuche" in answers[-1].content.decode()


def test_passwords_are_long_and_not_common(client: Client) -> None:
    client.force_login(logins.clerk())
    path = reverse("account_change_password")

    def problems(password: str, again: str) -> str:
        values = {"oldpassword": logins.PASSWORD, "password1": password, "password2": again}
        return client.post(path, values).content.decode()

    assert "mindestens 12 Zeichen" in problems("kurz", "kurz")
    assert "sind verschieden" in problems("ein langer Satz mit Tee", "ein langer Satz mit Milch")


@pytest.mark.row("R-50")
def test_where_a_second_factor_is_demanded_nothing_works_without_one(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True
    clerk = logins.clerk()
    client.force_login(clerk)

    before = client.get(reverse("staff:me"))
    shown = client.get(reverse("mfa_index")).content.decode()
    TOTP.activate(clerk, generate_totp_secret())
    after = client.get(reverse("staff:me"))

    assert before["Location"] == reverse("mfa_index")
    assert "verlangt einen zweiten Faktor" in shown
    assert after.status_code == 200


def test_a_password_alone_is_not_enough_for_who_has_a_second_factor(client: Client) -> None:
    TOTP.activate(logins.clerk(), generate_totp_secret())

    answer = client.post(
        reverse("account_login"), {"login": logins.CLERK, "password": logins.PASSWORD}
    )

    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("staff:start"))["Location"].startswith(reverse("account_login"))


def test_customers_are_never_asked_for_a_second_factor(client: Client, settings: Settings) -> None:
    settings.REQUIRE_MFA = True
    client.force_login(logins.customer())

    assert client.get(reverse("portal:start")).status_code == 200


def test_a_customer_without_password_may_add_a_passkey_later(
    client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    client.force_login(logins.customer())

    answer = client.get(reverse("mfa_add_webauthn"))

    assert answer.status_code == 200


def test_a_locked_login_stays_outside(client: Client) -> None:
    clerk = logins.clerk()
    clerk.is_active = False
    clerk.save()

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_the_library_speaks_formally() -> None:
    sentences = [
        *AccountAdapter.error_messages.values(),
        *DefaultMFAAdapter.error_messages.values(),
    ]
    folder = Path(accounts.__file__).parent / "templates"
    sentences += [path.read_text(encoding="utf-8") for path in folder.rglob("*.*")]

    assert [text for text in map(str, sentences) if INFORMAL.search(text)] == []
