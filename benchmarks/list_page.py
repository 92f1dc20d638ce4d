"""The list of customers: processor time, queries and waiting, against JSON and a ping."""

from __future__ import annotations

import statistics
import time

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from benchmarks import people
from benchmarks.harness import Options, Row, interleaved, prepared
from kundenwerk.accounts.commands import create_login
from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from kundenwerk.parties.queries import CustomerFilter, customer_rows, give_addresses
from kundenwerk.platform.commands import Call, command

REQUESTS = 40
PAGE, SEARCHED, PING, PLAIN = "/kunden/", "/kunden/?q=m%C3%BCller", "/livez", "/plain"


def plain(request: HttpRequest) -> JsonResponse:
    """The same rows without a page around them."""
    del request
    rows = list(customer_rows(CustomerFilter()).order_by("sort_key", "pk")[:50])
    give_addresses(rows, people.DAY)
    return JsonResponse([[one.number, str(one), one.address] for one in rows], safe=False)


urlpatterns = [path("plain", plain), path("", include("kundenwerk.config.urls"))]


@command
def make_clerk() -> int:
    """A login that may see customers."""
    login = create_login(
        username="clerk",
        email="clerk@example.org",
        role=Role.SERVICE,
        first_name="",
        last_name="",
        password="",
    )
    return login.pk


def measure(options: Options) -> list[Row]:
    """Medians per request, all through the same middleware and one connection."""
    with (
        prepared(f"people_{options.people}", lambda: people.build(options.people)),
        override_settings(ROOT_URLCONF="benchmarks.list_page"),
    ):
        client = Client()
        client.force_login(User.objects.get(pk=make_clerk(Call.of_job("bench", "clerk"))))
        return [*_times(client, options), *_queries(client)]


def _times(client: Client, options: Options) -> list[Row]:
    waiting: list[float] = []
    for address in (PAGE, SEARCHED, PING, PLAIN):
        client.get(address)
    found = interleaved(
        options.rounds,
        {
            "ping": lambda: _processor(client, PING, []),
            "plain": lambda: _processor(client, PLAIN, []),
            "page": lambda: _processor(client, PAGE, waiting),
            "searched": lambda: _processor(client, SEARCHED, []),
        },
    )
    slow = sorted(waiting)[int(0.95 * (len(waiting) - 1))]
    ratio = (
        f"{found['page'] / found['plain']:.1f} × JSON, {found['page'] / found['ping']:.0f} × ping"
    )
    goal = found["page"] <= 5
    return [
        Row("list of customers, processor time", "ms", None, found["page"], found["plain"], ratio,
            "≤ 5", goal),
        Row("the same, searched", "ms", None, found["searched"], found["plain"],
            f"{found['searched'] / found['plain']:.1f} × JSON"),
        Row("list of customers, 95 of 100 wait", "ms", None, slow, None, "", "≤ 50", slow <= 50),
    ]  # fmt: skip


def _queries(client: Client) -> list[Row]:
    counts = []
    for address in (PAGE, SEARCHED):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    return [
        Row(
            "list of customers, queries", "", None, max(counts), None, "", "≤ 12", max(counts) <= 12
        )
    ]


def _processor(client: Client, address: str, waiting: list[float]) -> float:
    """Milliseconds of this process per request; what each took goes to ``waiting``."""
    return statistics.median(_request(client, address, waiting) for _ in range(REQUESTS))


def _request(client: Client, address: str, waiting: list[float]) -> float:
    begin, used = time.perf_counter(), time.process_time()
    answer = client.get(address)
    used = time.process_time() - used
    waiting.append(1000 * (time.perf_counter() - begin))
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return 1000 * used
