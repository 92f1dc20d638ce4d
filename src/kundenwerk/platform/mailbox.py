"""One way to exchange files with market partners and banks, whoever carries them.

A partner's mailbox is either a web address or a folder. Sending the same name with the same
bytes twice is one letter; what is fetched stays there until it is acknowledged.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import httpx

MAX_ITEM_BYTES: Final = 64 * 1024 * 1024
TIMEOUT: Final = httpx.Timeout(20, connect=5)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


class MailboxError(Exception):
    """The exchange did not happen; ``reason`` is a German sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MailboxUnreachable(MailboxError):
    """Nobody answered, or the partner has a fault of its own; try again later."""


class MailboxRefused(MailboxError):
    """The partner does not take it; trying again will not help."""


class NoMailbox(MailboxError):
    """The installation names no such mailbox, or the address is unusable."""


@dataclass(frozen=True, slots=True)
class Item:
    """One letter waiting for us."""

    id: str
    name: str
    content: bytes


class Mailbox(Protocol):
    """Where letters are left and picked up."""

    def send(self, name: str, content: bytes) -> None:
        """Leave a letter; the same letter twice counts once.

        Raises:
            MailboxUnreachable: it may or may not have arrived; send it again.
            MailboxRefused: another letter of this name was left before, or access is denied.
        """

    def fetch(self, limit: int = 100) -> list[Item]:
        """Letters not yet acknowledged, oldest first.

        Raises:
            MailboxUnreachable: nobody answered.
            MailboxRefused: access is denied, or a letter is too large.
        """

    def acknowledge(self, item_id: str) -> None:
        """Take a letter out; again is no error.

        Raises:
            MailboxUnreachable: nobody answered.
            MailboxRefused: access is denied.
        """


def open_mailbox(address: str) -> Mailbox:
    """The mailbox behind an address: ``https://:token@host/path`` or a folder.

    Raises:
        NoMailbox: the address is empty or of an unknown kind.
    """
    if not address.strip():
        raise NoMailbox("Es ist kein Postfach eingerichtet.")
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and parts.hostname:
        place = parts.netloc.rpartition("@")[2]
        plain = urlunsplit((parts.scheme, place, parts.path.rstrip("/"), "", ""))
        return HttpMailbox(plain, parts.password or "")
    if "://" in address:
        raise NoMailbox(f"Die Art des Postfachs „{parts.scheme}“ ist unbekannt.")
    return FolderMailbox(Path(address))


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
        self._ask("PUT", f"in/{_checked(name)}", content)

    def fetch(self, limit: int = 100) -> list[Item]:
        """See ``Mailbox.fetch``."""
        return [self._read(entry) for entry in self._list()[:limit]]

    def acknowledge(self, item_id: str) -> None:
        """See ``Mailbox.acknowledge``."""
        self._ask("DELETE", f"out/{quote(item_id, safe='')}", missing_is_fine=True)

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
        if len(content) > MAX_ITEM_BYTES:
            raise MailboxRefused("Eine Sendung ist zu groß.")
    return bytes(content)


def _refusal(status: int) -> MailboxError:
    if status in {408, 425, 429} or status >= 500:
        return MailboxUnreachable(f"Das Postfach ist gestört (HTTP {status}).")
    if status == 409:
        return MailboxRefused("Unter diesem Namen liegt schon eine andere Sendung.")
    return MailboxRefused(f"Das Postfach nimmt die Anfrage nicht an (HTTP {status}).")


@dataclass(frozen=True, slots=True)
class FolderMailbox:
    """A mailbox in a folder: we write to ``out``, the partner's carrier to ``in``."""

    root: Path

    def send(self, name: str, content: bytes) -> None:
        """See ``Mailbox.send``."""
        target = self._folder("out") / _checked(name)
        try:
            if target.exists():
                _require_same(target, content)
                return
            draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError as error:
            raise MailboxUnreachable("In den Ordner kann nicht geschrieben werden.") from error

    def fetch(self, limit: int = 100) -> list[Item]:
        """See ``Mailbox.fetch``."""
        try:
            waiting = [
                path
                for path in self._folder("in").iterdir()
                if path.is_file() and _NAME.fullmatch(path.name)
            ]
            oldest = sorted(waiting, key=lambda path: (path.stat().st_mtime_ns, path.name))
            return [Item(path.name, path.name, _small(path)) for path in oldest[:limit]]
        except OSError as error:
            raise MailboxUnreachable("Der Ordner kann nicht gelesen werden.") from error

    def acknowledge(self, item_id: str) -> None:
        """See ``Mailbox.acknowledge``."""
        taken = self._folder("in") / _checked(item_id)
        try:
            if taken.exists():
                taken.replace(self._folder("done") / taken.name)
        except OSError as error:
            raise MailboxUnreachable("Die Sendung kann nicht abgelegt werden.") from error

    def _folder(self, name: str) -> Path:
        folder = self.root / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MailboxUnreachable("Der Ordner des Postfachs fehlt.") from error
        return folder


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise MailboxRefused("Der Name der Sendung ist unzulässig.")
    return name


def _require_same(target: Path, content: bytes) -> None:
    if target.read_bytes() != content:
        raise MailboxRefused("Unter diesem Namen liegt schon eine andere Sendung.")


def _small(path: Path) -> bytes:
    if path.stat().st_size > MAX_ITEM_BYTES:
        raise MailboxRefused("Eine Sendung ist zu groß.")
    return path.read_bytes()
