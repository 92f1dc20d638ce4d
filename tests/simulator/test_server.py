from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kundenwerk.mako.formats import utilmd_writer
from kundenwerk.platform.mailbox import Mailbox, MailboxRefused, open_mailbox
from kundenwerk_simulator.bank import Bank
from kundenwerk_simulator.market import Market
from kundenwerk_simulator.postbox import Postbox
from kundenwerk_simulator.server import SimulatorServer
from tests.mako import letters

ORDER = letters.wrap(
    letters.TO_GRID, utilmd_writer.registration(letters.TO_GRID, letters.registration())
)


@contextmanager
def running(
    folder: Path | None = None, token: str = "", delay: float = 0
) -> Iterator[SimulatorServer]:
    boxes = {"market": Postbox(Market(), folder, delay), "bank": Postbox(Bank())}
    with SimulatorServer(("127.0.0.1", 0), boxes, token) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def market(server: SimulatorServer) -> Mailbox:
    return open_mailbox(f"{server.url}/market")


def test_a_registration_is_answered_over_the_web() -> None:
    with running() as server:
        box = market(server)

        box.send("a.edi", ORDER)
        box.send("a.edi", ORDER)
        items = box.fetch()
        for item in items:
            box.acknowledge(item.id)

        assert [item.name.split("_")[0] for item in items] == ["APERAK", "UTILMD"]
        assert box.fetch() == []


def test_another_letter_under_the_same_name_and_a_broken_one_are_refused() -> None:
    with running() as server:
        box = market(server)
        box.send("a.edi", ORDER)

        with pytest.raises(MailboxRefused, match="andere Sendung"):
            box.send("a.edi", ORDER.replace(b"VORG0001", b"VORG0002"))
        with pytest.raises(MailboxRefused):
            box.send("b.edi", b"MZ")


def test_a_restart_loses_neither_letters_nor_what_was_picked_up(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        box = market(server)
        box.send("a.edi", ORDER)
        first = box.fetch()
        box.acknowledge(first[0].id)

    with running(tmp_path) as server:
        again = market(server).fetch()
        market(server).send("a.edi", ORDER)

        assert again == first[1:]
        assert market(server).fetch() == again


def test_without_the_token_nobody_gets_in() -> None:
    with running(token="geheim") as server:
        with pytest.raises(MailboxRefused):
            market(server).fetch()

        assert open_mailbox(f"{server.url.replace('://', '://:geheim@')}/market").fetch() == []


def test_an_answer_may_take_its_time() -> None:
    with running(delay=60) as server:
        market(server).send("a.edi", ORDER)

        assert market(server).fetch() == []


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/", 404),
        ("GET", "/market/out/1", 404),
        ("DELETE", "/market/out/1", 404),
        ("PUT", "/market/in/..%2Fa", 400),
        ("PUT", "/market/a", 404),
    ],
)
def test_other_addresses_are_answered_plainly(verb: str, path: str, status: int) -> None:
    with running() as server:
        assert httpx.request(verb, server.url + path, content=b"").status_code == status


def test_the_program_starts_answers_and_stops_on_a_signal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kundenwerk_simulator", "--port", "0", "--folder"]
    source = str(Path(__file__).parents[2] / "src")
    with subprocess.Popen(  # noqa: S603
        [*command, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as program:
        assert program.stdout is not None
        address = program.stdout.readline().split()[1]
        open_mailbox(address).send("a.edi", ORDER)
        names = [item.name for item in open_mailbox(address).fetch()]
        program.send_signal(signal.SIGTERM)

        assert program.wait(10) == 0
        assert len(names) == 2
