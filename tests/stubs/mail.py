"""A mail server of the tests' own that speaks SMTP and keeps what it gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.ports import free_port


class Inbox:
    """What arrived; ``answer`` is what the server says to the next mail."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a mail, unless it is to be refused."""
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=default))
        return self.answer


def mail_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """Serve on a free port, and let the product send there; the body of a fixture."""
    handler = Inbox()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("KUNDENWERK_SMTP_URL", f"smtp://127.0.0.1:{port}")
    yield handler
    controller.stop()


def text_of(mail: Any) -> str:
    """What a mail says."""
    return str(mail.get_content())


def link_in(mail: Any) -> str:
    """The path of the link that ends advertising."""
    found = re.search(r"https://kunde\.stadtwerke\.example(/abmelden/\S+)", text_of(mail))
    assert found
    return found.group(1)
