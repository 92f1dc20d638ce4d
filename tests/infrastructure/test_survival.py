"""The running product outlives its database: pages come back, the worker goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from kundenwerk.cli.processes import port_answers
from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from kundenwerk.platform.postgres import cluster
from tests.infrastructure.program import environment
from tests.ports import free_port

PORT = free_port()
JOB = "platform.worker.forget_old_jobs"


def kundenwerk(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "kundenwerk", *arguments],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def web(migrated_home: Path) -> Iterator[subprocess.Popen[str]]:
    process = kundenwerk(migrated_home, "serve", "--address", f"127.0.0.1:{PORT}")
    wait_until(lambda: port_answers(PORT), 30)
    yield process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=40)


@pytest.fixture
def worker(migrated_home: Path) -> Iterator[subprocess.Popen[str]]:
    process = kundenwerk(migrated_home, "worker")
    yield process
    process.kill()
    process.communicate()


def kill_database(home: Path) -> None:
    file = cluster.open_cluster(home).data / "postmaster.pid"
    os.kill(int(file.read_text().splitlines()[0]), signal.SIGKILL)


def page() -> tuple[int, str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/zugang/login/", headers={"X-Forwarded-Proto": "https"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.headers.get("Retry-After", "")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers.get("Retry-After", "")


@pytest.mark.row("R-20", "R-25")
@pytest.mark.usefixtures("web")
def test_a_page_brings_a_killed_database_back(migrated_home: Path) -> None:
    before = page()

    kill_database(migrated_home)
    answers = [page() for _ in range(3)]

    assert before == (200, "")
    # A request that held the dead connection may be told to come back.
    assert answers[0] in {(200, ""), (503, "5")}
    assert answers[1:] == [(200, "")] * 2


def job_of_a_dead_worker(home: Path) -> int:
    with psycopg.connect(**database.parameters("app", Target(home, None))) as app:
        row = app.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, args)"
            " VALUES (%s, 'default', 'doing', '{\"timestamp\": 0}') RETURNING id",
            [JOB],
        ).fetchone()
    assert row is not None
    return int(row[0])


def is_done(home: Path, job_id: int) -> bool:
    with psycopg.connect(**database.parameters("app", Target(home, None))) as app:
        row = app.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id])
        return row.fetchone() == ("succeeded",)


@pytest.mark.row("R-23", "R-25", "R-84")
def test_a_worker_takes_over_from_a_dead_one_and_outlives_the_database(
    migrated_home: Path, worker: subprocess.Popen[str]
) -> None:
    database.ensure(Target(migrated_home, None))
    first = job_of_a_dead_worker(migrated_home)
    wait_until(lambda: is_done(migrated_home, first), 60)

    kill_database(migrated_home)
    database.ensure(Target(migrated_home, None))
    second = job_of_a_dead_worker(migrated_home)
    wait_until(lambda: is_done(migrated_home, second), 60)
    worker.send_signal(signal.SIGTERM)
    printed = worker.communicate(timeout=40)[0]

    assert worker.returncode == 0, printed


@pytest.mark.usefixtures("web")
def test_the_service_manager_may_ask_without_encryption(migrated_home: Path) -> None:
    del migrated_home
    for path in ("livez", "readyz"):
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{path}", timeout=20) as answer:
            assert answer.status == 200
            assert answer.url.endswith(path)
