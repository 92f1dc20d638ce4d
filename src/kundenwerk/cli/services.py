"""What runs in production: web server, worker, proof of the books."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from kundenwerk.cli import environment, migrations
from kundenwerk.platform import database
from kundenwerk.platform.database import Target

GRACE_SECONDS = 30


def web_module(address: str, workers: int, threads: int) -> list[str]:
    """The web server as ``python -m`` arguments; loaded once, then forked."""
    return [
        "gunicorn", "kundenwerk.config.wsgi:application", "--bind", address,
        "--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads),
        "--preload", "--graceful-timeout", str(GRACE_SECONDS), "--log-level", "warning",
        "--no-control-socket",
    ]  # fmt: skip


def worker_module(concurrency: int) -> list[str]:
    """The worker as ``python -m`` arguments."""
    return [
        "django", "work", "--concurrency", str(concurrency), "--grace", str(GRACE_SECONDS),
    ]  # fmt: skip


def serve(address: str, *, workers: int, threads: int) -> int:
    """Become the web server.

    Raises:
        DatabaseUnavailable: the database does not start.
        CommandFailed: the database and the program do not fit.
    """
    migrations.require_current(make_folders(database.ensure()))
    _become(web_module(address, workers, threads), environment.of_process("web"))


def worker(*, concurrency: int) -> int:
    """Become a worker.

    Raises:
        DatabaseUnavailable: the database does not start.
        CommandFailed: the database and the program do not fit.
    """
    migrations.require_current(database.ensure())
    _become(worker_module(concurrency), environment.of_process("worker"))


def make_folders(where: Target) -> Target:
    """Make the folder of collected assets, which may stay empty."""
    (where.home / "static").mkdir(parents=True, exist_ok=True)
    return where


def check_books() -> int:
    """Become the proof of the books; it ends with 1 when something is wrong.

    Raises:
        DatabaseUnavailable: the database does not start.
        CommandFailed: the database and the program do not fit.
    """
    migrations.require_current(database.ensure())
    _become(["django", "check_books"], environment.of_process("program"))


def create_administrator(username: str, email: str) -> int:
    """Become the program that makes the first login.

    Raises:
        DatabaseUnavailable: the database does not start.
        CommandFailed: the database and the program do not fit.
    """
    migrations.require_current(database.ensure())
    _become(["django", "create_administrator", username, email], environment.of_process("program"))


def _become(module: Sequence[str], variables: Mapping[str, str]) -> NoReturn:
    """Replace this process, so that a service manager's signals reach the right one."""
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", *module], dict(variables))  # noqa: S606
