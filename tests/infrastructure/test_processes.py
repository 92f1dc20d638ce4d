"""The processes of an installation live and die together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kundenwerk.cli.errors import CommandFailed
from kundenwerk.cli.processes import Children, port_answers
from tests.infrastructure.program import environment
from tests.ports import free_port

SLEEPER = "import time, pathlib, sys; time.sleep(60)"


@pytest.fixture
def children() -> Iterator[Children]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    group = Children()
    group.listen()
    yield group
    group.stop()
    for number, handler in kept.items():
        signal.signal(number, handler)


def signal_soon(number: signal.Signals) -> None:
    threading.Timer(0.2, os.kill, [os.getpid(), number]).start()


@pytest.mark.row("R-84")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_of_them(children: Children, number: signal.Signals) -> None:
    port = free_port()
    children.start("Der Webserver", ["http.server", str(port)], os.environ)
    assert children.wait_for_port(port, 20)

    signal_soon(number)
    children.watch()
    children.stop()

    assert not port_answers(port)


def test_the_end_of_one_is_told_with_its_name(children: Children) -> None:
    children.start("Die Hintergrundarbeit", ["json.tool", "--nonsense"], os.environ)

    with pytest.raises(CommandFailed, match=r"Die Hintergrundarbeit hat sich beendet \(Code 2\)"):
        children.watch()


def test_waiting_for_a_port_nobody_opens_comes_to_an_end(children: Children) -> None:
    with pytest.raises(CommandFailed, match="antwortet nach 0 s niemand"):
        children.wait_for_port(free_port(), 0.1)


def test_a_program_that_fails_is_told(children: Children, tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="„--nonsense“ ist gescheitert"):
        children.run(["json.tool", "--nonsense"], os.environ, tmp_path / "output")


def test_a_signal_ends_a_program_under_way(children: Children, tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    begin = time.monotonic()
    signal_soon(signal.SIGTERM)

    finished = children.run(
        ["sleeper"], os.environ | {"PYTHONPATH": str(tmp_path)}, tmp_path / "output"
    )

    assert not finished
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["demo", "--port", "abc"], "keine Zahl ab 1"),
        (["demo", "--port", "70000"], "kein Port"),
        (["demo", "--customers", "0"], "keine Zahl ab 1"),
        (["demo", "--customers", "1e3"], "keine Zahl ab 1"),
        (["restore", "/nonexistent"], "keine vollständige Sicherung"),
        (["backup", "/proc/backup"], "lässt sich nicht anlegen"),
    ],
)
def test_a_wrong_argument_is_told_in_german(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "kundenwerk", *arguments],
        env=environment(tmp_path, DATABASE_URL="postgresql://a:b@/c?host=/nonexistent"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "kundenwerk", "demo", "--port", str(port)],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert f"Port {port} ist schon vergeben" in done.stderr
    assert not (tmp_path / "database.json").exists()
