"""Database and program fit together, or the program says what to do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from kundenwerk.cli import migrations
from kundenwerk.cli.migrations import State
from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from tests.infrastructure.embedded import new_home, remove
from tests.infrastructure.program import kundenwerk_command

SERVICES = ["serve", "worker", "check-books"]


def as_owner(home: Path) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(**database.parameters("owner", Target(home, None)), autocommit=True)


@pytest.fixture(scope="module")
def empty_home() -> Iterator[Path]:
    home = new_home()
    yield home
    remove(home)


@pytest.fixture
def newer_database(migrated_home: Path) -> Iterator[Path]:
    row = ("platform", "9999_from_the_future")
    with as_owner(migrated_home) as owner:
        owner.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", row
        )
        yield migrated_home
        owner.execute("DELETE FROM django_migrations WHERE (app, name) = (%s, %s)", row)


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_runs_on_a_database_without_tables(empty_home: Path, service: str) -> None:
    done = kundenwerk_command(empty_home, service)

    assert done.returncode == 1
    assert "„kundenwerk migrate“" in done.stderr


@pytest.mark.row("R-81")
@pytest.mark.parametrize("service", [*SERVICES, "migrate"])
def test_an_older_program_leaves_a_newer_database_alone(newer_database: Path, service: str) -> None:
    done = kundenwerk_command(newer_database, service)

    assert done.returncode == 1
    assert "neuer als das Programm" in done.stderr


def test_a_second_migration_finds_nothing_to_do(migrated_home: Path) -> None:
    done = kundenwerk_command(migrated_home, "migrate")

    assert done.returncode == 0
    assert migrations.state(Target(migrated_home, None)) is State.CURRENT


def test_another_version_of_a_library_is_noticed(migrated_home: Path) -> None:
    (memory,) = migrated_home.glob("migrated-*")
    kept = memory.read_text()

    memory.write_text("another version")

    assert migrations.state(Target(migrated_home, None)) is State.BEHIND
    memory.write_text(kept)


@contextmanager
def reader_for(seconds: float, home: Path, table: str) -> Iterator[None]:
    """Somebody holds a table for a while."""
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with as_owner(home) as owner, owner.transaction():
            owner.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")  # type: ignore[arg-type]
            holding.set()
            done.wait(seconds)

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait(10)
    yield
    done.set()
    thread.join()


@pytest.mark.row("R-81")
@pytest.mark.concurrency
def test_a_migration_waits_for_a_table_in_use_and_then_succeeds(migrated_home: Path) -> None:
    with reader_for(4.0, migrated_home, "django_content_type"):
        done = kundenwerk_command(migrated_home, "migrate")

    assert done.returncode == 0, done.stderr


def test_the_doctor_finds_nothing_missing(migrated_home: Path) -> None:
    done = kundenwerk_command(migrated_home, "doctor")

    assert done.returncode == 0, done.stdout
    assert "Alles Nötige ist da." in done.stdout


def test_the_doctor_names_what_is_missing(migrated_home: Path) -> None:
    secrets = migrated_home / "secrets.json"
    secrets.chmod(0o644)

    done = kundenwerk_command(
        migrated_home, "doctor", DATABASE_URL="postgresql://a:b@/c?host=/nonexistent"
    )

    secrets.chmod(0o600)
    assert done.returncode == 1
    assert "ist für andere lesbar" in done.stdout
    assert "Zu beheben: 2." in done.stdout
