"""A folder as mailbox: nothing twice, nothing lost, wherever the process is killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kundenwerk.platform.mailbox import MailboxRefused, MailboxUnreachable, base, open_mailbox
from tests.faults.killing import killed_at

MOST_CALLS = 200


def put(root: Path, name: str, content: bytes, age: int = 1) -> None:
    """What a carrier does: write, then give the final name."""
    (root / "in").mkdir(parents=True, exist_ok=True)
    path = root / "in" / name
    path.write_bytes(content)
    os.utime(path, ns=(10**18 - age, 10**18 - age))


def names(folder: Path) -> list[str]:
    """The visible files of a folder."""
    return sorted(path.name for path in folder.iterdir() if path.name[0] != ".")


def test_a_folder_takes_a_letter_once_and_refuses_another_of_the_same_name(
    tmp_path: Path,
) -> None:
    box = open_mailbox(str(tmp_path))

    box.send("a.txt", b"eins")
    box.send("a.txt", b"eins")

    with pytest.raises(MailboxRefused):
        box.send("a.txt", b"zwei")
    assert names(tmp_path / "out") == ["a.txt"]


def test_a_letter_the_carrier_took_away_is_not_dropped_again(tmp_path: Path) -> None:
    box = open_mailbox(str(tmp_path))
    box.send("a.txt", b"eins")
    (tmp_path / "out" / "a.txt").unlink()

    box.send("a.txt", b"eins")

    assert names(tmp_path / "out") == []


@pytest.mark.row("DEC-12", "R-27")
def test_a_letter_is_dropped_exactly_once_wherever_the_sender_is_killed(tmp_path: Path) -> None:
    number, was_killed = 0, True
    while was_killed:
        number += 1
        root = tmp_path / str(number)
        box, content = open_mailbox(str(root)), b"UNB" * 5000
        was_killed = killed_at(number, lambda: box.send("a.txt", content))  # noqa: B023
        carried = [path.read_bytes() for path in root.glob("out/*") if path.name[0] != "."]
        for path in root.glob("out/*"):
            path.unlink()

        box.send("a.txt", content)
        box.send("a.txt", content)

        carried += [path.read_bytes() for path in root.glob("out/*")]
        assert carried == [content], f"killed at call {number}"
        assert names(root / "draft") == []

    assert 15 < number < MOST_CALLS


@pytest.mark.row("DEC-12", "R-27")
def test_letters_are_taken_in_exactly_once_wherever_the_reader_is_killed(tmp_path: Path) -> None:
    sent = {b"UNB eins", b"UNB zwei", b"kaputt"}
    number, was_killed = 0, True
    while was_killed:
        number += 1
        root = tmp_path / str(number)
        put(root, "a.txt", b"UNB eins", 9)
        put(root, "b.txt", b"UNB zwei", 8)
        put(root, "c.txt", b"kaputt", 7)
        book = Book(root / "book")
        was_killed = killed_at(number, lambda: take_in(root, book))  # noqa: B023

        take_in(root, book)

        assert set(book.lines()) == sent, f"killed at call {number}"
        assert len(book.lines()) == len(sent), f"killed at call {number}"
        assert names(root / "in") == names(root / "work") == []
        assert names(root / "archive") == ["a.txt", "b.txt"]
        assert names(root / "failed") == ["c.txt", "c.txt.grund.txt"]
        reason = (root / "failed" / "c.txt.grund.txt").read_text("utf-8")
        assert reason == "Die Datei beginnt nicht mit UNB.\n"

    assert 20 < number < MOST_CALLS


class Book:
    """Stands for the database: an entry is there whole or not at all, and each content once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lines(self) -> list[bytes]:
        return self._path.read_bytes().splitlines() if self._path.exists() else []

    def note(self, content: bytes) -> None:
        if content not in self.lines():
            draft = self._path.with_suffix(".draft")
            draft.write_bytes(b"\n".join([*self.lines(), content]))
            draft.replace(self._path)


def take_in(root: Path, book: Book) -> None:
    """What the exchange does with each letter."""
    box = open_mailbox(str(root))
    for item in box.fetch():
        book.note(item.content)
        if item.content.startswith(b"UNB"):
            box.acknowledge(item.id)
        else:
            box.reject(item.id, "Die Datei beginnt nicht mit UNB.")


def test_letters_come_oldest_first_until_they_are_acknowledged(tmp_path: Path) -> None:
    box = open_mailbox(str(tmp_path))
    assert box.fetch() == []
    put(tmp_path, "jung.txt", b"jung", 1)
    put(tmp_path, "alt.txt", b"alt", 9)
    for unfinished in (".halb.txt", "halb.txt.tmp", "halb.txt.part"):
        put(tmp_path, unfinished, b"unfertig")

    first = [item.name for item in box.fetch()]
    box.acknowledge("alt.txt")
    box.acknowledge("alt.txt")

    assert first == ["alt.txt", "jung.txt"]
    assert [item.name for item in box.fetch()] == ["jung.txt"]
    assert (tmp_path / "archive" / "alt.txt").read_bytes() == b"alt"


def test_a_name_used_again_covers_nothing_in_the_archive(tmp_path: Path) -> None:
    box = open_mailbox(str(tmp_path))
    for content in (b"eins", b"zwei"):
        put(tmp_path, "a.txt", content)
        [item] = box.fetch()
        box.acknowledge(item.id)

    kept = {path.read_bytes() for path in (tmp_path / "archive").iterdir()}
    assert kept == {b"eins", b"zwei"}


@pytest.mark.parametrize("name", ["ümlaut.edi", "mit blank.txt", "a" * 200, "x(1).txt", "-v.txt"])
def test_a_file_with_an_unusual_name_is_taken_all_the_same(tmp_path: Path, name: str) -> None:
    box = open_mailbox(str(tmp_path))
    put(tmp_path, name, b"UNB")

    [item] = box.fetch()
    box.acknowledge(item.id)

    assert item.content == b"UNB"
    assert names(tmp_path / "archive") == [item.id]


def test_what_is_too_large_or_unreadable_does_not_hold_up_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "MAX_ITEM_BYTES", 10)
    put(tmp_path, "a.txt", b"x" * 11, 9)
    put(tmp_path, "b.txt", b"gut", 8)

    large, good = open_mailbox(str(tmp_path)).fetch()

    assert (large.problem, large.content) == (base.TOO_LARGE, b"")
    assert (good.problem, good.content) == ("", b"gut")


def test_a_link_in_the_inbox_leads_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "geheim"
    secret.write_bytes(b"UNB")
    (tmp_path / "box" / "in").mkdir(parents=True)
    (tmp_path / "box" / "in" / "a.txt").symlink_to(secret)

    assert open_mailbox(str(tmp_path / "box")).fetch() == []


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".a", "ä.edi", "a" * 200, "a\nb"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(MailboxRefused):
        open_mailbox(str(tmp_path)).send(name, b"x")


def test_a_folder_that_cannot_be_made_is_told_as_unreachable(tmp_path: Path) -> None:
    (tmp_path / "datei").write_bytes(b"")

    with pytest.raises(MailboxUnreachable):
        open_mailbox(str(tmp_path / "datei")).fetch()
