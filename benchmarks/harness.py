"""What every figure shares: a home and databases of its own, interleaved rounds, one table."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "bench"


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured.

    Args:
        people: customers in search and on the list page.
        town: customers of the demo town whose bills are issued.
        entries: bookings of the ledger.
        versions: tariff versions a quote chooses among.
        rounds: repetitions; the median counts.
    """

    people: int = 200_000
    town: int = 200
    entries: int = 10_000
    versions: int = 5_000
    rounds: int = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Args:
        ratio: how many times better than naive, or, where the limit is named, its share.
        goal: as text; ``kept`` says whether this run keeps it, None where none is set.
    """

    metric: str
    unit: str
    naive: float | None
    ours: float
    limit: float | None
    ratio: str
    goal: str = ""
    kept: bool | None = None


def shown(value: float | None) -> str:
    """Three significant digits, or a dash."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = [
        "| metric | unit | naive | ours | limit | ratio | goal | kept |",
        "|---|---|--:|--:|--:|---|---|---|",
    ]
    words = {None: "", True: "yes", False: "NO"}
    for row in rows:
        values = " | ".join(shown(one) for one in (row.naive, row.ours, row.limit))
        lines.append(
            f"| {row.metric} | {row.unit} | {values} | {row.ratio} | {row.goal} "
            f"| {words[row.kept]} |"
        )
    return "\n".join(lines)


def as_json(rows: list[Row], options: Options, seconds: float) -> str:
    """The same with the circumstances, for machines."""
    return json.dumps(
        {
            "rows": [asdict(row) for row in rows],
            "options": asdict(options),
            "seconds": round(seconds, 1),
            "load": os.getloadavg(),
            "cores": os.cpu_count(),
        },
        indent=2,
        ensure_ascii=False,
    )


Work = Callable[[], float]


def interleaved(rounds: int, ways: Mapping[str, Work]) -> dict[str, float]:
    """The median of each way's figures, the ways taking turns within every round."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            found[name].append(work())
    return {name: statistics.median(values) for name, values in found.items()}


def seconds(work: Callable[[], object]) -> float:
    """How long something takes on the wall clock."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def choose_home() -> None:
    """Point this process, and those it starts, at the home of the benchmarks."""
    for name in [one for one in os.environ if one.startswith(("KUNDENWERK_", "DATABASE_"))]:
        del os.environ[name]
    os.environ |= {
        "KUNDENWERK_HOME": str(HOME),
        "KUNDENWERK_DEMO": "1",
        "KUNDENWERK_ROLE": "owner",
        "KUNDENWERK_PROCESS": "program",
        "KUNDENWERK_HOSTS": "testserver,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "kundenwerk.config.settings",
    }


def begin() -> None:
    """Bring the home up to the present tables and load the product."""
    if not _is_ours():
        remove()
    HOME.mkdir(parents=True, exist_ok=True)
    HOME.chmod(0o755)
    subprocess.run(
        [sys.executable, "-m", "kundenwerk", "migrate"], check=True, stdout=subprocess.DEVNULL
    )
    (HOME / "schema").write_text(_schema())
    import django  # noqa: PLC0415 - the settings read the environment set above

    django.setup()


def end() -> None:
    """Stop the server; its files stay for the next run."""
    from django.db import connections  # noqa: PLC0415

    from kundenwerk.platform import database  # noqa: PLC0415

    connections.close_all()
    database.stop()


def remove() -> None:
    """Forget what earlier runs prepared."""
    if HOME.exists():
        from kundenwerk.platform import database  # noqa: PLC0415
        from kundenwerk.platform.postgres import cluster  # noqa: PLC0415

        database.stop()
        shutil.rmtree(cluster.open_cluster(HOME).folder, ignore_errors=True)
        shutil.rmtree(HOME)


def _is_ours() -> bool:
    file = HOME / "schema"
    return file.exists() and file.read_text() == _schema()


def _schema() -> str:
    """Changes with the tables, and with the way the data is made."""
    files = [
        *sorted((ROOT / "src").glob("kundenwerk/*/migrations/*.py")),
        *sorted((ROOT / "src/kundenwerk/demo").rglob("*.py")),
        ROOT / "benchmarks" / "people.py",
        ROOT / "src/kundenwerk/platform/search.py",
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@contextmanager
def prepared(name: str, build: Callable[[], None]) -> Iterator[None]:
    """Work in a database that is built once and kept; ``name`` tells its size too."""
    from django.db import connection  # noqa: PLC0415

    ready = HOME / f"{name}.ready"
    base = _name()
    if not ready.exists():
        _drop(name)
        _copy(base, name)
        with _in(name):
            build()
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        ready.touch()
    with _in(name):
        yield


@contextmanager
def throw_away() -> Iterator[None]:
    """Work in a copy of the present database that is forgotten afterwards."""
    present = _name()
    _close()
    _copy(present, "scratch")
    try:
        with _in("scratch"):
            yield
    finally:
        _drop("scratch")


@contextmanager
def _in(name: str) -> Iterator[None]:
    from django.db import connection  # noqa: PLC0415

    before = _name()
    _close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        _close()
        connection.settings_dict["NAME"] = before


def _close() -> None:
    from django.db import connections  # noqa: PLC0415

    connections.close_all()


def _name() -> str:
    from django.db import connection  # noqa: PLC0415

    return str(connection.settings_dict["NAME"])


def _copy(template: str, name: str) -> None:
    _close()
    _administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)


def _drop(name: str) -> None:
    _administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


def _administer(statement: sql.SQL, *names: str) -> None:
    from django.db import connection  # noqa: PLC0415

    parameters: dict[str, Any] = connection.get_connection_params()
    wanted = {k: v for k, v in parameters.items() if k in {"host", "port", "user", "password"}}
    with psycopg.connect(**wanted, dbname="postgres", autocommit=True) as server:
        server.execute(statement.format(*map(sql.Identifier, names)))
