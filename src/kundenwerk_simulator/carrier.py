"""Carries letters between the product's folder and a played partner, as an AS4 adapter would.

Whatever the product drops into ``out`` is handed over and then removed; replies are put into
``in`` under their final name only when they are complete. A carrier killed in between repeats
itself, which both sides recognise by name and bytes.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

from kundenwerk_simulator.postbox import Postbox, Refused

PAUSE_SECONDS: Final = 0.5


class FolderCarrier:
    """Stands between one postbox and one folder."""

    def __init__(self, box: Postbox, folder: Path) -> None:
        self._box = box
        self._out, self._in, self._returned = (folder / name for name in ("out", "in", "returned"))

    def carry(self) -> int:
        """Carry everything there is, both ways; returns how many letters."""
        for folder in (self._out, self._in, self._returned):
            folder.mkdir(parents=True, exist_ok=True)
        dropped = sorted(path for path in self._out.iterdir() if path.name[0] != ".")
        for letter in dropped:
            self._hand_over(letter)
        replies = self._box.listing()
        for reply in replies:
            self._bring(reply["id"], reply["name"])
        return len(dropped) + len(replies)

    def run(self, stop: threading.Event) -> None:
        """Carry until told to stop."""
        while not stop.wait(PAUSE_SECONDS):
            self.carry()

    def _hand_over(self, letter: Path) -> None:
        try:
            self._box.receive(letter.name, letter.read_bytes())
        except Refused:
            letter.replace(self._returned / letter.name)
            return
        letter.unlink()

    def _bring(self, key: str, name: str) -> None:
        content = self._box.read(key)
        if content is not None:
            draft = self._in / f".{name}"
            draft.write_bytes(content)
            draft.replace(self._in / name)
        self._box.acknowledge(key)
