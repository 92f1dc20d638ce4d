"""A mailbox in a folder, which a carrier empties and fills.

``out`` is for the carrier to take from, ``in`` for him to put into; a name that begins with a
point or ends with ``.tmp`` or ``.part`` is still being written. What we take we first move to
``work``, then to ``archive``, or to ``failed`` with the reason beside it. ``draft`` and ``sent``
remember what was dropped, so that a process killed in between drops nothing twice, even when
the carrier has taken it away meanwhile.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kundenwerk.platform.mailbox import base
from kundenwerk.platform.mailbox.base import (
    NAME,
    Item,
    MailboxRefused,
    MailboxUnreachable,
    checked_name,
)

UNFINISHED: Final = (".tmp", ".part", ".filepart")
REASON: Final = ".grund.txt"
_FOLDERS: Final = ("in", "out", "work", "archive", "failed", "draft", "sent")


@dataclass(frozen=True, slots=True)
class FolderMailbox:
    """A mailbox in a folder: we write to ``out``, the carrier to ``in``."""

    root: Path

    def send(self, name: str, content: bytes) -> None:
        """See ``Mailbox.send``."""
        checked_name(name)
        digest = hashlib.sha256(content).hexdigest()
        with self._locked("In den Ordner kann nicht geschrieben werden."):
            dropped, draft = self.root / "sent" / f"{name}.sha256", self.root / "draft" / name
            target = self.root / "out" / name
            if dropped.exists():
                _require(is_same=dropped.read_text("ascii") == digest)
            else:
                _require(is_same=not target.exists() or target.read_bytes() == content)
                _write(draft, content)
                _write(dropped, digest.encode("ascii"))
            # Whatever is still a draft was never dropped, however often we were killed here.
            if draft.exists():
                draft.replace(target)
                _sync(target.parent)
                _sync(draft.parent)

    def fetch(self, limit: int = 100) -> list[Item]:
        """See ``Mailbox.fetch``; what a killed process had taken comes first."""
        with self._locked("Der Ordner kann nicht gelesen werden."):
            claimed = _by_age(self.root / "work")
            for path in _by_age(self.root / "in"):
                if len(claimed) >= limit:
                    break
                target = self.root / "work" / _safe(path.name)
                if not target.exists():
                    path.replace(target)
                    claimed.append(target)
            return [_item(path) for path in claimed[:limit]]

    def acknowledge(self, item_id: str) -> None:
        """See ``Mailbox.acknowledge``."""
        with self._locked("Die Sendung kann nicht abgelegt werden."):
            if place := self._place(item_id, "archive"):
                self._taken(item_id).replace(place)

    def reject(self, item_id: str, reason: str) -> None:
        """See ``Mailbox.reject``."""
        with self._locked("Die Sendung kann nicht abgelegt werden."):
            if place := self._place(item_id, "failed"):
                _write(place.with_name(f"{place.name}{REASON}"), f"{reason}\n".encode())
                self._taken(item_id).replace(place)

    def _taken(self, item_id: str) -> Path:
        return self.root / "work" / checked_name(item_id)

    def _place(self, item_id: str, folder: str) -> Path | None:
        """Where a letter is put away without covering another; none when it was put away."""
        if not self._taken(item_id).exists():
            return None
        place = self.root / folder / item_id
        return place.with_name(f"{item_id}.{secrets.token_hex(4)}") if place.exists() else place

    @contextmanager
    def _locked(self, trouble: str) -> Iterator[None]:
        """One process at a time; the lock ends with the process that holds it."""
        try:
            for name in _FOLDERS:
                (self.root / name).mkdir(parents=True, exist_ok=True)
            with (self.root / ".lock").open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise MailboxUnreachable(trouble) from error


def _require(*, is_same: bool) -> None:
    if not is_same:
        raise MailboxRefused("Unter diesem Namen liegt schon eine andere Sendung.")


def _write(target: Path, content: bytes) -> None:
    """Put a file in its place whole or not at all, also through a power cut."""
    draft = target.with_name(f".{target.name}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    _sync(target.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _by_age(folder: Path) -> list[Path]:
    """Finished plain files, oldest first; a link could point anywhere and is left alone."""
    with os.scandir(folder) as entries:
        found = [
            (entry.stat(follow_symlinks=False).st_mtime_ns, entry.name)
            for entry in entries
            if entry.is_file(follow_symlinks=False)
            and not entry.name.startswith(".")
            and not entry.name.lower().endswith(UNFINISHED)
        ]
    return [folder / name for _, name in sorted(found)]


def _safe(name: str) -> str:
    """A usual name for a file a carrier named unusually; different names stay different."""
    if NAME.fullmatch(name):
        return name
    plain = "".join(one if one.isascii() and one.isalnum() else "-" for one in name)
    digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
    return f"datei-{plain[:80]}-{digest}.txt"


def _item(path: Path) -> Item:
    try:
        if path.stat().st_size > base.MAX_ITEM_BYTES:
            return Item(path.name, path.name, b"", base.TOO_LARGE)
        return Item(path.name, path.name, path.read_bytes())
    except OSError:
        return Item(path.name, path.name, b"", "Die Datei kann nicht gelesen werden.")
