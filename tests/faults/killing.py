"""Kill a process before one of its calls to the operating system."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

# What the operating system is asked for while a letter is handled; before each of these calls
# the process is killed once.
WATCHED = {"open", "os.rename", "os.mkdir", "os.scandir", "os.remove", "fcntl.flock"}


def killed_at(number: int, work: Callable[[], object]) -> bool:
    """Do the work in another process, killed before its n-th call; whether it was."""
    child = os.fork()
    if child == 0:
        seen = 0

        def watch(event: str, _: object) -> None:
            nonlocal seen
            if event in WATCHED:
                seen += 1
                if seen == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
