"""The finished structure as one script: what an empty embedded database gets at once (ADR 0016).

``schema.sql`` is what all migrations make, dumped; a test holds it against them. It serves the
embedded server only, whose version and names of roles are known; a server that somebody runs is
migrated step by step.
"""

from __future__ import annotations

import importlib.metadata
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kundenwerk.cli import backup
from kundenwerk.platform import database
from kundenwerk.platform.database import Target

FILE = Path(__file__).with_name("schema.sql")
FOREIGN = ("django", "django-allauth", "procrastinate")  # packages that bring migrations
_HEAD = "-- "
# The moment of a migration is the only value that differs from one database to the next; written
# anew the rows also lie in one order.
_SAME_EVERYWHERE = """
    CREATE TEMPORARY TABLE steps AS SELECT id, app, name FROM django_migrations;
    TRUNCATE django_migrations;
    INSERT INTO django_migrations (id, app, name, applied)
        SELECT id, app, name, 'epoch' FROM steps ORDER BY id;
    DROP TABLE steps;
"""
_LOCK = 7_020_260_016  # one start at a time builds; any fixed number does
# pg_dump 18 frames its script with commands of psql that carry a random word.
_OF_PSQL = ("\\restrict", "\\unrestrict")


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A script and what it was made with."""

    migrations: frozenset[tuple[str, str]]
    versions: dict[str, str]
    server_major: int
    script: str


def versions() -> dict[str, str]:
    """The installed versions of the packages that bring migrations."""
    return {name: importlib.metadata.version(name) for name in FOREIGN}


def read(file: Path = FILE) -> Blueprint:
    """Read a script; without a file the one this version of the program ships."""
    head, script = file.read_text(encoding="utf-8").split("\n", 1)
    values = json.loads(head.removeprefix(_HEAD))
    steps = frozenset((str(app), str(name)) for app, name in values["migrations"])
    return Blueprint(steps, values["versions"], values["server_major"], script)


def build(where: Target, shipped: set[tuple[str, str]], file: Path = FILE) -> bool:
    """Give an empty embedded database its structure, as its owner; whether it is then complete.

    False leaves it to the migrations: all of them, or those that the script does not know.

    Args:
        where: its server runs.
        shipped: the migrations of this program, by context and name.
        file: another script than the one this version ships.

    Raises:
        DatabaseUnavailable: the database does not answer.
    """
    with backup.connect(where) as connection:
        return build_in(connection, where, shipped, file)


def build_in(
    connection: psycopg.Connection[Any],
    where: Target,
    shipped: set[tuple[str, str]],
    file: Path = FILE,
) -> bool:
    """The same for any database of the server that its owner is connected to."""
    plan = read(file)
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if not (_fits(plan, connection, where, shipped) and _is_empty(connection)):
            return False
        _forget_default_rights(connection, where)
        connection.execute(plan.script.encode())
        connection.execute("UPDATE public.django_migrations SET applied = now()")
    return plan.versions == versions() and shipped <= plan.migrations


def write(where: Target, file: Path) -> None:
    """Write the structure of a fresh database as a script.

    A check reads slightly different after its own dump was loaded, and the same from then on:
    what ships is the dump of a database that was built from a dump.

    Raises:
        DatabaseUnavailable: the database does not answer, or ``pg_dump`` is missing.
        CommandFailed: the dump failed.
    """
    with backup.connect(where) as connection:
        connection.execute(_SAME_EVERYWHERE)
        steps = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
        major = connection.info.server_version // 10000
    draft = file.with_suffix(".draft")
    options = ["--no-owner", "--no-comments", "--rows-per-insert=1000", f"--file={draft}"]
    backup.run_program("pg_dump", options, where, major)
    head = {"server_major": major, "versions": versions(), "migrations": steps}
    kept = [
        line
        for line in draft.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("--", *_OF_PSQL))
    ]
    draft.unlink()
    file.write_text("\n".join([_HEAD + json.dumps(head), *kept, ""]), encoding="utf-8")


def _fits(
    plan: Blueprint,
    connection: psycopg.Connection[Any],
    where: Target,
    shipped: set[tuple[str, str]],
) -> bool:
    ours = {app for app, _ in shipped}
    known = {step for step in plan.migrations if step[0] in ours}
    same_major = connection.info.server_version // 10000 == plan.server_major
    return where.embedded and same_major and known <= shipped


def _forget_default_rights(connection: psycopg.Connection[Any], where: Target) -> None:
    """Let tables start without rights: the script names those of each, and the defaults last.

    Otherwise the defaults would also open the tables that a migration closed on purpose.
    """
    names = database.role_names(where)
    owner, app, readonly = (sql.Identifier(n) for n in (names.owner, names.app, names.readonly))
    for kind in (sql.SQL("TABLES"), sql.SQL("SEQUENCES")):
        statement = sql.SQL(
            "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public REVOKE ALL ON {} FROM {}, {}"
        )
        connection.execute(statement.format(owner, kind, app, readonly))


def _is_empty(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    ).fetchone()
    return row == (0,)
