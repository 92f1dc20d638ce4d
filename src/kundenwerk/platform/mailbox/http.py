"""A mailbox behind a web address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import httpx

from kundenwerk.platform.mailbox import base
from kundenwerk.platform.mailbox.base import (
    Item,
    MailboxError,
    MailboxRefused,
    MailboxUnreachable,
    checked_name,
)

TIMEOUT: Final = httpx.Timeout(20, connect=5)


@dataclass(frozen=True, slots=True)
class HttpMailbox:
    """A mailbox behind a web address.

    ``PUT in/<name>`` leaves a letter, ``GET out`` lists, ``GET out/<id>`` reads and
    ``DELETE out/<id>`` acknowledges.
    """

    address: str
    token: str = ""

    def send(self, name: str, content: bytes) -> None:
        """See ``Mailbox.send``."""
        self._ask("PUT", f"in/{checked_name(name)}", content)

    def fetch(self, limit: int = 100) -> list[Item]:
        """See ``Mailbox.fetch``."""
        return [self._read(entry) for entry in self._list()[:limit]]

    def acknowledge(self, item_id: str) -> None:
        """See ``Mailbox.acknowledge``."""
        self._ask("DELETE", f"out/{quote(item_id, safe='')}", missing_is_fine=True)

    def reject(self, item_id: str, reason: str) -> None:  # noqa: ARG002 - who carries asks no reason
        """See ``Mailbox.reject``."""
        self.acknowledge(item_id)

    def _list(self) -> list[dict[str, str]]:
        answer = self._ask("GET", "out")
        try:
            listed = httpx.Response(200, content=answer).json()
            return [{"id": str(entry["id"]), "name": str(entry["name"])} for entry in listed]
        except (ValueError, TypeError, KeyError):
            raise MailboxUnreachable("Die Liste des Postfachs ist unlesbar.") from None

    def _read(self, entry: dict[str, str]) -> Item:
        content = self._ask("GET", f"out/{quote(entry['id'], safe='')}")
        return Item(entry["id"], entry["name"][:120], content)

    def _ask(
        self, verb: str, path: str, content: bytes | None = None, *, missing_is_fine: bool = False
    ) -> bytes:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        request: dict[str, Any] = {"headers": headers, "content": content, "timeout": TIMEOUT}
        try:
            with httpx.stream(verb, f"{self.address}/{path}", **request) as response:
                if response.is_success:
                    return _limited(response)
                if missing_is_fine and response.status_code in {404, 410}:
                    return b""
                raise _refusal(response.status_code)
        except httpx.HTTPError as error:
            kind = type(error).__name__
            raise MailboxUnreachable(f"Das Postfach antwortet nicht ({kind}).") from error


def _limited(response: httpx.Response) -> bytes:
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > base.MAX_ITEM_BYTES:
            raise MailboxRefused(base.TOO_LARGE)
    return bytes(content)


def _refusal(status: int) -> MailboxError:
    if status in {408, 425, 429} or status >= 500:
        return MailboxUnreachable(f"Das Postfach ist gestört (HTTP {status}).")
    if status == 409:
        return MailboxRefused("Unter diesem Namen liegt schon eine andere Sendung.")
    return MailboxRefused(f"Das Postfach nimmt die Anfrage nicht an (HTTP {status}).")
