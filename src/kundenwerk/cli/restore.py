"""Load a backup into an empty database and prove the copy equal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from kundenwerk.cli import backup, environment, manifest, snapshot
from kundenwerk.cli.console import say
from kundenwerk.cli.errors import CommandFailed
from kundenwerk.cli.manifest import Manifest
from kundenwerk.platform import database
from kundenwerk.platform.database import Target


def run(folder: Path, *, verify: bool) -> int:
    """Restore a backup.

    Raises:
        DatabaseUnavailable: the database does not start, or its client programs are missing.
        CommandFailed: no backup, a database that is not empty, damage, or a difference.
    """
    claimed = manifest.read(folder)
    if manifest.hashes(folder / manifest.FILES_FOLDER) != claimed.files:
        raise CommandFailed("Die Dateien der Sicherung sind beschädigt oder unvollständig.")
    where = database.prepare()
    _load(folder, claimed, where)
    _restore_files(folder / manifest.FILES_FOLDER, where.home / "files")
    say("Die Sicherung ist eingespielt.")
    if claimed.field_key_id and claimed.field_key_id != backup.field_key_id(where.home):
        say(
            "Achtung: Der Schlüssel in secrets.json ist nicht der der Sicherung. "
            "Bankverbindungen bleiben unlesbar, bis Sie die ursprüngliche Datei einsetzen."
        )
    if verify:
        _verify(claimed, where)
    return 0


def _load(folder: Path, claimed: Manifest, where: Target) -> None:
    with backup.connect(where) as connection:
        if snapshot.row_counts(connection):
            raise CommandFailed(
                "Die Datenbank ist nicht leer. Eine Sicherung wird nur in eine leere eingespielt."
            )
        major = connection.info.server_version // 10000
        backup.run_program(
            "pg_restore",
            ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
             f"--dbname={connection.info.dbname}", str(folder / manifest.DATABASE_FOLDER)],
            where, major,
        )  # fmt: skip
        names = database.role_names(where)
        for role, given in claimed.rights.items():
            snapshot.give_rights(connection, getattr(names, role), given)


def _restore_files(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copytree(source, target, dirs_exist_ok=True)


def _verify(claimed: Manifest, where: Target) -> None:
    with backup.connect(where) as connection:
        rows, ledger = snapshot.row_counts(connection), snapshot.ledger_totals(connection)
    if rows != claimed.rows:
        tables = sorted(t for t in rows | claimed.rows if rows.get(t) != claimed.rows.get(t))
        raise CommandFailed(f"Die Zahl der Zeilen weicht ab: {', '.join(tables)}.")
    if ledger != claimed.ledger:
        raise CommandFailed("Die Summen des Hauptbuchs weichen ab.")
    restored = manifest.hashes(where.home / "files")
    if any(restored.get(path) != digest for path, digest in claimed.files.items()):
        raise CommandFailed("Eine wiederhergestellte Datei weicht ab.")
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check_books"],
        env=environment.of_process("program"),
        check=False,
    )
    if checked.returncode != 0:
        raise CommandFailed("Die Bücher der wiederhergestellten Datenbank stimmen nicht.")
    say("Zeilen, Summen, Dateien und Bücher stimmen mit der Sicherung überein.")
