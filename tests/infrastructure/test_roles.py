"""Three roles with their limits: what the product itself must not be able to do."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from kundenwerk.platform import database
from kundenwerk.platform.database import Target
from kundenwerk.platform.postgres import cluster
from tests.infrastructure.embedded import connected, new_home, remove


@pytest.fixture(scope="module")
def running() -> Iterator[Target]:
    where = database.ensure(Target(new_home(), None))
    with psycopg.connect(**database.parameters("owner", where)) as owner:
        owner.execute("CREATE TABLE sample (id bigint GENERATED ALWAYS AS IDENTITY, word text)")
    yield where
    remove(where.home)


@pytest.mark.row("R-58")
@pytest.mark.parametrize("role", database.ROLES)
def test_no_role_of_the_product_is_a_superuser(running: Target, role: str) -> None:
    with connected(role, running) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolreplication, rolbypassrls"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

    assert rights == (False, False, False, False)


@pytest.mark.row("R-58")
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE own (id int)",
        "ALTER TABLE sample ADD COLUMN more text",
        "DROP TABLE sample",
        "TRUNCATE sample",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE sample DISABLE TRIGGER ALL",
        "COPY sample TO PROGRAM 'cat'",
        "CREATE DATABASE another",
    ],
)
def test_the_product_itself_cannot_change_the_structure(running: Target, statement: str) -> None:
    with connected("app", running) as app:
        app.autocommit = True

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)


def test_the_product_writes_and_the_auditor_reads(running: Target) -> None:
    with connected("app", running) as app:
        app.execute("INSERT INTO sample (word) VALUES ('Netz')")
        app.execute("UPDATE sample SET word = 'Strom'")

    with connected("readonly", running) as readonly:
        assert readonly.execute("SELECT word FROM sample").fetchone() == ("Strom",)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            readonly.execute("DELETE FROM sample")
        readonly.rollback()
        readonly.execute("SET TRANSACTION READ WRITE")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            readonly.execute("DELETE FROM sample")


def test_a_test_database_opens_to_the_same_roles(running: Target) -> None:
    with psycopg.connect(**database.parameters("owner", running), autocommit=True) as owner:
        owner.execute("CREATE DATABASE test_sample")

    with psycopg.connect(
        **database.parameters("owner", running) | {"dbname": "test_sample"}
    ) as owner:
        owner.execute("CREATE TABLE sample AS SELECT 7 AS n")

    with psycopg.connect(**database.parameters("app", running) | {"dbname": "test_sample"}) as app:
        assert app.execute("SELECT n FROM sample").fetchone() == (7,)


@pytest.mark.parametrize(
    ("role", "setting", "value"),
    [
        ("app", "lock_timeout", "3s"),
        ("app", "statement_timeout", "15s"),
        ("app", "idle_in_transaction_session_timeout", "1min"),
        ("owner", "lock_timeout", "1s"),
        ("owner", "statement_timeout", "1h"),
        ("owner", "idle_in_transaction_session_timeout", "10min"),
        ("readonly", "lock_timeout", "3s"),
        ("readonly", "idle_in_transaction_session_timeout", "1min"),
        ("readonly", "statement_timeout", "1min"),
        ("readonly", "default_transaction_read_only", "on"),
    ],
)
def test_each_role_has_its_limits(running: Target, role: str, setting: str, value: str) -> None:
    with connected(role, running) as connection:
        assert connection.execute("SELECT current_setting(%s)", [setting]).fetchone() == (value,)


def test_a_worker_may_take_longer_than_a_page(
    running: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KUNDENWERK_HOME", str(running.home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    entry = database.django_database("app", "worker")

    with psycopg.connect(**database.parameters("app", running), **entry["OPTIONS"]) as connection:
        assert connection.execute("SHOW statement_timeout").fetchone() == ("10min",)
        assert connection.execute("SHOW lock_timeout").fetchone() == ("30s",)


@pytest.mark.row("R-75")
def test_the_log_of_the_server_holds_no_statement_and_no_value(running: Target) -> None:
    with connected("app", running) as app:
        app.autocommit = True
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            app.execute(
                "SELECT %s::text || ('DE02120300000000202051'::text)::int::text", ["Muster"]
            )
    with connected("owner", running) as owner:
        owner.execute("CREATE UNIQUE INDEX one_word ON sample (word)")
        owner.execute("INSERT INTO sample (word) VALUES ('Erika Mustermann')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO sample (word) VALUES ('Erika Mustermann')")
    folder = cluster.open_cluster(running.home).data / "log"

    text = "".join(file.read_text() for file in folder.iterdir())

    assert "duplicate key" in text
    assert "Mustermann" not in text
