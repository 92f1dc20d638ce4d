"""Whether database and program fit together, answered without loading Django."""

from __future__ import annotations

import hashlib
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path

import psycopg

from kundenwerk.cli import blueprint
from kundenwerk.cli.console import say
from kundenwerk.cli.errors import CommandFailed
from kundenwerk.platform import database
from kundenwerk.platform.database import Target

_PACKAGE = Path(__file__).resolve().parent.parent
_ATTEMPTS = 8


class State(StrEnum):
    """How the database stands to the program."""

    EMPTY = "EMPTY"
    BEHIND = "BEHIND"
    CURRENT = "CURRENT"
    NEWER = "NEWER"


def state(where: Target) -> State:
    """Compare the migrations on disk with those the database has seen.

    Raises:
        DatabaseUnavailable: the database does not answer.
    """
    applied = _applied(where)
    if not applied:
        return State.EMPTY
    steps = shipped()
    ours = {label for label, _ in steps}
    if any(row not in steps for row in applied if row[0] in ours):
        return State.NEWER
    if steps <= applied and _remembered(where) == _fingerprint(steps, len(applied)):
        return State.CURRENT
    return State.BEHIND


def require_current(where: Target) -> None:
    """Refuse to run when database and program do not fit.

    Raises:
        DatabaseUnavailable: the database does not answer.
        CommandFailed: they do not fit.
    """
    found = state(where)
    if found is State.NEWER:
        raise CommandFailed(
            "Die Datenbank ist neuer als das Programm. Bitte installieren Sie die neuere Version."
        )
    if found is not State.CURRENT:
        raise CommandFailed(
            "Die Datenbank ist nicht auf dem Stand des Programms. Bitte führen Sie zuerst "
            "„kundenwerk migrate“ aus."
        )


def run() -> int:
    """Bring the database up to date as its owner; waits for locks a few times, never long.

    Raises:
        DatabaseUnavailable: the database does not start or answer.
        CommandFailed: the database is newer, or a table stays locked.
    """
    # The program loads while the server makes its files, which takes as long.
    with ThreadPoolExecutor(max_workers=1) as background:
        preparing = background.submit(database.prepare)
        _load_program()
        where = preparing.result()
    found = state(where)
    if found is State.NEWER:
        require_current(where)
    if not (found is State.EMPTY and blueprint.build(where, shipped())):
        _migrate()
    _load_facts()
    applied = _applied(where)
    _remember(where, _fingerprint(shipped(), len(applied)))
    say(f"Die Datenbank ist auf dem Stand des Programms ({len(applied)} Schritte).")
    return 0


def _load_program() -> None:
    os.environ["KUNDENWERK_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenwerk.config.settings")
    import django  # noqa: PLC0415 - everything else here starts without it

    django.setup()


def _migrate() -> None:
    """Each attempt gives up after the owner's lock timeout, so that readers never queue long."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    for attempt in range(_ATTEMPTS):
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                raise
            time.sleep(min(0.2 * 2**attempt, 5.0))
        else:
            return
    raise CommandFailed("Eine Tabelle ist dauernd in Gebrauch. Bitte versuchen Sie es später.")


def _load_facts() -> None:
    """Add the facts this version brings: postcodes, levies, grid prices (ADR 0012)."""
    from kundenwerk.market.commands import load_reference_data  # noqa: PLC0415
    from kundenwerk.market.commands.reference import reference_call  # noqa: PLC0415

    load_reference_data(reference_call())


def _applied(where: Target) -> set[tuple[str, str]]:
    try:
        with psycopg.connect(**database.parameters("owner", where)) as connection:
            rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    except psycopg.errors.UndefinedTable:
        return set()
    except psycopg.OperationalError as error:
        raise database.DatabaseUnavailable("Die Datenbank antwortet nicht.") from error
    return {(str(app), str(name)) for app, name in rows}


def shipped() -> set[tuple[str, str]]:
    """The migrations of this program, by context and name."""
    files = _PACKAGE.glob("*/migrations/[0-9]*.py")
    return {(file.parent.parent.name, file.stem) for file in files}


def _fingerprint(steps: set[tuple[str, str]], applied: int) -> str:
    text = json.dumps([sorted(steps), list(blueprint.versions().values()), applied])
    return hashlib.sha256(text.encode()).hexdigest()


def _memory(where: Target) -> Path:
    values = database.parameters("owner", where)
    place = f"{values.get('host')}-{values['dbname']}"
    return where.home / f"migrated-{hashlib.sha256(place.encode()).hexdigest()[:12]}"


def _remembered(where: Target) -> str:
    file = _memory(where)
    return file.read_text() if file.exists() else ""


def _remember(where: Target, fingerprint: str) -> None:
    where.home.mkdir(parents=True, exist_ok=True)
    _memory(where).write_text(fingerprint)
