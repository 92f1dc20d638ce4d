"""A backup restores to an equal copy, or says what differs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from tests.infrastructure.embedded import new_home, remove
from tests.infrastructure.program import kundenwerk_command

ROWS = [("dortmund.example", "Dortmund"), ("koeln.example", "Köln")]


@pytest.fixture(scope="module")
def supplier(migrated_home: Path) -> Path:
    """A migrated supplier with rows and a stored file."""
    home = migrated_home
    with psycopg.connect(**database.parameters("app", Target(home, None))) as app:
        for row in ROWS:
            app.execute("INSERT INTO django_content_type (app_label, model) VALUES (%s, %s)", row)
    file = home / "files" / "ab" / ("ab" * 32)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"%PDF-1.7 Rechnung")
    return home


@pytest.fixture(scope="module")
def saved(supplier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backups") / "first"
    done = kundenwerk_command(supplier, "backup", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def empty_home() -> Iterator[Path]:
    home = new_home()
    yield home
    remove(home)


def changed_copy(saved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(saved, tmp_path / "copy"))


def rights_of_the_product(home: Path) -> list[tuple[object, ...]]:
    with psycopg.connect(**database.parameters("owner", Target(home, None))) as owner:
        return owner.execute(
            "SELECT table_name::text, column_name::text, privilege_type::text"
            " FROM information_schema.column_privileges"
            " WHERE grantee = 'kundenwerk_app' ORDER BY 1, 2, 3"
        ).fetchall()


@pytest.mark.row("R-80", "I8")
def test_a_backup_restores_to_an_equal_copy(supplier: Path, saved: Path, empty_home: Path) -> None:
    done = kundenwerk_command(empty_home, "restore", str(saved), "--verify")

    assert done.returncode == 0, done.stderr
    assert "stimmen mit der Sicherung überein" in done.stdout
    with psycopg.connect(**database.parameters("app", Target(empty_home, None))) as app:
        rows = app.execute(
            "SELECT app_label, model FROM django_content_type ORDER BY app_label"
        ).fetchall()
    assert [row for row in rows if row in ROWS] == ROWS
    assert (empty_home / "files" / "ab" / ("ab" * 32)).read_bytes() == b"%PDF-1.7 Rechnung"
    assert rights_of_the_product(empty_home) == rights_of_the_product(supplier)


@pytest.mark.row("R-80")
def test_a_database_in_use_is_never_overwritten(supplier: Path, saved: Path) -> None:
    done = kundenwerk_command(supplier, "restore", str(saved))

    assert done.returncode == 1
    assert "nicht leer" in done.stderr


@pytest.mark.row("R-80")
def test_a_damaged_file_is_found_before_anything_is_restored(
    saved: Path, tmp_path: Path, empty_home: Path
) -> None:
    copy = changed_copy(saved, tmp_path)
    (copy / "files" / "ab" / ("ab" * 32)).write_bytes(b"%PDF-1.7 Rechnunk")

    done = kundenwerk_command(empty_home, "restore", str(copy))

    assert done.returncode == 1
    assert "beschädigt" in done.stderr
    assert not (empty_home / "database.json").exists()


@pytest.mark.row("R-80")
def test_a_difference_in_the_rows_is_named(saved: Path, tmp_path: Path, empty_home: Path) -> None:
    copy = changed_copy(saved, tmp_path)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["rows"]["django_content_type"] += 1
    (copy / "manifest.json").write_text(json.dumps(manifest))

    done = kundenwerk_command(empty_home, "restore", str(copy), "--verify")

    assert done.returncode == 1
    assert "django_content_type" in done.stderr


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 99}'])
def test_a_folder_that_is_no_backup_is_refused(
    tmp_path: Path, content: str, supplier: Path
) -> None:
    (tmp_path / "manifest.json").write_text(content)

    done = kundenwerk_command(supplier, "restore", str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.startswith("Fehler: ")
    assert "Traceback" not in done.stderr


def test_a_backup_never_writes_into_an_existing_folder(supplier: Path, saved: Path) -> None:
    done = kundenwerk_command(supplier, "backup", str(saved))

    assert done.returncode == 1
    assert "gibt es schon" in done.stderr


@pytest.mark.row("R-52")
def test_a_backup_names_the_key_of_the_encrypted_columns_but_does_not_hold_it(
    supplier: Path, saved: Path
) -> None:
    key = json.loads((supplier / "secrets.json").read_text())["field_key"]
    manifest = json.loads((saved / "manifest.json").read_text())

    content = b"".join(file.read_bytes() for file in saved.rglob("*") if file.is_file())

    assert len(manifest["field_key_id"]) == 16
    assert key.encode() not in content
