"""The structure an empty database gets at once is what the migrations make."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from kundenwerk.cli import backup, blueprint, migrations, snapshot
from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from tests.infrastructure.embedded import new_home, remove
from tests.infrastructure.program import environment


@contextmanager
def server() -> Iterator[Target]:
    """An embedded server without a table."""
    home = new_home()
    yield database.prepare(Target(home, None))
    remove(home)


@pytest.fixture
def fresh() -> Iterator[Target]:
    with server() as where:
        yield where


def migrate_step_by_step(where: Target) -> None:
    variables = environment(
        where.home, KUNDENWERK_ROLE="owner", DJANGO_SETTINGS_MODULE="kundenwerk.config.settings"
    )
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=variables, check=True
    )


def written(where: Target, folder: Path) -> str:
    file = folder / "written.sql"
    blueprint.write(where, file)
    return file.read_text(encoding="utf-8")


def comparable(script: str) -> list[str]:
    """All lines but those with lists, which PostgreSQL writes differently after loading them."""
    return [line for line in script.splitlines() if "ARRAY[" not in line]


def test_the_migrations_make_what_the_script_holds(fresh: Target, tmp_path: Path) -> None:
    dump = tmp_path / "migrated.sql"
    with server() as migrated:
        migrate_step_by_step(migrated)
        blueprint.write(migrated, dump)

    blueprint.build(fresh, migrations.shipped(), dump)
    same = written(fresh, tmp_path)
    with backup.connect(fresh) as owner:
        owner.execute("ALTER TABLE market_place ADD COLUMN forgotten integer")
    other = written(fresh, tmp_path)

    assert same == blueprint.FILE.read_text(encoding="utf-8"), "make schema"
    assert comparable(same) == comparable(dump.read_text(encoding="utf-8"))
    assert other != same


def test_the_script_makes_what_it_holds(fresh: Target, tmp_path: Path) -> None:
    complete = blueprint.build(fresh, migrations.shipped())

    assert complete
    with backup.connect(fresh) as owner:
        assert snapshot.rights(owner, "kundenwerk_app")["ledger_openitem"] == (
            "INSERT, SELECT, UPDATE (due_on)"
        )
    assert written(fresh, tmp_path) == blueprint.FILE.read_text(encoding="utf-8")


def test_steps_the_script_does_not_know_are_left_to_the_migrations(fresh: Target) -> None:
    newer = migrations.shipped() | {("market", "9999_later")}

    assert not blueprint.build(fresh, newer)
    assert migrations.state(fresh) is not migrations.State.EMPTY


def test_a_script_of_another_program_is_not_used(fresh: Target) -> None:
    older = {step for step in migrations.shipped() if step != ("market", "0001_initial")}

    assert not blueprint.build(fresh, older)
    assert migrations.state(fresh) is migrations.State.EMPTY


def test_a_database_with_tables_is_left_alone(fresh: Target) -> None:
    with backup.connect(fresh) as owner:
        owner.execute("CREATE TABLE somebodys (id integer)")

    assert not blueprint.build(fresh, migrations.shipped())
    assert migrations.state(fresh) is migrations.State.EMPTY


@pytest.mark.parametrize(
    "secret",
    [
        "SELECT password FROM accounts_user",
        "SELECT * FROM django_session",
        "SELECT * FROM mfa_authenticator",
        "SELECT * FROM platform_cache",
        "SELECT * FROM accounts_apitoken",
        "SELECT * FROM market_providersecret",
        "SELECT * FROM mako_channelsecret",
    ],
)
def test_who_only_reads_the_database_reads_no_secret_of_a_login(
    migrated_home: Path, secret: str
) -> None:
    where = Target(migrated_home, None)
    with psycopg.connect(**database.parameters("readonly", where), autocommit=True) as readonly:
        readonly.execute("SELECT username, role FROM accounts_user")
        readonly.execute("SELECT count(*) FROM ledger_posting")

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            readonly.execute(secret)
