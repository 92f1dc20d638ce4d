"""The entrance in a real browser: passkeys, app, and pages that stand up to every screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from tests.accounts import logins
from tests.browser import Site, database, findings, overflow

pytestmark = pytest.mark.journey

OPEN_PAGES = ["account_login", "account_request_login_code", "account_reset_password"]
OWN_PAGES = [
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
]


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """Clerks with a password, one per test that changes its login."""
    del site
    with database():
        cache.clear()
        for name in (logins.CLERK, "passkey", "app"):
            logins.clerk(name)


def sign_in(page: Page, site: Site, username: str = logins.CLERK) -> None:
    page.goto(site.address + reverse("account_login"))
    page.get_by_label("Anmeldename oder E-Mail-Adresse").fill(username)
    page.get_by_label("Passwort", exact=True).fill(logins.PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)


def protected(page: Page, site: Site, name: str) -> None:
    """Open a page that asks for the password once more."""
    page.goto(site.address + reverse(name))
    page.get_by_label("Passwort").fill(logins.PASSWORD)
    page.get_by_role("button", name="Bestätigen").click()
    page.wait_for_url("**" + reverse(name))


@pytest.fixture
def fingerprint_reader(page: Page) -> None:
    """A fingerprint reader that always recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.row("K1", "R-50")
@pytest.mark.usefixtures("fingerprint_reader")
def test_a_passkey_opens_without_a_password(page: Page, site: Site) -> None:
    sign_in(page, site, "passkey")
    protected(page, site, "mfa_add_webauthn")
    page.get_by_label("Name des Geräts").fill("Diensttelefon")
    page.get_by_label("Anmelden ohne Passwort").check()
    page.get_by_role("button", name="Passkey hinzufügen").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))
    page.context.clear_cookies()

    page.goto(site.address + reverse("account_login"))
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url(lambda url: "/zugang/" not in url)
    page.goto(site.address + reverse("usersessions_list"))

    expect(page.get_by_role("heading", name="Meine Sitzungen")).to_be_visible()


@pytest.mark.row("R-50")
def test_an_app_becomes_the_second_factor(page: Page, site: Site) -> None:
    sign_in(page, site, "app")
    protected(page, site, "mfa_activate_totp")
    page.get_by_text("Schlüssel von Hand eingeben").click()
    secret = "".join(page.locator("details .code").inner_text().split())
    page.get_by_label("Code aus der App").fill(_code(secret))
    page.get_by_role("button", name="App einrichten").click()
    page.wait_for_url(lambda url: "activate" not in url)
    page.context.clear_cookies()

    sign_in(page, site, "app")

    expect(page.get_by_role("heading", name="Zweiter Faktor")).to_be_visible()
    assert findings(page) == []


def _code(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.row("R-44")
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_before_the_door(
    page: Page, small: BrowserContext, site: Site, name: str, picture: Callable[..., None]
) -> None:
    page.goto(site.address + reverse(name))
    narrow = small.new_page()
    narrow.goto(site.address + reverse(name))

    picture(page, name)
    assert findings(page) == []
    assert overflow(narrow) == 0


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_page_about_ones_own_login(
    page: Page, small: BrowserContext, site: Site, name: str, picture: Callable[..., None]
) -> None:
    sign_in(page, site)
    small.add_cookies(page.context.cookies())
    page.goto(site.address + reverse(name))
    narrow = small.new_page()
    narrow.goto(site.address + reverse(name))

    picture(page, name)
    assert page.locator("h1").count() == 1
    assert findings(page) == []
    assert overflow(narrow) == 0


def test_the_picture_for_the_app_holds_the_key(page: Page, site: Site) -> None:
    sign_in(page, site)

    protected(page, site, "mfa_activate_totp")

    expect(page.get_by_role("img", name="Bild mit dem Schlüssel für die App")).to_be_visible()
