"""A quote for a new prospect in a browser, by keyboard alone; and the wait for a new price."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.harness import Options, Row, prepared, seconds
from benchmarks.list_page import make_clerk
from kundenwerk.demo.town import Town
from kundenwerk.platform.commands import Call
from tests.browser import WIDE, database
from tests.journeys.hands import Keys

CUSTOMERS: Final = 30
PLACE: Final = ("12345", "Bahnhofstraße", "77")
IBAN: Final = "DE89370400440532013000"
CHANGES: Final = 20
# From the last keystroke until the first card shows the price of the new consumption.
_REPRICED: Final = """(kwh) => new Promise((done) => {
  const field = document.querySelector("#kwh"), begin = performance.now();
  const shown = () => document.querySelector("article.tariff").textContent.includes(kwh);
  new MutationObserver((_, watch) => {
    if (shown()) { watch.disconnect(); done(performance.now() - begin); }
  }).observe(document.querySelector("main"), {subtree: true, childList: true, characterData: true});
  field.value = kwh;
  field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def build() -> None:
    """A small town with tariffs to choose among."""
    town = Town(CUSTOMERS, lambda _: None)
    town.begin()
    town.play()


def measure(options: Options) -> list[Row]:
    """Inputs and seconds of a whole quote, milliseconds of a new price; medians of the rounds."""
    with prepared(f"keyboard_{CUSTOMERS}", build), _page() as (page, address):
        took, inputs = [], 0
        for number in range(options.rounds):
            page.goto(f"{address}/angebote/neu/")
            keys = Keys(page)
            name = f"Petra Sommer{'abcdefgh'[number % 8]}"
            took.append(seconds(lambda keys=keys, name=name: keys.quote(PLACE, IBAN, name)))
            inputs = keys.inputs
        waits = _waits(page, address)
    middle, slow = statistics.median(took), sorted(waits)[int(0.95 * (len(waits) - 1))]
    return [
        Row("quote by keyboard, inputs", "", None, inputs, None, "", "≤ 25", inputs <= 25),
        Row("quote by keyboard, to the PDF", "s", None, middle, None, "", "≤ 60", middle <= 60),
        Row("new consumption to new prices, 95 of 100", "ms", None, slow, None, "", "≤ 200",
            slow <= 200),
    ]  # fmt: skip


def _waits(page: Page, address: str) -> list[float]:
    page.goto(f"{address}/angebote/neu/")
    keys = Keys(page)
    keys.press("Enter")
    keys.fill_place(PLACE)
    page.locator("article.tariff").first.wait_for()
    return [float(page.evaluate(_REPRICED, f"3.{number:03}")) for number in range(CHANGES)]


@contextmanager
def _page() -> Iterator[tuple[Page, str]]:
    """The product behind a socket, and a browser in which a clerk is signed in."""
    with ExitStack() as stack:
        client = Client()
        clerk = get_user_model().objects.get(pk=make_clerk(Call.of_job("bench", "clerk")))
        client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[0])
        settings.ALLOWED_HOSTS = ["localhost"]
        server = LiveServerThread("localhost", lambda application: application)
        server.daemon = True
        stack.callback(server.terminate)
        server.start()
        server.is_ready.wait()
        address = f"http://localhost:{server.port}"
        context = _browser(stack).new_context(viewport=WIDE, locale="de-DE")
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
        stack.enter_context(database())
        yield context.new_page(), address


def _browser(stack: ExitStack) -> Browser:
    own = shutil.which("chromium")
    playwright = stack.enter_context(sync_playwright())
    return playwright.chromium.launch(executable_path=own) if own else playwright.chromium.launch()
