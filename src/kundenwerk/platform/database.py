"""Where the database is and how each role connects: the only door to ``platform.postgres``.

With ``DATABASE_URL`` set it is that server; otherwise an embedded one below the home folder.
This module needs no Django, for the settings are built with it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from platformdirs import user_data_path

from kundenwerk.platform.postgres import binaries, cluster, remote, roles, server
from kundenwerk.platform.postgres.errors import DatabaseUnavailable

OLDEST_MAJOR = remote.OLDEST_MAJOR

__all__ = [
    "OLDEST_MAJOR",
    "ROLES",
    "DatabaseUnavailable",
    "Target",
    "client_programs",
    "django_database",
    "ensure",
    "home",
    "parameters",
    "prepare",
    "prepare_copy",
    "role_names",
    "stop",
    "target",
]

ROLES = ("owner", "app", "readonly")

# Beyond the limits of the role: jobs may take longer than pages (reliability: lock order rule).
_PROCESS_OPTIONS = {
    "web": "",
    "worker": "-c statement_timeout=10min -c lock_timeout=30s",
    "program": "-c statement_timeout=0 -c lock_timeout=30s",
}


@dataclass(frozen=True, slots=True)
class Target:
    """The database of this installation: a server somebody runs, or the embedded one."""

    home: Path
    remote: remote.Remote | None

    @property
    def embedded(self) -> bool:
        """Whether we run the server ourselves."""
        return self.remote is None


def home() -> Path:
    """The folder of this installation: ``KUNDENWERK_HOME`` or the user's data folder."""
    return Path(os.environ.get("KUNDENWERK_HOME") or user_data_path("kundenwerk")).absolute()


def target() -> Target:
    """The database the environment names."""
    url = os.environ.get("DATABASE_URL")
    named = remote.Remote(url, os.environ.get("DATABASE_OWNER_URL") or None) if url else None
    return Target(home(), named)


def ensure(where: Target | None = None) -> Target:
    """Start the embedded server if it does not run; a named server is left alone.

    Raises:
        DatabaseUnavailable: the server does not start.
    """
    where = where or target()
    if where.embedded:
        server.ensure(where.home)
    return where


def prepare(where: Target | None = None) -> Target:
    """What must hold before a migration: the server runs, the roles exist, the schema is open.

    Raises:
        DatabaseUnavailable: the server does not start, or is not reachable or too old.
    """
    where = ensure(where)
    if where.remote is not None:
        remote.prepare(where.remote)
    return where


def prepare_copy(connection: psycopg.Connection[Any], where: Target | None = None) -> None:
    """Open a further database of the server to the roles; the owner connects to it, unmigrated."""
    where = where or target()
    names = role_names(where)
    if where.remote is None or roles.exists(connection, names.app):
        roles.grant(connection, names)


def role_names(where: Target) -> roles.Names:
    """What the roles are called on the server."""
    if where.remote is not None:
        return remote.names(where.remote)
    return roles.Names(cluster.OWNER, cluster.APP, cluster.READONLY)


def stop(where: Target | None = None) -> None:
    """Stop the embedded server; a named server is left alone.

    Raises:
        DatabaseUnavailable: the server does not stop.
    """
    where = where or target()
    if where.embedded:
        server.stop(where.home)


def parameters(role: str, where: Target | None = None) -> dict[str, Any]:
    """What psycopg needs to connect in a role (``owner``, ``app``, ``readonly``).

    Starts nothing; on the very first call the passwords of the embedded server are drawn.

    Raises:
        DatabaseUnavailable: the home cannot be used, or the address cannot be read.
        ValueError: there is no such role.
    """
    if role not in ROLES:
        raise ValueError(role)
    where = where or target()
    if where.remote is not None:
        return remote.parameters(where.remote, role)
    found = cluster.open_cluster(where.home)
    user = getattr(role_names(where), role)
    return found.parameters(user, getattr(found.passport, role))


def django_database(role: str, process: str | None = None) -> dict[str, Any]:
    """The entry for ``DATABASES``.

    Args:
        role: ``owner``, ``app`` or ``readonly``.
        process: ``web``, ``worker`` or ``program`` (backup, demo data, migration), which differ
            in their time limits; without it ``KUNDENWERK_PROCESS`` decides, else ``web``.

    Raises:
        DatabaseUnavailable: the home cannot be used, or the address cannot be read.
        ValueError: there is no such role.
    """
    values = parameters(role)
    named = {key: values.pop(key, "") for key in ("host", "port", "dbname", "user", "password")}
    process = process or os.environ.get("KUNDENWERK_PROCESS", "web")
    more = " ".join(filter(None, [values.pop("options", ""), _PROCESS_OPTIONS[process]]))
    return {
        "ENGINE": "kundenwerk.platform.engine",
        "HOST": named["host"],
        "PORT": named["port"],
        "NAME": named["dbname"],
        "USER": named["user"],
        "PASSWORD": named["password"],
        "CONN_MAX_AGE": 60 if process == "web" else None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": values | ({"options": more} if more else {}),
    }


def client_programs(server_major: int, where: Target | None = None) -> Path:
    """The folder with ``pg_dump`` and ``pg_restore`` of the server's own version.

    Raises:
        DatabaseUnavailable: they are not installed.
    """
    where = where or target()
    return binaries.embedded() if where.embedded else binaries.clients(server_major)
