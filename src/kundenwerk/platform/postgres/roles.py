"""The roles of one database and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

_LIMITS = {
    "owner": {
        "lock_timeout": "1s",
        "statement_timeout": "1h",
        "idle_in_transaction_session_timeout": "10min",
    },
    "app": {
        "lock_timeout": "3s",
        "statement_timeout": "15s",
        "idle_in_transaction_session_timeout": "60s",
    },
    "readonly": {
        "lock_timeout": "3s",
        "statement_timeout": "60s",
        "idle_in_transaction_session_timeout": "60s",
        "default_transaction_read_only": "on",
    },
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the three roles are called on this server."""

    owner: str
    app: str
    readonly: str


def create_owner(connection: psycopg.Connection[Any], owner: str, password: str) -> None:
    """Make the role that owns the tables and runs migrations; it may make databases for tests."""
    _create(connection, owner, password, "LOGIN CREATEDB")
    _limit(connection, owner, "owner")


def create_users(
    connection: psycopg.Connection[Any], names: Names, *, app: str, readonly: str
) -> None:
    """Make the roles of the running product, or give them their password again."""
    for role, name, password in (("app", names.app, app), ("readonly", names.readonly, readonly)):
        _create(connection, name, password, "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        _limit(connection, name, role)


def grant(connection: psycopg.Connection[Any], names: Names) -> None:
    """Open the schema of the connected database, and all tables the owner will make in it.

    Tables that exist keep their rights, for a migration may have taken some away on purpose.
    """
    owner, app, readonly = (sql.Identifier(n) for n in (names.owner, names.app, names.readonly))
    everybody = sql.SQL(", ").join([app, readonly])
    defaults = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public ").format(owner)
    for statement in (
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(everybody),
        defaults + sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}").format(app),
        defaults + sql.SQL("GRANT USAGE, SELECT ON SEQUENCES TO {}").format(app),
        defaults + sql.SQL("GRANT SELECT ON TABLES TO {}").format(readonly),
        defaults + sql.SQL("GRANT SELECT ON SEQUENCES TO {}").format(readonly),
    ):
        connection.execute(statement)


def options(role: str) -> str:
    """The limits of a role for one connection, where the role itself is not ours to change."""
    return " ".join(f"-c {setting}={value}" for setting, value in _LIMITS[role].items())


def close_database(connection: psycopg.Connection[Any], database: str, names: Names) -> None:
    """Let nobody but the three roles connect to a database."""
    name = sql.Identifier(database)
    app, readonly = sql.Identifier(names.app), sql.Identifier(names.readonly)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(name, app))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, readonly))


def exists(connection: psycopg.Connection[Any], name: str) -> bool:
    """Whether the server knows a role."""
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    return found is not None


def may_create_roles(connection: psycopg.Connection[Any]) -> bool:
    """Whether the connected role may make others."""
    found = connection.execute(
        "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    return bool(found and found[0])


def _create(connection: psycopg.Connection[Any], name: str, password: str, attributes: str) -> None:
    """CREATE ROLE knows no IF NOT EXISTS; the password goes over as a hash only."""
    verb = "ALTER ROLE {}" if exists(connection, name) else f"CREATE ROLE {{}} {attributes}"
    hashed = connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    ).decode()
    connection.execute(
        sql.SQL(verb + " PASSWORD {}").format(sql.Identifier(name), sql.Literal(hashed))
    )


def _limit(connection: psycopg.Connection[Any], name: str, role: str) -> None:
    for setting, value in _LIMITS[role].items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                sql.Identifier(name), sql.Identifier(setting), sql.Literal(value)
            )
        )
