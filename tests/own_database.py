"""The test database, and throw-away copies of it for tests whose transactions really commit."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any, TypeVar

import psycopg
from django.db import connection, connections
from psycopg import sql

from kundenwerk.cli import blueprint, migrations
from kundenwerk.platform import database as platform_database

T = TypeVar("T")


@contextmanager
def own_database() -> Iterator[None]:
    """Point this process at a fresh copy; the copied database stays untouched."""
    original = connection.settings_dict["NAME"]
    copy = f"{original}_{uuid.uuid4().hex[:8]}"
    connection.close()
    _administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), copy, original)
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        _administer(sql.SQL("DROP DATABASE {} WITH (FORCE)"), copy)


def create_test_database(*, anew: bool) -> None:
    """Make the suite's database with the finished structure, so that no step has to be migrated.

    ``tests/infrastructure/test_blueprint.py`` holds that structure against the migrations.
    """
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # per process
    parameters = _server_parameters()
    with psycopg.connect(**parameters, dbname="postgres", autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if there and not anew:
        return
    if there:
        _administer(sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)
    _administer(sql.SQL("CREATE DATABASE {}"), name)
    with psycopg.connect(**parameters, dbname=name, autocommit=True) as owner:
        platform_database.prepare_copy(owner)
        blueprint.build_in(owner, platform_database.target(), migrations.shipped())


def at_once(count: int, work: Callable[[int], T]) -> list[T | Exception]:
    """Run the work in threads that start together; a refusal is returned, not raised."""
    barrier = Barrier(count)

    def run(number: int) -> T | Exception:
        try:
            barrier.wait(30)
            return work(number)
        except Exception as refusal:  # noqa: BLE001 - the test judges it
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def _server_parameters() -> dict[str, Any]:
    parameters: dict[str, Any] = connection.get_connection_params()
    return {k: v for k, v in parameters.items() if k in {"host", "port", "user", "password"}}


def _administer(statement: sql.SQL, *names: str) -> None:
    with psycopg.connect(**_server_parameters(), dbname="postgres", autocommit=True) as server:
        for pause in (0.2, 0.5, 1, 2, 4):
            try:
                server.execute(statement.format(*map(sql.Identifier, names)))
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
                time.sleep(pause)  # the server's own housekeeping is in there
            else:
                return
        server.execute(statement.format(*map(sql.Identifier, names)))
