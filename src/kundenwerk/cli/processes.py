"""Child processes: started with our interpreter, watched, and stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from kundenwerk.cli.console import complain
from kundenwerk.cli.errors import CommandFailed

# Requests and jobs under way get this long to finish.
_GRACE_SECONDS = 30.0
_POLL_SECONDS = 0.02


@dataclass
class Children:
    """A group of processes that live and die together."""

    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _asked_to_stop: bool = False

    def listen(self) -> None:
        """From now on Ctrl+C and SIGTERM end the group instead of us."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_was_asked)

    def start(self, name: str, module: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start ``python -m module…`` in a process group of its own, out of Ctrl+C's reach.

        Does nothing when it runs already.
        """
        if name in self._running:
            return
        self._running[name] = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", *module],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, module: Sequence[str], environment: Mapping[str, str], output: Path) -> bool:
        """Run ``python -m module…`` to its end; false when a stop was asked meanwhile.

        Raises:
            CommandFailed: it failed, or one of the running processes ended.
        """
        with output.open("wb") as stream:
            child = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", *module],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                start_new_session=True,
            )
        while child.poll() is None:
            if self._asked_to_stop:
                child.terminate()
                child.wait()
                return False
            self._check()
            time.sleep(_POLL_SECONDS)
        if child.returncode != 0:
            raise CommandFailed(f"„{module[1]}“ ist gescheitert (Code {child.returncode}).")
        return True

    def wait_for_port(self, port: int, seconds: float) -> bool:
        """Wait until something accepts connections; false when a stop was asked meanwhile.

        Raises:
            CommandFailed: a process ended, or the time is over.
        """
        end = time.monotonic() + seconds
        while not self._asked_to_stop:
            self._check()
            if port_answers(port):
                return True
            if time.monotonic() > end:
                raise CommandFailed(f"Auf Port {port} antwortet nach {seconds:.0f} s niemand.")
            time.sleep(_POLL_SECONDS)
        return False

    def watch(self) -> None:
        """Return when a stop is asked.

        Raises:
            CommandFailed: a process ended by itself.
        """
        while not self._asked_to_stop:
            self._check()
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask all to end, the latest started first, and end those that do not."""
        for child in reversed(self._running.values()):
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + _GRACE_SECONDS
        for name, child in reversed(self._running.items()):
            try:
                child.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                complain(f"{name} reagiert nicht und wird beendet.")
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self._running.clear()

    def _check(self) -> None:
        for name, child in self._running.items():
            if (code := child.poll()) is not None:
                raise CommandFailed(f"{name} hat sich beendet (Code {code}).")

    def _stop_was_asked(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self._asked_to_stop = True


def port_answers(port: int) -> bool:
    """Whether something on this computer accepts connections on a port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.settimeout(1.0)
        return client.connect_ex(("127.0.0.1", port)) == 0
