"""Codes of the app: once, and not by guessing."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.models import User
from tests.accounts import logins


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    cache.clear()


def code_of_the_app(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def ask_for_second_factor(person: User, address: str = "192.0.2.20") -> Client:
    client = Client(REMOTE_ADDR=address)
    values = {"login": person.username, "password": logins.PASSWORD}
    assert client.post(reverse("account_login"), values)["Location"] == reverse("mfa_authenticate")
    return client


@pytest.mark.row("BAD-D34", "R-50")
def test_a_code_of_the_app_opens_once() -> None:
    person, secret = logins.clerk(), generate_totp_secret()
    TOTP.activate(person, secret)
    code = {"code": code_of_the_app(secret)}
    first, second = ask_for_second_factor(person), ask_for_second_factor(person)

    first.post(reverse("mfa_authenticate"), code)
    second.post(reverse("mfa_authenticate"), code)

    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


@pytest.mark.row("BAD-D34", "R-50")
def test_codes_cannot_be_guessed_one_after_the_other() -> None:
    person, secret = logins.clerk(), generate_totp_secret()
    TOTP.activate(person, secret)
    client = ask_for_second_factor(person)
    right = code_of_the_app(secret)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": wrong})
    late = client.post(reverse("mfa_authenticate"), {"code": right})

    assert "_auth_user_id" not in client.session
    assert late.status_code in {200, 302, 429}


@pytest.mark.row("R-52")
def test_the_key_of_an_app_cannot_be_read_in_the_database() -> None:
    secret = generate_totp_secret()

    kept = TOTP.activate(logins.clerk(), secret).instance

    assert secret not in str(kept.data)
    assert TOTP(kept).validate_code(code_of_the_app(secret))
