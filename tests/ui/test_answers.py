"""What every answer carries, and the pages for refusals."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.views.defaults import server_error

from kundenwerk.accounts.roles import Role
from tests.accounts import logins
from tests.factories.users import user

PAGES = ["staff:start", "staff:me", "staff:customers", "account_login", "livez"]


@pytest.mark.row("R-44", "I6")
@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_every_answer_binds_the_browser_to_our_own_content(name: str) -> None:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))

    answer = client.get(reverse(name))
    policy = answer["Content-Security-Policy"]

    for part in ("default-src 'self'", "script-src 'self'", "style-src 'self'"):
        assert part in policy
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_personal_pages_stay_out_of_every_cache() -> None:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))

    answer = client.get(reverse("staff:me"))

    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_session_cookie_is_out_of_reach_for_scripts() -> None:
    logins.clerk()

    answer = Client().post(
        reverse("account_login"), {"login": logins.CLERK, "password": logins.PASSWORD}
    )
    (session,) = [morsel for name, morsel in answer.cookies.items() if "session" in name]

    assert (session["samesite"], session["httponly"]) == ("Lax", True)


@pytest.mark.django_db
def test_an_address_that_does_not_exist_says_so_in_german() -> None:
    answer = Client().get("/gibt/es/nicht/")

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()


@pytest.mark.django_db
def test_an_expired_form_says_so_in_german() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(reverse("account_login"), {"login": "x", "password": "y"})

    assert answer.status_code == 403
    assert "Diese Seite ist abgelaufen" in answer.content.decode()


def test_the_page_for_faults_needs_no_database() -> None:
    page = server_error(HttpRequest()).content.decode()

    assert "Das hat leider nicht geklappt" in page
    assert "Es wurde nichts halb gespeichert" in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_a_page_for_a_refusal_says_what_to_do(name: str) -> None:
    page = render_to_string(f"{name}.html")

    assert "<h1>" in page
    assert "Sie" in page
