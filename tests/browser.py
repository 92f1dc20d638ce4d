"""A real browser against the running product: fixtures, and what every page must stand up to."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python import base as axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from kundenwerk.cli import doctor
from tests.own_database import own_database

WIDE: ViewportSize = {"width": 1366, "height": 768}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
# What is waited for comes in a moment; only a machine busy with other work takes longer.
expect.set_options(timeout=15_000)
# Where pictures go when somebody wants to look at them: KUNDENWERK_PICTURES=<folder>.
PICTURES = os.environ.get("KUNDENWERK_PICTURES", "")


# The browser's library leaves its event loop marked as running in this thread, which Django
# takes for asynchronous code. Tests without a browser therefore run with the mark taken off.
_paused: list[asyncio.AbstractEventLoop] = []


@contextmanager
def database() -> Iterator[None]:
    """Work with the database between two steps of the browser."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[Any]:
    """Put the browser's loop back for its tests and for the end of the run, away for others."""
    if _paused and (nextitem is None or "browser" in getattr(item, "fixturenames", ())):
        asyncio._set_running_loop(_paused.pop())
    try:
        return (yield)
    finally:
        if loop := asyncio._get_running_loop():
            _paused.append(loop)
            asyncio._set_running_loop(None)


@dataclass(frozen=True, slots=True)
class Site:
    """The product served from a database of its own."""

    address: str

    def sign_in(self, context: BrowserContext, username: str) -> None:
        """Open the site for a login without going through the login page."""
        client = Client()
        with database():
            client.force_login(
                get_user_model().objects.get(username=username),
                backend=settings.AUTHENTICATION_BACKENDS[0],
            )
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": self.address}]
        )


@pytest.fixture(scope="session")
def base_url() -> str:
    """Addresses are written out; the fixture of this name elsewhere is out of date."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium where there is one; else the one Playwright installed."""
    found = doctor.browser()
    own = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **own}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A German clerk's screen."""
    german = {"locale": "de-DE", "timezone_id": "Europe/Berlin", "viewport": WIDE}
    return {**browser_context_args, **german}


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """Serve the product over HTTP; what a module writes is gone after it."""
    stack = ExitStack()
    with database():
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(own_database())
        # WhiteNoise serves the assets, so nothing has to be wrapped around the application.
        server = LiveServerThread("localhost", lambda application: application)
        server.daemon = True
        stack.callback(server.terminate)
        server.start()
        server.is_ready.wait()
        assert server.error is None, server.error
    yield Site(f"http://localhost:{server.port}")
    with database():
        stack.close()


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that fails its test on a script error, a policy violation or a foreign request."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: _note(message.type, message.text, faults))
    page.on("request", lambda request: _foreign(request.url, faults))
    page.on("requestfailed", lambda request: _lost(request.url, request.failure or "", faults))
    page.on("response", lambda answer: _broken(answer.status, answer.url, faults))

    yield page

    assert not faults, faults


def _note(kind: str, text: str, faults: list[str]) -> None:
    # A refused answer (403, 409, 422) and a cut line are no faults of the page.
    expected = text.startswith("Failed to load resource") or "Failed to fetch" in text
    if kind == "error" and not expected:
        faults.append(f"console: {text}")


def _foreign(url: str, faults: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "localhost":
        faults.append(f"foreign request: {url}")


def _lost(url: str, reason: str, faults: list[str]) -> None:
    # Given up for a newer one, or cut off by the test itself.
    if reason not in {"net::ERR_ABORTED", "net::ERR_INTERNET_DISCONNECTED"}:
        faults.append(f"{reason}: {url}")


def _broken(status: int, url: str, faults: list[str]) -> None:
    if status >= 500:
        faults.append(f"{status}: {url}")


@pytest.fixture
def small(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """The narrowest screen that must do without sideways scrolling (WCAG 1.4.10)."""
    context = browser.new_context(**{**browser_context_args, "viewport": SMALLEST})
    yield context
    context.close()


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate("() => document.documentElement.scrollWidth - document.body.clientWidth")
    )


def findings(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line per rule and element.

    Bars that stick to an edge are let loose meanwhile: what they cover now can be scrolled free.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_script())
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    bars = (
        "() => document.querySelectorAll('.top, .foot').forEach(bar => bar.style.position = '{}')"
    )
    page.evaluate(bars.format("static"))
    found = page.evaluate(
        "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules
    )
    page.evaluate(bars.format(""))
    return [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:400]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _axe_script() -> str:
    return (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Keep a picture of a page for the eye; only where KUNDENWERK_PICTURES names a folder."""

    def keep(page: Page, name: str = "", *, full: bool = False) -> None:
        if PICTURES:
            path = Path(PICTURES) / f"{name or request.node.name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, full_page=full)

    return keep
