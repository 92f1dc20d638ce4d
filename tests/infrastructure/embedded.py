"""Embedded servers for single tests, in folders of their own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import psycopg

from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from kundenwerk.platform.postgres import cluster


def new_home() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kw-test-"))
    folder.chmod(0o755)
    return folder


def remove(home: Path) -> None:
    if (home / "database.json").exists():
        found = cluster.open_cluster(home)
        database.stop(Target(home, None))
        shutil.rmtree(found.folder, ignore_errors=True)
        shutil.rmtree(found.socket_folder, ignore_errors=True)
    shutil.rmtree(home)


def long_home(below: Path) -> Path:
    folder = below / ("a-long-folder-name-" * 6) / ("and-another-one-" * 6)
    folder.mkdir(parents=True)
    return folder


def connected(role: str, where: Target) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(**database.parameters(role, where))


def try_to_connect(parameters: dict[str, Any]) -> str:
    """The answer a stranger gets who even knows the password."""
    try:
        psycopg.connect(**parameters, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return str(error)
    return "connected"
