"""The whole product on a server somebody else runs: Debian's where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.infrastructure.foreign import as_hoster, foreign_server
from tests.infrastructure.program import kundenwerk_command


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    with foreign_server() as folder:
        as_hoster(folder, "CREATE ROLE werk LOGIN CREATEROLE PASSWORD 'pw-werk'")
        for name in ("stadtwerk", "copy"):
            as_hoster(folder, f"CREATE DATABASE {name} OWNER werk")
        yield folder


def address(server: Path, name: str) -> str:
    return f"postgresql://werk:pw-werk@/{name}?host={server}"


@pytest.mark.row("R-80")
def test_it_migrates_proves_its_books_and_restores_a_backup(server: Path, tmp_path: Path) -> None:
    first, second = address(server, "stadtwerk"), address(server, "copy")
    told = {}

    for command in ("migrate", "check-books", "doctor"):
        done = kundenwerk_command(tmp_path, command, DATABASE_URL=first)
        told[command] = done.stdout if done.returncode == 0 else done.stderr
    saved = kundenwerk_command(tmp_path, "backup", str(tmp_path / "saved"), DATABASE_URL=first)
    restored = kundenwerk_command(
        tmp_path, "restore", str(tmp_path / "saved"), "--verify", DATABASE_URL=second
    )

    assert "auf dem Stand" in told["migrate"]
    assert "Die Bücher stimmen" in told["check-books"]
    assert "(DATABASE_URL)" in told["doctor"]
    assert saved.returncode == 0, saved.stderr
    assert "stimmen mit der Sicherung überein" in restored.stdout, restored.stderr


def test_the_product_neither_owns_nor_changes_the_tables(server: Path, tmp_path: Path) -> None:
    kundenwerk_command(tmp_path, "migrate", DATABASE_URL=address(server, "stadtwerk"))

    with psycopg.connect(host=str(server), user="hoster", dbname="stadtwerk") as hoster:
        owners = hoster.execute(
            "SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        extensions = hoster.execute("SELECT extname::text FROM pg_extension").fetchall()

    assert owners == [("werk",)]
    assert extensions == [("plpgsql",)]
