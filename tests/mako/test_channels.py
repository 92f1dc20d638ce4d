"""Each market participant on the way chosen for him: a folder, a web address, the common one."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from kundenwerk.mako import commands, jobs, queries
from kundenwerk.mako.commands import ChannelChanged, ChannelData, ChannelSecretNeeded
from kundenwerk.mako.formats import interchange, utilmd_writer
from kundenwerk.mako.formats.edifact import Envelope
from kundenwerk.mako.models import Channel, ChannelSecret, Interchange, Process
from kundenwerk.mako.rules.channels import ChannelKind, UnusablePlace, checked_place
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.crypto import Secret
from kundenwerk.platform.mailbox import base
from kundenwerk.work.models import Task
from kundenwerk_simulator.carrier import FolderCarrier
from kundenwerk_simulator.market import Market
from kundenwerk_simulator.postbox import Postbox
from kundenwerk_simulator.server import SimulatorServer
from tests.mako import letters, orders
from tests.mako.orders import NOW, new_call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(settings: Settings, tmp_path: Path) -> Path:
    """The day of the order, folders of this test, no common way."""
    set_business_date(new_call(), day=orders.ORDERED_ON)
    settings.EXCHANGE_ROOT, settings.MARKET_MAILBOX = tmp_path, ""
    return tmp_path


@contextmanager
def on_a_socket(token: str = "") -> Iterator[str]:
    """The simulator's market on a real socket; yields its address."""
    with SimulatorServer(("127.0.0.1", 0), {"market": Postbox(Market())}, token) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"{server.url}/market"
        finally:
            server.shutdown()
            thread.join()


def switching() -> dict[str, Process]:
    """A change of supplier, registered and terminated but not sent, by kind."""
    contract_id = orders.ordered_contract(previous_contract_number="AS-1")
    commands.register_supply(new_call(), contract_id=contract_id, at=NOW)
    return {one.kind: one for one in queries.processes_of(contract_id)}


def way(
    code: str, kind: ChannelKind, place: str, version: int = 0, secret: str = "", **more: bool
) -> int:
    """Agree on a way with a participant."""
    return commands.save_channel(
        new_call(),
        participant_id=MarketParticipant.objects.get(code=code).pk,
        version=version,
        data=ChannelData(kind=kind, place=place, **more),
        secret=Secret(secret) if secret else None,
    )


def states(processes: dict[str, Process]) -> dict[str, str]:
    """How they stand now."""
    return {kind: Process.objects.get(pk=one.pk).state for kind, one in processes.items()}


@pytest.mark.row("DEC-12")
def test_folder_and_http_serve_different_participants_and_the_simulator_is_behind_both(
    surroundings: Path, settings: Settings
) -> None:
    processes = switching()
    way(letters.GRID, ChannelKind.FOLDER, "netz")
    carrier = FolderCarrier(Postbox(Market()), surroundings / "netz")

    with on_a_socket("geheim") as address:
        way(letters.OLD_SUPPLIER, ChannelKind.HTTP, address, secret="geheim")
        jobs.exchange()
        carrier.carry()
        jobs.exchange()

    assert states(processes) == {"REGISTRATION": "CONFIRMED", "TERMINATION": "CONFIRMED"}
    assert settings.MARKET_MAILBOX == ""
    archived = sorted(path.name for path in (surroundings / "netz" / "archive").iterdir())
    assert [name.split("__")[0] for name in archived] == ["APERAK", "UTILMD"]
    assert queries.to_send() == []


@pytest.mark.row("DEC-12")
def test_a_way_that_is_shut_holds_up_its_own_letters_only(surroundings: Path) -> None:
    processes = switching()
    way(letters.OLD_SUPPLIER, ChannelKind.FOLDER, "alt")
    way(letters.GRID, ChannelKind.HTTP, "http://127.0.0.1:1/market")

    jobs.exchange()
    FolderCarrier(Postbox(Market()), surroundings / "alt").carry()
    jobs.exchange()

    assert states(processes) == {"REGISTRATION": "SENT", "TERMINATION": "CONFIRMED"}
    waiting = Interchange.objects.get(state="PENDING")
    assert (waiting.receiver, waiting.attempts) == (letters.GRID, 2)


