"""Every page a clerk can reach in the demo town, followed link by link from the start page."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import resolve
from playwright.sync_api import Page

from tests.browser import SMALLEST, WIDE, Site, database, findings, overflow
from tests.staff.test_access import STAFF, policy

pytestmark = pytest.mark.journey

CUSTOMERS = 40
EXAMPLES = 2
MANY_FACES = {"contract", "customer", "invoice", "quote"}
FILES = {
    "billing_results",
    "campaign_recipients",
    "collection_file",
    "document",
    "quote_document",
    "run_file",
    "tariff_export",
    "terms_document",
}
# Pages no link leads to in a town at rest, and where they are opened instead.
ELSEWHERE = {
    "search": "the palette fills itself with it (test_shell)",
    "call_in": "the telephone system opens it (test_customers)",
    "design": "the palette leads administrators there (test_shell)",
    "quote_credit": "opened for the person of a draft (test_quote_credit)",
    "quote_new": "makes a draft; the journeys begin with it",
    "quote_next": "follows an answered quote; the journeys end with it",
    "quote_compare": "compares chosen tariffs only (test_quote_comparison)",
    "campaign_count": "part of the form of a campaign (test_campaign_pages)",
    "invoice_quarter_hours": "for bills by quarter hours (test_load_curve_pages)",
    "campaign_edit": "for campaigns in preparation (test_campaign_pages)",
    "duplicate": "a task leads there after an order without a clerk (test_duplicates)",
    "duplicates": "the palette leads there (test_duplicates)",
    "channel": "the demo town shares one mailbox (test_channel_pages)",
    "tariff_edit": "for tariffs nobody has used (test_tariff_pages)",
    **dict.fromkeys(
        ("version_approve", "version_conditions", "version_edit", "version_withdraw"),
        "for prices in preparation (test_tariff_journey)",
    ),
    **dict.fromkeys(
        (
            "lead_peek",
            "tariff_peek",
            "customer_peek",
            "quote_peek",
            "contract_peek",
            "invoice_peek",
            "item_peek",
        ),
        "part of a list, shown by its own journey",
    ),
}


@pytest.fixture(scope="module")
def town(site: Site) -> Site:
    """The demo town with bills, payments, drafts and open questions."""
    with database():
        call_command("demo_town", customers=CUSTOMERS, stdout=io.StringIO(), stderr=io.StringIO())
    return site


def walk(page: Page, town: Site) -> Iterator[str]:
    """Follow the links, several examples of each route; the page stands at what is yielded."""
    waiting, seen, visits = [town.address + "/"], set[str](), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        route = _route(address)
        visits[route] += 1
        if visits[route] > EXAMPLES or route.partition(":")[0] in FILES | set(ELSEWHERE):
            continue
        page.goto(address)
        found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        links = {link.split("#")[0] for link in found if link.startswith(town.address)}
        new = [link for link in links - seen if "export=" not in link and _route(link)]
        waiting += sorted(new)
        seen |= links
        if visits[route] == 1 or route in MANY_FACES:
            yield route


def _route(address: str) -> str:
    """Name of the route, with the step for pages of one path; empty outside the staff pages."""
    match = resolve(urlsplit(address).path)
    if match.namespace != "staff" or match.url_name is None:
        return ""
    step = match.kwargs.get("step_name", "")
    return f"{match.url_name}:{step}" if step else match.url_name


@pytest.mark.row("R-44", "I6")
def test_every_page_can_be_reached_and_read_by_everybody(
    page: Page, town: Site, picture: Callable[..., None]
) -> None:
    town.sign_in(page.context, "admin")
    faults: list[str] = []
    reached: set[str] = set()

    for route in walk(page, town):
        name = f"{route.replace(':', '_')}_{len(reached)}"
        reached.add(route.partition(":")[0])
        picture(page, name, full=True)
        faults += [f"{route}: {finding}" for finding in findings(page)]
        if page.locator("main h1").count() != 1:
            faults.append(f"{route}: not exactly one heading of the first order")
        page.set_viewport_size(SMALLEST)
        picture(page, f"{name}_320", full=True)
        if wide := overflow(page):
            faults.append(f"{route}: {wide} px too wide on a screen of 320 px")
        page.set_viewport_size(WIDE)

    pages = {pattern.name for _, pattern in STAFF if "GET" in policy(pattern).methods}  # type: ignore[union-attr]
    unreached = sorted(pages - reached - FILES - set(ELSEWHERE))
    assert not faults, "\n".join(faults)
    assert not unreached, ", ".join(unreached)
