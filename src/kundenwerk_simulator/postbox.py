"""What a played partner received and what waits to be picked up; survives a restart."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol


class Refused(Exception):
    """The partner does not take the letter; the reason is a German sentence."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A letter the partner writes."""

    name: str
    content: bytes


class PlayedParticipant(Protocol):
    """A party that answers letters; the same letters in the same order give the same replies."""

    def receive(self, name: str, content: bytes) -> list[Reply]:
        """Read a letter and answer it.

        Raises:
            Refused: it is not taken and leaves no trace.
        """


class Receipt(Enum):
    """What became of a letter at the door."""

    TAKEN = "taken"
    KNOWN = "known"
    OTHER_CONTENT = "other content"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply with the moment from which it may be seen."""

    name: str
    content: bytes
    visible_from: float


class Postbox:
    """One partner's mailbox.

    With a folder, letters are kept there in their order, and a mark for each reply picked up;
    a restart reads them again and so comes to the same state.
    """

    def __init__(
        self, participant: PlayedParticipant, folder: Path | None = None, delay: float = 0
    ) -> None:
        self._participant = participant
        self._folder = folder
        self._delay = delay
        self._lock = threading.Lock()
        self._received: dict[str, bytes] = {}
        self._waiting: dict[str, Waiting] = {}
        if folder:
            self._recall(folder)

    def receive(self, name: str, content: bytes) -> Receipt:
        """Take a letter; the same one again changes nothing.

        Raises:
            Refused: the partner does not take it.
        """
        with self._lock:
            if name in self._received:
                same = self._received[name] == content
                return Receipt.KNOWN if same else Receipt.OTHER_CONTENT
            replies = self._participant.receive(name, content)
            number = len(self._received) + 1
            if self._folder:
                _keep(self._folder / "in" / f"{number:06}__{name}", content)
            self._received[name] = content
            self._put(number, replies, time.monotonic() + self._delay)
            return Receipt.TAKEN

    def listing(self) -> list[dict[str, str]]:
        """The replies that may be picked up, oldest first."""
        now = time.monotonic()
        with self._lock:
            return [
                {"id": key, "name": reply.name}
                for key, reply in sorted(self._waiting.items())
                if reply.visible_from <= now
            ]

    def read(self, key: str) -> bytes | None:
        """The bytes of a reply; none when it is gone."""
        with self._lock:
            reply = self._waiting.get(key)
        return reply.content if reply else None

    def acknowledge(self, key: str) -> bool:
        """Take a reply out; whether it was there."""
        with self._lock:
            if key not in self._waiting:
                return False
            if self._folder:
                _keep(self._folder / "done" / key, b"")
            del self._waiting[key]
            return True

    def _put(self, number: int, replies: list[Reply], visible_from: float) -> None:
        for index, reply in enumerate(replies):
            key = f"{number:06}-{index:02}"
            self._waiting[key] = Waiting(reply.name, reply.content, visible_from)

    def _recall(self, folder: Path) -> None:
        for name in ("in", "done"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        letters = sorted(path for path in (folder / "in").iterdir() if path.name[0] != ".")
        for number, path in enumerate(letters, 1):
            name, content = path.name.partition("__")[2], path.read_bytes()
            self._received[name] = content
            self._put(number, self._participant.receive(name, content), 0)
        for mark in (folder / "done").iterdir():
            self._waiting.pop(mark.name, None)


def _keep(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(content)
    draft.replace(path)