def test_everybody_without_a_way_of_his_own_takes_the_common_one(
    surroundings: Path, settings: Settings
) -> None:
    processes = switching()
    settings.MARKET_MAILBOX = str(surroundings / "alle")
    way(letters.GRID, ChannelKind.FOLDER, "netz")
    way(letters.OLD_SUPPLIER, ChannelKind.FOLDER, "alt", is_enabled=False)

    jobs.exchange()

    sent = {
        folder: [path.name.split("_")[3] for path in (surroundings / folder / "out").iterdir()]
        for folder in ("alle", "netz")
    }
    assert sent == {"alle": [letters.OLD_SUPPLIER], "netz": [letters.GRID]}
    assert not (surroundings / "alt").exists()
    assert set(states(processes).values()) == {"SENT"}


@pytest.mark.row("BAD-C19")
def test_who_speaks_for_another_on_a_foreign_way_is_refused_and_not_answered(
    surroundings: Path, settings: Settings
) -> None:
    processes = switching()
    way(letters.GRID, ChannelKind.FOLDER, "netz")
    settings.MARKET_MAILBOX = str(surroundings / "alle")
    jobs.exchange()
    forged = letters.answered(processes["REGISTRATION"].transaction)

    (surroundings / "alle" / "in" / "antwort.txt").write_bytes(forged)
    jobs.exchange()

    assert states(processes)["REGISTRATION"] == "SENT"
    assert (surroundings / "alle" / "failed" / "antwort.txt").read_bytes() == forged
    reason = (surroundings / "alle" / "failed" / "antwort.txt.grund.txt").read_text("utf-8")
    assert "kam aber nicht auf dessen Weg" in reason
    assert queries.to_send() == []
    assert Task.objects.filter(title__contains="nicht lesbar").exists()


