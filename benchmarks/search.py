"""Search and duplicate check among many customers, against a scan with ILIKE."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence

from django.db import connection

from benchmarks import people, typos
from benchmarks.harness import Options, Row, interleaved, prepared
from kundenwerk.kernel.numbers import format_day
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import DuplicateQuery, business_partner_data, duplicates
from kundenwerk.parties.rules.person import BusinessPartnerData
from kundenwerk.platform import search

PER_KIND = 25
NAIVE_PER_KIND = 1
TYPED_AGAIN = 100
Asking = Callable[[str, BusinessPartnerData], str]
# What people type, from the number and the master data of a customer.
KINDS: dict[str, Asking] = {
    "one letter": lambda _, data: data.last_name[:1],
    "beginning of a name": lambda _, data: data.last_name[:3],
    "last name": lambda _, data: data.last_name,
    "first and last name": lambda _, data: f"{data.first_name} {data.last_name}",
    "last name and street": lambda _, data: f"{data.last_name} {data.street}",
    "last name, house number, town": lambda _, data: (
        f"{data.last_name} {data.house_number} {data.town}"
    ),
    "postcode and last name": lambda _, data: f"{data.postcode} {data.last_name}",
    "street and house number": lambda _, data: f"{data.street} {data.house_number}",
    "customer number": lambda number, _: number,
    "beginning of a number": lambda number, _: number[:4],
    "telephone": lambda _, data: data.phone,
    "email": lambda _, data: data.email,
    "birth date": lambda _, data: format_day(data.birth_date) if data.birth_date else "",
    "misspelt name and town": lambda _, data: f"{typos.misspelt(data.last_name)} {data.town}",
    "misspelt name": lambda _, data: typos.misspelt(data.last_name),
}
_SCAN = """
    SELECT kind, object_id, title, subtitle, url FROM platform_searchentry
    WHERE {} ORDER BY sort_key, object_id LIMIT 8
"""


def measure(options: Options) -> list[Row]:
    """Milliseconds per query, over all kinds and for the two with a goal of their own."""
    with prepared(f"people_{options.people}", lambda: people.build(options.people)):
        return [*_searches(options, _sample(PER_KIND)), *_duplicates(options)]


def _searches(
    options: Options, persons: Sequence[tuple[int, str, BusinessPartnerData]]
) -> list[Row]:
    asked = {
        kind: [ask(number, data) for _, number, data in persons] for kind, ask in KINDS.items()
    }
    everything = [text for texts in asked.values() for text in texts]
    few = [text for texts in asked.values() for text in texts[:NAIVE_PER_KIND]]
    numbers = [number for _, number, _ in persons]
    times: dict[str, list[float]] = {kind: [] for kind in asked}

    def ours() -> float:
        for kind, texts in asked.items():
            times[kind] += _milliseconds(search.find, texts)
        return 0.0

    naive: list[float] = []
    probes: list[float] = []

    def scan() -> float:
        naive.extend(_milliseconds(_scan, few))
        return 0.0

    def probe() -> float:
        probes.extend(_milliseconds(_probe, numbers))
        return 0.0

    _milliseconds(search.find, everything)  # the first touch of every page is not search
    interleaved(options.rounds, {"naive": scan, "ours": ours, "limit": probe})
    total = [value for values in times.values() for value in values]
    worst = max(times, key=lambda kind: _p95(times[kind]))
    size = f"search, {options.people:,} customers"
    return [
        _row(f"{size}, middle", naive, total, probes, statistics.median),
        _row(f"{size}, 95 of 100", naive, total, probes, _p95, goal=20),
        _row("of these: customer number", naive, times["customer number"], probes, _p95, goal=2),
        _row("of these: misspelt name", naive, times["misspelt name"], probes, _p95, goal=300),
        _row(f"of these the slowest: {worst}", naive, times[worst], probes, _p95),
    ]


def _row(
    metric: str,
    naive: list[float],
    ours: list[float],
    limit: list[float],
    figure: Callable[[list[float]], float],
    *,
    goal: float | None = None,
) -> Row:
    values = [figure(naive), figure(ours), figure(limit)]
    ratio = f"{values[0] / values[1]:.0f} × faster"
    told = f"≤ {goal:g}" if goal else ""
    kept = values[1] <= goal if goal else None
    return Row(metric, "ms", *values, ratio, told, kept)


def _duplicates(options: Options) -> list[Row]:
    """Records typed again with one slip each; half of them without a birth date."""
    chance, times = random.Random(11), []
    found: dict[str, list[bool]] = {name: [] for name in typos.SLIPS}
    likely = 0
    for number, (pk, _, data) in enumerate(_sample(TYPED_AGAIN)):
        for name, slip in typos.SLIPS.items():
            query = DuplicateQuery(data=typos.typed(chance, slip, data, birth_date=number % 2 == 0))
            begin = time.perf_counter()
            hits = duplicates(query)
            times.append(1000 * (time.perf_counter() - begin))
            mine = [hit for hit in hits if hit.business_partner_id == pk]
            found[name].append(bool(mine))
            likely += any(hit.likeness.is_likely for hit in mine)
    slow = _p95(times)
    shares = {name: statistics.mean(ones) for name, ones in found.items()}
    share, worst = statistics.mean(shares.values()), min(shares, key=lambda name: shares[name])
    size = f"duplicate check, {options.people:,} customers, 95 of 100"
    return [
        Row(size, "ms", None, slow, None, "", "≤ 5", slow <= 5),
        Row("duplicates found again", "share", None, share, 1.0, "", "≥ 0.98", share >= 0.98),
        Row(f"of these the worst: {worst}", "share", None, shares[worst], 1.0, ""),
        Row("told as likely", "share", None, likely / len(times), 1.0, ""),
    ]


def _sample(count: int) -> list[tuple[int, str, BusinessPartnerData]]:
    chance = random.Random(7)
    highest = BusinessPartner.objects.order_by("-pk").values_list("pk", flat=True)[0]
    numbers = BusinessPartner.objects.in_bulk(chance.sample(range(1, highest + 1), count))
    return [
        (pk, business_partner.number, business_partner_data(pk, day=people.DAY))
        for pk, business_partner in numbers.items()
    ]


def _milliseconds(ask: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    found = []
    for text in texts:
        begin = time.perf_counter()
        ask(text)
        found.append(1000 * (time.perf_counter() - begin))
    return found


def _scan(text: str) -> object:
    words = text.split()
    condition = " AND ".join(["title || ' ' || subtitle ILIKE %s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(_SCAN.format(condition), [f"%{word}%" for word in words])
        return cursor.fetchall()


def _probe(number: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM parties_businesspartner WHERE number = %s", [number])
        return cursor.fetchall()


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]
