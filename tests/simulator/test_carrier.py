"""The simulator's market reached through a folder, by both sides and through kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kundenwerk.mako.formats import interchange, utilmd_writer
from kundenwerk.platform.mailbox import Item, Mailbox, open_mailbox
from kundenwerk_simulator.carrier import FolderCarrier
from kundenwerk_simulator.market import Market
from kundenwerk_simulator.postbox import Postbox
from tests.faults.killing import killed_at
from tests.mako import letters

ORDER = letters.wrap(
    letters.TO_GRID, utilmd_writer.registration(letters.TO_GRID, letters.registration())
)
NAME = interchange.file_name("UTILMD", interchange.read(ORDER).envelope)
MOST_CALLS = 200


def test_a_letter_goes_over_and_its_replies_come_back_under_their_market_names(
    tmp_path: Path,
) -> None:
    box, carrier = open_mailbox(str(tmp_path)), FolderCarrier(Postbox(Market()), tmp_path)
    box.send(NAME, ORDER)

    assert carrier.carry() == 3

    assert [item.name.split("__")[0] for item in box.fetch()] == ["APERAK", "UTILMD"]
    assert carrier.carry() == 0


def test_what_nobody_can_read_is_returned(tmp_path: Path) -> None:
    box, carrier = open_mailbox(str(tmp_path)), FolderCarrier(Postbox(Market()), tmp_path)
    box.send("a.txt", b"MZ")

    carrier.carry()

    assert (tmp_path / "returned" / "a.txt").read_bytes() == b"MZ"
    assert box.fetch() == []


@pytest.mark.row("DEC-12", "R-27")
def test_every_reply_arrives_wherever_the_carrier_is_killed(tmp_path: Path) -> None:
    number, was_killed = 0, True
    while was_killed:
        number += 1
        root, kept = tmp_path / f"{number}", tmp_path / f"{number}-kept"
        open_mailbox(str(root)).send(NAME, ORDER)
        was_killed = killed_at(
            number,
            lambda: FolderCarrier(Postbox(Market(), kept), root).carry(),  # noqa: B023
        )

        FolderCarrier(Postbox(Market(), kept), root).carry()

        replies = open_mailbox(str(root)).fetch()
        kinds = [item.name.split("__")[0] for item in replies]
        assert kinds == ["APERAK", "UTILMD"], f"killed at call {number}"
        assert list((root / "out").iterdir()) == []

    assert 10 < number < MOST_CALLS


def test_the_program_answers_through_the_folder_and_goes_on_after_a_kill(tmp_path: Path) -> None:
    box = open_mailbox(str(tmp_path / "exchange"))
    box.send(NAME, ORDER)

    first = started(tmp_path)
    answers = waited_for(box)
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    for item in answers:
        box.acknowledge(item.id)
    box.send("b.txt", ORDER.replace(b"REF0001", b"REF0002").replace(b"VORG0001", b"VORG0002"))
    second = started(tmp_path)
    more = waited_for(box)
    second.send_signal(signal.SIGTERM)

    assert second.wait(10) == 0
    assert (len(answers), len(more)) == (2, 2)
    assert not {item.content for item in answers} & {item.content for item in more}


def started(place: Path) -> subprocess.Popen[str]:
    """The simulator as a program, with its state and its folder."""
    command = [sys.executable, "-m", "kundenwerk_simulator", "--port", "0"]
    command += ["--folder", str(place / "state"), "--exchange-folder", str(place / "exchange")]
    source = str(Path(__file__).parents[2] / "src")
    program = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": source}
    )
    assert program.stdout is not None
    with program.stdout:
        assert program.stdout.readline().startswith("Marktsimulator")
    return program


def waited_for(box: Mailbox) -> list[Item]:
    """Both replies, as soon as they are there."""
    until = time.monotonic() + 20
    while len(found := box.fetch()) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    return found
