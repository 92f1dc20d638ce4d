"""A PostgreSQL server named by ``DATABASE_URL``: which role connects with which password."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from kundenwerk.platform.postgres import roles
from kundenwerk.platform.postgres.errors import DatabaseUnavailable

OLDEST_MAJOR = 15


@dataclass(frozen=True, slots=True)
class Remote:
    """The addresses an operator gave.

    With ``owner_url`` the operator made both roles: ``url`` runs the product, ``owner_url``
    migrates. Without it ``url`` belongs to the owner, and the other two roles are made by us
    if that role may do so.
    """

    url: str
    owner_url: str | None = None


def parameters(remote: Remote, role: str) -> dict[str, Any]:
    """What psycopg needs to connect in a role.

    Roles made by an operator have no limits of ours; there every connection brings them along.

    Raises:
        DatabaseUnavailable: the address cannot be read.
    """
    owner = _parsed(remote.owner_url or remote.url)
    if role == "owner":
        return _limited(owner, role)
    if remote.owner_url or not _has_own_users(remote):
        return _limited(_parsed(remote.url), role)
    user = getattr(names(remote), role)
    return owner | {"user": user, "password": _password(owner, user)}


def prepare(remote: Remote) -> None:
    """Make the roles where we may, and open the database to them; harmless to repeat.

    Raises:
        DatabaseUnavailable: the server is not reachable or too old.
    """
    owner = _parsed(remote.owner_url or remote.url)
    named = names(remote)
    with _connect(owner) as connection:
        if connection.info.server_version < OLDEST_MAJOR * 10000:
            raise DatabaseUnavailable(f"Kundenwerk braucht PostgreSQL {OLDEST_MAJOR} oder neuer.")
        if remote.owner_url is None:
            if not _keeps_users(owner) or not roles.may_create_roles(connection):
                return
            passwords = {r: _password(owner, getattr(named, r)) for r in ("app", "readonly")}
            roles.create_users(connection, named, **passwords)
            roles.close_database(connection, str(owner["dbname"]), named)
        roles.grant(connection, named)
    _has_own_users.cache_clear()


def names(remote: Remote) -> roles.Names:
    """The roles of this database; they bear its name, for a server may hold several suppliers."""
    owner = _parsed(remote.owner_url or remote.url)
    if remote.owner_url:
        app = _parsed(remote.url)["user"]
        return roles.Names(owner["user"], app, app)
    base = owner["dbname"]
    return roles.Names(owner["user"], f"{base}_app", f"{base}_readonly")


@lru_cache(maxsize=8)
def _has_own_users(remote: Remote) -> bool:
    """Whether the roles exist; while the server is away we go by what we would have made."""
    owner = _parsed(remote.url)
    if not _keeps_users(owner):
        return False
    try:
        with _connect(owner) as connection:
            return roles.exists(connection, names(remote).app)
    except DatabaseUnavailable:
        return True


def _keeps_users(owner: dict[str, Any]) -> bool:
    return bool(owner.get("password"))


def _limited(values: dict[str, Any], role: str) -> dict[str, Any]:
    """What an operator wrote into the address comes last and therefore counts."""
    named = values.get("options", "")
    return values | {"options": f"{roles.options(role)} {named}".rstrip()}


def _password(owner: dict[str, Any], user: str) -> str:
    """The same on every host that knows the owner's password, so that nothing must be shared."""
    return hmac.new(owner["password"].encode(), user.encode(), hashlib.sha256).hexdigest()


def _parsed(url: str) -> dict[str, Any]:
    try:
        found = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise DatabaseUnavailable("DATABASE_URL ist keine gültige Adresse.") from error
    values = {name: str(value) for name, value in found.items() if value is not None}
    if not values.get("dbname") or not values.get("user"):
        raise DatabaseUnavailable("DATABASE_URL nennt keine Datenbank oder kein Konto.")
    return values


def _connect(values: dict[str, Any]) -> psycopg.Connection[tuple[object, ...]]:
    try:
        return psycopg.connect(**values, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(
            f"Die Datenbank {values['dbname']} auf {values.get('host', 'localhost')} fehlt."
        ) from error
