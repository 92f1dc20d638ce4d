"""What a server that died hard leaves behind: lock files, and children that hold its memory."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from kundenwerk.platform.postgres.cluster import Cluster

_PROCESSES = Path("/proc")
_GRACE_SECONDS = 2.0
_POLL_SECONDS = 0.01


def clear(found: Cluster) -> None:
    """Remove the lock files of a dead server whose process number somebody else has now.

    PostgreSQL does this itself unless the number is alive, which in a container it often is.
    """
    for file in (
        found.data / "postmaster.pid",
        found.socket.with_name(f"{found.socket.name}.lock"),
    ):
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = abs(int(file.read_text().splitlines()[0]))
            if not _is_postgres(pid):
                file.unlink()


def end_orphans(found: Cluster) -> None:
    """End the children of a dead server; one that computes notices the death of its parent late.

    Nothing is lost: what they had not committed is undone at the next start anyway. Call this
    only while the lock of the home is held and no server runs.
    """
    for number in (signal.SIGQUIT, signal.SIGKILL):
        orphans = list(_orphans(found.data))
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, number)
        end = time.monotonic() + _GRACE_SECONDS
        while any(map(_is_postgres, orphans)) and time.monotonic() < end:
            time.sleep(_POLL_SECONDS)


def _orphans(data: Path) -> Iterator[int]:
    """Every process of PostgreSQL works in the data directory of its server."""
    home = data.resolve()
    for entry in _PROCESSES.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == home and _is_postgres(int(entry.name)):
                yield int(entry.name)


def _is_postgres(pid: int) -> bool:
    if (_PROCESSES / "self").exists():
        try:
            name, _, rest = (_PROCESSES / str(pid) / "stat").read_text().rpartition(") ")
            return name.endswith("(postgres") and rest[0] not in "ZX"
        except OSError:
            return False
    printed = subprocess.run(  # noqa: S603
        ["/bin/ps", "-p", str(pid), "-o", "comm="], check=False, capture_output=True, text=True
    ).stdout
    return "postgres" in printed
