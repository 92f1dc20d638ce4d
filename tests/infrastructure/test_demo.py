"""One command runs a supplier, ends cleanly, and starts again warm."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kundenwerk.cli.processes import port_answers
from kundenwerk.platform.postgres import server
from tests.infrastructure.embedded import new_home, remove
from tests.infrastructure.program import environment
from tests.ports import free_port

PORT = free_port()
CUSTOMERS = "5"


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    folder = new_home()
    yield folder
    remove(folder)


def start(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "kundenwerk", "demo", "--port", str(PORT), "--customers", CUSTOMERS],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for_page(demo: subprocess.Popen[str], seconds: float) -> int:
    end = time.monotonic() + seconds
    while time.monotonic() < end and demo.poll() is None:
        if port_answers(PORT):
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=20) as page:
                status: int = page.status
            return status
        time.sleep(0.02)
    demo.kill()
    raise AssertionError(demo.communicate()[0])


def printed_until_running(demo: subprocess.Popen[str]) -> str:
    assert demo.stdout is not None
    lines = []
    for line in demo.stdout:
        lines.append(line)
        if "Beenden mit Strg+C" in line:
            break
    return "".join(lines)


def end(demo: subprocess.Popen[str], number: signal.Signals) -> str:
    demo.send_signal(number)
    return demo.communicate(timeout=60)[0]


@dataclass(frozen=True)
class Run:
    status: int
    printed: str
    rest: str
    code: int


@pytest.fixture(scope="module")
def first_run(home: Path) -> Run:
    demo = start(home)
    status = wait_for_page(demo, 120)
    printed = printed_until_running(demo)
    rest = end(demo, signal.SIGTERM)
    return Run(status, printed, rest, demo.returncode)


def test_the_demo_shows_a_page_and_the_logins_and_leaves_nothing_behind(
    home: Path, first_run: Run
) -> None:
    assert first_run.status == 200
    assert re.search(rf"Kundenwerk läuft: http://127\.0\.0\.1:{PORT}/\n\n\S+", first_run.printed)
    assert first_run.code == 0, first_run.rest
    assert first_run.rest.endswith("Beendet.\n")
    assert not port_answers(PORT)
    assert not port_answers(PORT + 1)
    assert not server.is_running(home)


def test_a_second_start_makes_nothing_anew(home: Path, first_run: Run) -> None:
    """How fast it is, `make bench` says."""
    demo = start(home)

    status = wait_for_page(demo, 60)
    printed = printed_until_running(demo)
    end(demo, signal.SIGINT)

    assert "entsteht" in first_run.printed
    assert (status, demo.returncode) == (200, 0)
    assert "entsteht" not in printed
    assert "Schritte" not in printed
