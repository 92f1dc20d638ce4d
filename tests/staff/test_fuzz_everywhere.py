"""Every page, every address and every form of the demo town, with what no clerk would send."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve

from kundenwerk.accounts.models import User
from tests.own_database import own_database

CUSTOMERS = 6
# Leave the session, or go on in the middle of what they do.
LEFT_ALONE = {"account_logout", "usersessions_list"}
VALUES = [
    "a\x00b",
    "9" * 400,
    "-1",
    "٣٠٠٠",
    "1e5",
    "NaN",
    "2026-02-31",
    "<img src=x onerror=alert(1)>",
    "' or 1=1 --",
    "\u202e321\u200b",
    "x" * 20_000,
    "%s%s{0}",
]
NUMBERS = [0, 2**31, 2**63 - 1, 2**63, 2**64, 10**40]


@dataclass
class Form:
    """A form as a browser would send it."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """Links and forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(values.get("href", ""))
        if "hx-get" in values:
            self.links.append(values["hx-get"])
        if tag == "form" and values.get("method", "").lower() == "post":
            self._open = Form(values.get("action", ""))
            self.forms.append(self._open)
        if self._open is None or not (name := values.get("name", self._select)):
            return
        if tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in values):
            self._open.fields.append((self._select, values.get("value", "")))
        elif tag == "textarea" or (tag == "input" and _sent(values)):
            self._open.fields.append((name, values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        if tag == "select":
            self._select = ""


def _sent(values: dict[str, str]) -> bool:
    kind = values.get("type", "text")
    return kind not in {"submit", "file"} and (
        kind not in {"checkbox", "radio"} or "checked" in values
    )


@dataclass(frozen=True)
class Town:
    """What was found: one address per route, and every form once."""

    pages: dict[str, str]
    forms: dict[str, Form]
    parameters: set[str]


def clerk() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="admin"))
    return client


def route(address: str) -> str:
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    step = match.kwargs.get("step_name", "")
    return f"{match.url_name}:{step}" if match.namespace == "staff" else ""


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(own_database())
        call_command("demo_town", customers=CUSTOMERS, stdout=io.StringIO(), stderr=io.StringIO())
        yield explored(clerk())


def explored(client: Client) -> Town:
    town, waiting = Town({}, {}, set()), ["/"]
    while waiting:
        address = waiting.pop(0)
        name = route(address)
        if not name or name in town.pages or name.partition(":")[0] in LEFT_ALONE:
            continue
        answer = client.get(address)
        town.pages[name] = address
        if "html" not in answer.get("Content-Type", "") or answer.status_code != 200:
            continue
        reader = Reader()
        reader.feed(answer.content.decode())
        for form in reader.forms:
            town.forms.setdefault(
                f"{name} {route(form.action or address)}", Form(form.action or address, form.fields)
            )
        links = [urlsplit(link) for link in reader.links]
        town.parameters.update(key for link in links for key, _ in parse_qsl(link.query))
        waiting += [link._replace(fragment="").geturl() for link in links if not link.netloc]
    return town


def broken(
    client: Client, sent: Iterator[tuple[str, str, str, dict[str, Any] | None]]
) -> list[Any]:
    """Everything that was answered with a fault of ours."""
    faults = []
    for name, value, address, data in sent:
        answer = client.get(address) if data is None else client.post(address, data)
        if answer.status_code >= 500:
            faults.append((name, value[:30], answer.status_code))
    return faults


def queries(town: Town) -> Iterator[tuple[str, str, str, None]]:
    for name, address in town.pages.items():
        for value in VALUES[::3]:
            query = urlencode(dict.fromkeys(sorted(town.parameters), value[:2000]))
            yield name, value, f"{urlsplit(address).path}?{query}", None


def numbers(town: Town) -> Iterator[tuple[str, str, str, None]]:
    for name, address in town.pages.items():
        parts = urlsplit(address).path.split("/")
        for number in NUMBERS:
            other = [str(number) if part.isdigit() else part for part in parts]
            if other != parts:
                yield name, str(number), "/".join(other), None


def forms(town: Town) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for name, form in town.forms.items():
        kept = dict(form.fields)
        if form.action.endswith("/uhr/"):  # every time it works, a day of the town goes by
            yield from ((name, v, form.action, {"back": v, "step": "x"}) for v in VALUES[:3])
            continue
        for value in VALUES:
            yield name, value, form.action, dict.fromkeys(kept, value)
        for position, changed in enumerate(kept):
            for value in VALUES[position % 3 :: 3]:
                yield f"{name} {changed}", value, form.action, kept | {changed: value}


def test_the_town_has_what_is_tried(town: Town) -> None:
    assert len(town.pages) > 40
    assert len(town.forms) > 20
    assert len(town.parameters) > 3


@pytest.mark.row("BAD-E05", "BAD-D27", "R-46")
def test_no_query_breaks_a_page(town: Town) -> None:
    assert broken(clerk(), queries(town)) == []


@pytest.mark.row("BAD-E05")
def test_no_number_in_an_address_breaks_a_page(town: Town) -> None:
    assert broken(clerk(), numbers(town)) == []


@pytest.mark.row("BAD-B16", "BAD-D12", "BAD-D28", "R-46")
def test_no_value_breaks_a_form(town: Town) -> None:
    assert broken(clerk(), forms(town)) == []


@pytest.mark.row("BAD-E07", "R-07")
def test_a_form_sent_again_with_other_values_is_shown_anew(town: Town) -> None:
    del town
    client = clerk()
    page = client.get("/konto/").content.decode()
    reader = Reader()
    reader.feed(page)
    form = next(form for form in reader.forms if "roomy" in page and "key" in dict(form.fields))
    key = {"key": dict(form.fields)["key"]}

    first = client.post("/konto/", key | {"roomy": "on"})
    again = client.post("/konto/", key | {"roomy": "on"})
    other = client.post("/konto/", key)

    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert "schon abgeschickt" in other.content.decode()
    assert User.objects.get(username="admin").roomy


@pytest.mark.row("BAD-E13")
@pytest.mark.usefixtures("town")
def test_oversized_questions_are_refused() -> None:
    client = clerk()
    many = "&".join(f"a{n}=1" for n in range(10_000))

    answers = [
        client.get("/kunden/?" + many).status_code,
        client.get("/kunden/", headers={"Accept-Language": "de," * 3_400}).status_code,
        client.post("/konto/", {f"a{n}": "1" for n in range(10_000)}).status_code,
    ]

    assert set(answers) <= {200, 400}
    assert answers[-1] == 400
