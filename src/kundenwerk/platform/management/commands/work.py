"""A worker in the foreground, for a service manager."""

from __future__ import annotations

import argparse
import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand

from kundenwerk.platform import worker


class Command(BaseCommand):
    """Does background jobs until SIGINT or SIGTERM."""

    help = "Erledigt Hintergrundarbeit."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """How many jobs at once, and how long they may take to finish at the end."""
        parser.add_argument("--concurrency", type=int, default=1)
        parser.add_argument("--grace", type=float, default=30.0)

    def handle(self, **options: Any) -> None:
        """Work."""
        asyncio.run(self._work(options["concurrency"], options["grace"]))

    async def _work(self, concurrency: int, grace: float) -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await worker.run(stop, concurrency=concurrency, grace=grace)
