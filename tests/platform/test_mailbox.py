from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from kundenwerk.platform import mailbox
from kundenwerk.platform.mailbox import (
    FolderMailbox,
    HttpMailbox,
    MailboxRefused,
    MailboxUnreachable,
    NoMailbox,
    open_mailbox,
)
from tests.stubs.http import Request, serving


def test_an_address_names_a_web_mailbox_with_its_token_or_a_folder(tmp_path: Path) -> None:
    assert open_mailbox("https://:geheim@partner.example:8443/market/") == HttpMailbox(
        "https://partner.example:8443/market", "geheim"
    )
    assert open_mailbox(str(tmp_path)) == FolderMailbox(tmp_path)


@pytest.mark.parametrize("address", ["", "  ", "ftp://partner.example/x", "http://"])
def test_an_unusable_address_is_named(address: str) -> None:
    with pytest.raises(NoMailbox):
        open_mailbox(address)


def test_a_letter_travels_over_the_web_with_the_token() -> None:
    seen: list[Request] = []

    def answer(request: Request) -> tuple[int, bytes]:
        seen.append(request)
        return 201, b""

    with serving(answer) as address:
        open_mailbox(f"{address.replace('://', '://:geheim@')}/market").send("a.edi", b"UNB")

    assert seen == [Request("PUT", "/market/in/a.edi", "Bearer geheim", b"UNB")]


def test_letters_are_fetched_in_order_and_acknowledged_by_their_id() -> None:
    letters = {"/out/7%2F1": b"eins", "/out/8": b"zwei"}
    listed = json.dumps([{"id": "7/1", "name": "a.edi"}, {"id": "8", "name": "b.edi"}]).encode()
    deleted: list[str] = []

    def answer(request: Request) -> tuple[int, bytes]:
        if request.verb == "DELETE":
            deleted.append(request.path)
            return 404, b""
        return 200, letters.get(request.path, listed)

    with serving(answer) as address:
        box = open_mailbox(address)
        items = box.fetch()
        box.acknowledge(items[0].id)

    assert [item.content for item in items] == [b"eins", b"zwei"]
    assert deleted == ["/out/7%2F1"]


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_a_fault_of_the_business_partner_can_be_tried_again(status: int) -> None:
    with serving(lambda _: (status, b"")) as address, pytest.raises(MailboxUnreachable):
        open_mailbox(address).send("a.edi", b"x")


@pytest.mark.parametrize("status", [401, 403, 404, 409, 413])
def test_a_refusal_of_the_business_partner_is_final(status: int) -> None:
    with serving(lambda _: (status, b"")) as address, pytest.raises(MailboxRefused):
        open_mailbox(address).send("a.edi", b"x")


@pytest.mark.parametrize("listed", [b"", b"<html>", b"{}x", b"[1]", b'[{"id": 1}]', b"7"])
def test_an_unreadable_list_can_be_asked_for_again(listed: bytes) -> None:
    with serving(lambda _: (200, listed)) as address, pytest.raises(MailboxUnreachable):
        open_mailbox(address).fetch()


def test_a_closed_door_is_told_as_unreachable() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(MailboxUnreachable):
            open_mailbox(address).fetch()


def test_an_oversized_letter_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MAX_ITEM_BYTES", 10)
    listed = b'[{"id": 1, "name": "a"}]'

    with serving(lambda _: (200, listed)) as address, pytest.raises(MailboxRefused):
        open_mailbox(address).fetch()


def test_a_folder_takes_a_letter_once_and_refuses_another_of_the_same_name(
    tmp_path: Path,
) -> None:
    box = open_mailbox(str(tmp_path))

    box.send("a.edi", b"eins")
    box.send("a.edi", b"eins")

    with pytest.raises(MailboxRefused):
        box.send("a.edi", b"zwei")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.edi"]


def test_a_folder_gives_letters_oldest_first_until_they_are_acknowledged(tmp_path: Path) -> None:
    box = open_mailbox(str(tmp_path))
    assert box.fetch() == []
    for age, name in ((1, "jung.edi"), (9, "alt.edi")):
        path = tmp_path / "in" / name
        path.write_bytes(name.encode())
        os.utime(path, ns=(10**18 - age, 10**18 - age))
    (tmp_path / "in" / ".halb.edi").write_bytes(b"unfertig")

    first = [item.name for item in box.fetch()]
    box.acknowledge("alt.edi")
    box.acknowledge("alt.edi")

    assert first == ["alt.edi", "jung.edi"]
    assert [item.name for item in box.fetch()] == ["jung.edi"]
    assert (tmp_path / "done" / "alt.edi").read_bytes() == b"alt.edi"


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".a", "ä.edi", "a" * 200, "a\nb"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(MailboxRefused):
        open_mailbox(str(tmp_path)).send(name, b"x")


def test_a_folder_that_cannot_be_made_is_told_as_unreachable(tmp_path: Path) -> None:
    (tmp_path / "datei").write_bytes(b"")

    with pytest.raises(MailboxUnreachable):
        open_mailbox(str(tmp_path / "datei")).fetch()