def test_what_cannot_be_read_lies_in_failed_with_its_reason_and_the_rest_goes_on(
    surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = switching()
    way(letters.GRID, ChannelKind.FOLDER, "netz")
    jobs.exchange()
    monkeypatch.setattr(base, "MAX_ITEM_BYTES", 5000)
    inbox, answer = surroundings / "netz" / "in", processes["REGISTRATION"].transaction
    (inbox / "a.txt").write_bytes(b"MZ'")
    (inbox / "b.txt").write_bytes(b"x" * 5001)
    (inbox / "c.txt").write_bytes(letters.answered(answer))

    jobs.exchange()

    failed = surroundings / "netz" / "failed"
    assert states(processes)["REGISTRATION"] == "CONFIRMED"
    assert sorted(path.name for path in failed.iterdir()) == [
        "a.txt", "a.txt.grund.txt", "b.txt", "b.txt.grund.txt",
    ]  # fmt: skip
    assert "Hier beginnt kein Segment" in (failed / "a.txt.grund.txt").read_text("utf-8")
    assert Task.objects.filter(title__contains="lässt sich nicht übernehmen").count() == 1


@pytest.mark.row("R-27")
def test_a_process_killed_between_storing_and_filing_takes_nothing_in_twice(
    surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = switching()
    way(letters.GRID, ChannelKind.FOLDER, "netz")
    jobs.exchange()
    answer = letters.answered(processes["REGISTRATION"].transaction)
    (surroundings / "netz" / "in" / "c.txt").write_bytes(answer)

    class Killed(BaseException):
        """The process is gone; nothing after this happens."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("kundenwerk.platform.mailbox.folder.FolderMailbox.acknowledge", die)
        with pytest.raises(Killed):
            jobs.exchange()
    assert (surroundings / "netz" / "work" / "c.txt").exists()
    shutil.copy(surroundings / "netz" / "work" / "c.txt", surroundings / "netz" / "in" / "d.txt")
    jobs.exchange()

    assert Interchange.objects.filter(direction="IN").count() == 1
    assert states(processes)["REGISTRATION"] == "CONFIRMED"
    kept = sorted(path.name for path in (surroundings / "netz" / "archive").iterdir())
    assert kept == ["c.txt", "d.txt"]


def test_a_file_is_named_as_the_market_names_it() -> None:
    message = utilmd_writer.registration(letters.TO_GRID, letters.registration())
    just_after_midnight = letters.SENT_AT.replace(day=1, month=12, hour=23, minute=30)
    envelope = Envelope(letters.SUPPLIER, letters.GRID, "A177", just_after_midnight)

    name = interchange.file_name(message.kind, envelope)

    # 0:30 in Germany is the day before in UTC.
    assert name == "UTILMD__9903999000019_9900999000023_20261201_A177.txt"


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (ChannelKind.FOLDER, ""),
        (ChannelKind.FOLDER, "../etc"),
        (ChannelKind.FOLDER, "/etc"),
        (ChannelKind.FOLDER, ".."),
        (ChannelKind.FOLDER, "a/b"),
        (ChannelKind.FOLDER, "a" * 61),
        (ChannelKind.HTTP, ""),
        (ChannelKind.HTTP, "netz"),
        (ChannelKind.HTTP, "ftp://netz.example"),
        (ChannelKind.HTTP, "http://netz.example/market"),
        (ChannelKind.HTTP, "https://a:b@netz.example"),
    ],
)
def test_a_place_that_cannot_be_is_refused(kind: ChannelKind, place: str) -> None:
    orders.market()

    with pytest.raises(UnusablePlace):
        way(letters.GRID, kind, place)

    assert not Channel.objects.exists()


@given(place=st.text(max_size=70))
def test_no_folder_leads_out_of_the_folder_of_the_installation(place: str) -> None:
    root = Path("/exchange")
    try:
        name = checked_place(ChannelKind.FOLDER, place)
    except UnusablePlace:
        return

    assert (root / name).resolve().parent == root


def test_two_administrators_at_once_do_not_overwrite_each_other() -> None:
    orders.market()
    way(letters.GRID, ChannelKind.FOLDER, "netz")

    with pytest.raises(ChannelChanged):
        way(letters.GRID, ChannelKind.FOLDER, "anders")

    way(letters.GRID, ChannelKind.FOLDER, "anders", version=1)
    assert (Channel.objects.get().place, Channel.objects.get().version) == ("anders", 2)


def test_a_kept_secret_does_not_follow_to_another_place() -> None:
    orders.market()
    way(letters.GRID, ChannelKind.HTTP, "https://a.example/x", secret="geheim")

    with pytest.raises(ChannelSecretNeeded):
        way(letters.GRID, ChannelKind.HTTP, "https://b.example/x", version=1)
    way(letters.GRID, ChannelKind.HTTP, "https://a.example/y", version=1)

    channel = Channel.objects.get()
    assert queries.has_secret(channel)
    assert ChannelSecret.objects.get().secret == "geheim"
    assert "geheim" not in f"{channel.__dict__} {ChannelSecret.objects.get()}"


def test_the_database_refuses_a_second_way_and_one_that_leads_nowhere() -> None:
    orders.market()
    way(letters.GRID, ChannelKind.FOLDER, "netz")
    grid = MarketParticipant.objects.get(code=letters.GRID)
    other = MarketParticipant.objects.get(code=letters.OLD_SUPPLIER)

    for participant, kind, place in (
        (grid, "FOLDER", "zwei"), (other, "PIGEON", "x"), (other, "FOLDER", ""),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Channel.objects.create(participant=participant, kind=kind, place=place)
