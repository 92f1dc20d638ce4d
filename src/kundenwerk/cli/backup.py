"""Write a backup: a dump of the database, the files, and a manifest to check them by."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psycopg

from kundenwerk.cli import manifest, snapshot
from kundenwerk.cli.console import say
from kundenwerk.cli.errors import CommandFailed
from kundenwerk.platform import database
from kundenwerk.platform.database import Target

_ROLES = ("app", "readonly")


def run(folder: Path) -> int:
    """Write a backup into a new folder.

    Raises:
        DatabaseUnavailable: the database does not start, or its client programs are missing.
        CommandFailed: the folder is in use, or the dump failed.
    """
    where = database.ensure()
    _make_private(folder)
    with connect(where) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        claims = _dump(connection, where, folder / manifest.DATABASE_FOLDER)
    # The store only grows, so files copied after the dump hold everything its rows name.
    files = folder / manifest.FILES_FOLDER
    _copy_files(where.home / "files", files)
    manifest.write(folder, manifest.Manifest(**claims, files=manifest.hashes(files)))
    rows = sum(claims["rows"].values())
    say(f"Sicherung mit {rows} Zeilen geschrieben: {folder}")
    say("Bewahren Sie secrets.json getrennt auf: ohne sie bleiben Bankverbindungen unlesbar.")
    return 0


def connect(where: Target) -> psycopg.Connection[Any]:
    """The owner's connection without its short limits.

    Raises:
        DatabaseUnavailable: the database does not answer.
    """
    try:
        connection = psycopg.connect(**database.parameters("owner", where), autocommit=True)
    except psycopg.OperationalError as error:
        raise database.DatabaseUnavailable("Die Datenbank antwortet nicht.") from error
    connection.execute("SET idle_in_transaction_session_timeout = 0")
    return connection


def field_key_id(home: Path) -> str:
    """Names the key of the encrypted columns without giving it away."""
    file = home / "secrets.json"
    if not file.exists():
        return ""
    key = str(json.loads(file.read_text(encoding="utf-8")).get("field_key", ""))
    return hashlib.sha256(f"field key id {key}".encode()).hexdigest()[:16]


def run_program(program: str, arguments: list[str], where: Target, major: int) -> None:
    """Run a client program of PostgreSQL; the password travels in the environment.

    Raises:
        DatabaseUnavailable: the program is not installed.
        CommandFailed: it failed; the message ends with its last line.
    """
    values = database.parameters("owner", where)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
             "dbname": "PGDATABASE", "sslmode": "PGSSLMODE"}  # fmt: skip
    variables = {names[key]: str(value) for key, value in values.items() if key in names}
    path = database.client_programs(major, where) / program
    done = subprocess.run(  # noqa: S603
        [path, *arguments], env=os.environ | variables, check=False, capture_output=True, text=True
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [""]
        raise CommandFailed(f"{program} ist gescheitert: {lines[-1]}")


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError as error:
        raise CommandFailed(
            f"{folder} gibt es schon. Bitte nennen Sie einen neuen Ordner."
        ) from error
    except OSError as error:
        raise CommandFailed(f"{folder} lässt sich nicht anlegen: {error.strerror}.") from error


def _dump(connection: psycopg.Connection[Any], where: Target, folder: Path) -> dict[str, Any]:
    """Count and dump in the same snapshot."""
    row = connection.execute("SELECT pg_export_snapshot(), now()").fetchone()
    assert row is not None
    major = connection.info.server_version // 10000
    run_program(
        "pg_dump",
        ["--format=directory", "--jobs=2", f"--snapshot={row[0]}", "--no-owner",
         "--no-privileges", f"--file={folder}"],
        where, major,
    )  # fmt: skip
    names = database.role_names(where)
    return {
        "format": manifest.FORMAT,
        "version": _version(),
        "made_at": row[1].isoformat(timespec="seconds"),
        "server_major": major,
        "field_key_id": field_key_id(where.home),
        "rows": snapshot.row_counts(connection),
        "ledger": snapshot.ledger_totals(connection),
        "rights": {role: snapshot.rights(connection, getattr(names, role)) for role in _ROLES},
    }


def _version() -> str:
    try:
        return importlib.metadata.version("kundenwerk")
    except importlib.metadata.PackageNotFoundError:
        return "source"


def _copy_files(source: Path, target: Path) -> None:
    target.mkdir(mode=0o700)
    if source.exists():
        shutil.copytree(source, target, dirs_exist_ok=True)
