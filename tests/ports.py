"""Ports for servers that tests start."""

from __future__ import annotations

import random
import socket

# Below the ports a system gives to outgoing calls, so that nobody takes one meanwhile.
LOWEST, HIGHEST = 20_000, 30_000


def free_port() -> int:
    """A port nobody listens at, and neither at the next one."""
    while True:
        port = random.SystemRandom().randrange(LOWEST, HIGHEST)
        if _is_free(port) and _is_free(port + 1):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
