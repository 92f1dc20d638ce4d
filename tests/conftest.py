"""Fixtures for the whole suite: a database of its own, a caller."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from kundenwerk.platform.commands import Call


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Give the running product's roles their rights before the tables are made."""
    del django_db_modify_db_settings_parallel_suffix
    from django.db import connection
    from django.db.models.signals import pre_migrate

    from kundenwerk.platform import database

    def open_to_roles(**_: Any) -> None:
        connection.ensure_connection()
        database.prepare_copy(connection.connection)

    pre_migrate.connect(open_to_roles, weak=False, dispatch_uid="open_to_roles")


@pytest.fixture
def call() -> Call:
    """A fresh caller; every use of the same fixture value is the same command."""
    from kundenwerk.platform.commands import Call

    return Call("test", uuid.uuid4())
