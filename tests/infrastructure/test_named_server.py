"""``DATABASE_URL``: a server somebody else runs, of another version than the embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kundenwerk.platform import database
from kundenwerk.platform.database import DatabaseUnavailable, Target
from kundenwerk.platform.postgres.remote import Remote
from tests.infrastructure.foreign import as_hoster, foreign_server

NOWHERE = Path("/nonexistent")


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    with foreign_server() as folder:
        yield folder


def target(server: Path, name: str, *, role: str, owner_role: str | None = None) -> Target:
    url, owner_url = address(server, name, role), None
    if owner_role:
        owner_url = address(server, name, owner_role)
    return Target(NOWHERE, Remote(url, owner_url))


def address(server: Path, name: str, role: str) -> str:
    return f"postgresql://{role}:pw-{role}@/{name}?host={server}"


def new_role(server: Path, role: str, attributes: str = "") -> None:
    as_hoster(server, f"CREATE ROLE {role} LOGIN PASSWORD 'pw-{role}' {attributes}")


def new_database(server: Path, name: str, owner: str) -> None:
    as_hoster(server, f"CREATE DATABASE {name} OWNER {owner}")


def user_of(where: Target, role: str) -> str:
    with psycopg.connect(**database.parameters(role, where)) as connection:
        return connection.info.user


def limits(where: Target, role: str) -> list[str]:
    """Lock, statement, idle transaction, and whether the role only reads."""
    settings = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    with psycopg.connect(**database.parameters(role, where)) as connection:
        return [
            str(connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0])  # type: ignore[index]
            for name in (*settings, "default_transaction_read_only")
        ]


def test_an_owner_who_may_make_roles_gets_them_made(server: Path) -> None:
    new_role(server, "werk", "CREATEROLE")
    new_database(server, "stadtwerk", "werk")
    where = target(server, "stadtwerk", role="werk")

    database.prepare(where)
    database.prepare(where)

    assert user_of(where, "owner") == "werk"
    assert user_of(where, "app") == "stadtwerk_app"
    assert limits(where, "owner") == ["1s", "1h", "10min", "off"]
    assert limits(where, "app") == ["3s", "15s", "1min", "off"]
    assert limits(where, "readonly") == ["3s", "1min", "1min", "on"]
    with psycopg.connect(**database.parameters("owner", where)) as owner:
        owner.execute("CREATE TABLE sample (n int)")
    with psycopg.connect(**database.parameters("app", where)) as app:
        app.execute("INSERT INTO sample VALUES (1)")
        app.commit()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DROP TABLE sample")
    with psycopg.connect(**database.parameters("readonly", where)) as readonly:
        assert readonly.execute("SELECT n FROM sample").fetchone() == (1,)


@pytest.mark.row("R-59", "DEC-13")
def test_two_suppliers_on_one_server_cannot_enter_each_others_database(server: Path) -> None:
    for name in ("nord", "sued"):
        new_role(server, f"werk_{name}", "CREATEROLE")
        new_database(server, name, f"werk_{name}")
        database.prepare(target(server, name, role=f"werk_{name}"))
    north = database.parameters("app", target(server, "nord", role="werk_nord"))

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(**north | {"dbname": "sued"})


def test_without_the_right_to_make_roles_the_owner_runs_the_product(server: Path) -> None:
    new_role(server, "small")
    new_database(server, "shared_host", "small")
    where = target(server, "shared_host", role="small")

    database.prepare(where)

    assert user_of(where, "app") == "small"
    assert limits(where, "app") == ["3s", "15s", "1min", "off"]


def test_an_operator_may_name_both_roles(server: Path) -> None:
    new_role(server, "boss")
    new_role(server, "clerk")
    new_database(server, "two_roles", "boss")
    where = target(server, "two_roles", role="clerk", owner_role="boss")

    database.prepare(where)

    assert user_of(where, "owner") == "boss"
    assert user_of(where, "app") == "clerk"
    assert limits(where, "owner") == ["1s", "1h", "10min", "off"]
    assert limits(where, "app") == ["3s", "15s", "1min", "off"]
    assert limits(where, "readonly") == ["3s", "1min", "1min", "on"]
    with psycopg.connect(**database.parameters("owner", where)) as owner:
        owner.execute("CREATE TABLE sample (n int)")
    with psycopg.connect(**database.parameters("app", where)) as app:
        app.execute("INSERT INTO sample VALUES (1)")
        app.commit()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("ALTER TABLE sample ADD m int")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://[", "keine gültige Adresse"),
        ("postgresql://werk@host", "nennt keine Datenbank"),
        ("postgresql://a:b@/c?host=/nonexistent", "fehlt"),
    ],
)
def test_a_wrong_address_is_told_in_one_sentence(url: str, told: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=told):
        database.prepare(Target(NOWHERE, Remote(url)))


def test_the_client_programs_fit_the_server(server: Path) -> None:
    where = target(server, "postgres", role="hoster")
    with psycopg.connect(host=str(server), user="hoster", dbname="postgres") as connection:
        major = connection.info.server_version // 10000

    folder = database.client_programs(major, where)

    assert (folder / "pg_dump").exists()
    assert (folder / "pg_restore").exists()
