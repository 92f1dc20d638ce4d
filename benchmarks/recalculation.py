"""From a keystroke in the consumption to the new prices on the screen, in a real browser."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from benchmarks import catalogue, quote
from benchmarks.harness import Options, Row, prepared
from benchmarks.list_page import make_clerk
from kundenwerk.accounts.models import User
from kundenwerk.cli import doctor
from kundenwerk.platform.commands import Call

CHANGES: Final = 60
GOAL: Final = 200
_CHANGE: Final = """
async ([typed, shown]) => {
  const field = document.querySelector("#kwh");
  const results = document.querySelector("#results");
  field.focus();
  const painted = new Promise(resolve => {
    const seen = () => {
      if (!document.querySelector(".tariff")?.textContent.includes(shown)) return;
      watch.disconnect();
      requestAnimationFrame(() => resolve(performance.now()));
    };
    const watch = new MutationObserver(seen);
    watch.observe(results, {subtree: true, childList: true, characterData: true});
  });
  field.value = typed;
  const begin = performance.now();
  field.dispatchEvent(new Event("input", {bubbles: true}));
  const end = await painted;
  return [end - begin, document.activeElement === document.querySelector("#kwh")];
}
"""
_PING: Final = """
async () => {
  const begin = performance.now();
  await (await fetch("/livez")).text();
  return performance.now() - begin;
}
"""


def measure(options: Options) -> list[Row]:
    """Milliseconds until the prices stand there, the wait for a second keystroke included."""
    with prepared(f"catalogue_{options.versions}", lambda: catalogue.build(options.versions)):
        draft = quote.stored_drafts(quote.typed_drafts())[0]
        with _served() as address, _page(address) as page:
            page.goto(address + reverse("staff:quote_step", args=[draft.pk, "tarif"]))
            page.locator(".tariff").first.wait_for()
            times = [_change(page, 2_000 + 7 * number) for number in range(CHANGES)][10:]
            floor = statistics.median(page.evaluate(_PING) for _ in range(20))
    slow = quote.p95(times)
    middle = statistics.median(times)
    name = f"prices after a keystroke, {options.versions:,} versions"
    return [
        Row(f"{name}, middle", "ms", None, middle, floor, f"{middle / floor:.0f} × a ping"),
        Row(f"{name}, 95 of 100", "ms", None, slow, floor, "", f"≤ {GOAL}", slow <= GOAL),
    ]


def _change(page: Page, kwh: int) -> float:
    shown = f"{kwh:,}".replace(",", ".")
    took, focused = page.evaluate(_CHANGE, [shown, f"bei {shown}"])
    if not focused:
        raise RuntimeError(f"{shown} kWh: the field has lost the focus")
    return float(took)


@contextmanager
def _served() -> Iterator[str]:
    """The product on a port of its own, with the prepared database."""
    connection.close()
    thread = LiveServerThread("127.0.0.1", lambda product: product)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


@contextmanager
def _page(address: str) -> Iterator[Page]:
    client = Client()
    client.force_login(User.objects.get(pk=make_clerk(Call.of_job("bench", "clerk"))))
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": address}
    connection.close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=doctor.browser(), args=["--no-sandbox"]
        )
        try:
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            context.add_cookies([cookie])  # type: ignore[list-item]
            yield context.new_page()
        finally:
            browser.close()
