from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from kundenwerk.platform.mailbox import (
    FolderMailbox,
    HttpMailbox,
    MailboxRefused,
    MailboxUnreachable,
    NoMailbox,
    base,
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
    monkeypatch.setattr(base, "MAX_ITEM_BYTES", 10)
    listed = b'[{"id": 1, "name": "a"}]'

    with serving(lambda _: (200, listed)) as address, pytest.raises(MailboxRefused):
        open_mailbox(address).fetch()
