"""The tariff step of a quote among thousands of tariffs."""

from __future__ import annotations

import gc
import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks import catalogue
from benchmarks.harness import Options, Row, interleaved, prepared
from benchmarks.list_page import make_clerk
from kundenwerk.accounts.models import User
from kundenwerk.kernel.energy import UsageType
from kundenwerk.kernel.period import Period
from kundenwerk.market.models import GridPrice, MarketParticipant
from kundenwerk.platform.commands import Call
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.grid import grid_of
from kundenwerk.sales.queries.offering import offer_query
from kundenwerk.sales.queries.progress import basis_of
from kundenwerk.tariffs.models import TariffVersion
from kundenwerk.tariffs.queries import OfferQuery, why_not
from kundenwerk.tariffs.queries.fitting import fitting_tiers
from kundenwerk.tariffs.queries.offers import offers
from kundenwerk.tariffs.queries.refusals import explained
from kundenwerk.tariffs.queries.settings import tariff_settings

ASKED: Final = 60
_BASIS: Final = {
    "energy_kind": "HAUSHALT",
    "postcode": "50667",
    "town": "Köln",
    "street": "Domgasse",
    "house_number": "7",
    "start": "01.12.2026",
    "concession_class": "OVER_500K",
}


def measure(options: Options) -> list[Row]:
    """Milliseconds per question, the 95th of 100, over many grids and consumptions."""
    with prepared(f"catalogue_{options.versions}", lambda: catalogue.build(options.versions)):
        drafts = typed_drafts()
        queries = [_query(data) for data in drafts]
        return [*_selection(options, queries), *_page(options, drafts)]


def typed_drafts() -> list[dict[str, str]]:
    """What clerks typed, each for another grid and consumption."""
    chance = random.Random(7)
    operators = MarketParticipant.objects.filter(code__startswith="98").values_list("pk", flat=True)
    chosen = chance.sample(sorted(operators), ASKED)
    _price_grids(chosen)
    return [
        _BASIS | {"grid_operator": str(pk), "annual_kwh": str(chance.randrange(900, 9_000))}
        for pk in chosen
    ]


def _price_grids(operator_ids: Sequence[int]) -> None:
    known = set(GridPrice.objects.values_list("grid_operator_id", flat=True))
    GridPrice.objects.bulk_create(
        GridPrice(
            grid_operator_id=pk,
            commodity="ELECTRICITY",
            valid=Period.year(2026),
            energy_ct_per_kwh=Decimal(9),
            base_eur_per_year=Decimal(80),
            source="Messung",
        )
        for pk in operator_ids
        if pk not in known
    )


def _query(data: dict[str, str]) -> OfferQuery:
    basis = basis_of(data, day=catalogue.DAY)
    grid = grid_of(basis, day=catalogue.DAY)
    return replace(
        offer_query(basis, grid, day=catalogue.DAY, comparison=None), usage=UsageType.HOUSEHOLD
    )


def _selection(options: Options, queries: Sequence[OfferQuery]) -> list[Row]:
    settings = tariff_settings()
    times: dict[str, list[float]] = {
        "naive": [],
        "sql": [],
        "priced": [],
        "misses": [],
        "probe": [],
    }
    ways: dict[str, Callable[[OfferQuery], object]] = {
        "sql": lambda one: list(fitting_tiers(one.wish, settings)),
        "priced": offers,
        "misses": lambda one: why_not(one, most=20),
        "probe": lambda one: _probe(one.region.grid_operator_id),
    }

    everything = list(TariffVersion.objects.values_list("pk", flat=True))

    def naive(one: OfferQuery) -> object:
        return list(explained(one, everything))

    for way in ways.values():
        way(queries[0])
    times["naive"] = _milliseconds(naive, queries[:3])
    interleaved(
        options.rounds,
        {name: lambda name=name: _take(times[name], ways[name], queries) for name in ways},  # type: ignore[misc]
    )
    slow = {name: p95(values) for name, values in times.items()}
    size = f"tariffs that fit, of {options.versions:,} versions"
    return [
        _row(f"{size}, in SQL", slow["sql"], slow, goal=20),
        _row("the same, priced and sorted", slow["priced"], slow),
        _row("the nearest that do not fit, and why", slow["misses"], slow),
    ]


def _page(options: Options, drafts: Sequence[dict[str, str]]) -> list[Row]:
    """The tariff step as a clerk sees it, of another draft each time."""
    client = Client()
    client.force_login(User.objects.get(pk=make_clerk(Call.of_job("bench", "clerk"))))
    addresses = [
        reverse("staff:quote_step", args=[draft.pk, "tarif"]) for draft in stored_drafts(drafts)
    ]
    _milliseconds(client.get, addresses)
    gc.collect()
    gc.freeze()  # as the server does once it has loaded everything (config/wsgi.py)
    times: list[float] = []
    interleaved(
        options.rounds, {"page": lambda: _take(times, lambda a: _get(client, a), addresses)}
    )
    slow = p95(times)
    return [
        Row("tariff step of a quote, whole page", "ms", None, slow, None, "", "≤ 60", slow <= 60)
    ]


def stored_drafts(drafts: Sequence[dict[str, str]]) -> list[QuoteDraft]:
    """What was typed, kept as the drafts of one clerk."""
    return QuoteDraft.objects.bulk_create(
        QuoteDraft(id=uuid.uuid4(), owner="clerk", saved_by="clerk", data=data) for data in drafts
    )


def _row(metric: str, ours: float, slow: dict[str, float], *, goal: float | None = None) -> Row:
    return Row(
        metric,
        "ms",
        slow["naive"],
        ours,
        slow["probe"],
        f"{slow['naive'] / ours:.0f} × faster",
        f"≤ {goal:g}" if goal else "",
        ours <= goal if goal else None,
    )


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200 or b'class="tariff"' not in answer.content:
        raise RuntimeError(f"{address}: {answer.status_code}, or no tariff")


def _probe(operator_id: int) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM market_marketparticipant WHERE id = %s", [operator_id])
        return cursor.fetchone()


def _take(into: list[float], way: Callable[[Any], object], asked: Sequence[Any]) -> float:
    into += _milliseconds(way, asked)
    return 0.0


def _milliseconds(way: Callable[[Any], object], asked: Sequence[Any]) -> list[float]:
    found = []
    for one in asked:
        begin = time.perf_counter()
        way(one)
        found.append(1000 * (time.perf_counter() - begin))
    return found


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[int(0.95 * (len(values) - 1))]
