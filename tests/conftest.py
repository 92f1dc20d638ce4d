"""Fixtures for the whole suite: a database of its own, a caller."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test.utils import setup_databases
from hypothesis import settings

from tests.browser import (
    base_url,
    browser_context_args,
    browser_type_launch_args,
    database,
    page,
    picture,
    pytest_runtest_protocol,
    site,
    small,
)

if TYPE_CHECKING:
    from kundenwerk.platform.commands import Call

# Named here, because fixtures of plugins would yield to those of the browser library.
__all__ = [
    "base_url",
    "browser_context_args",
    "browser_type_launch_args",
    "page",
    "picture",
    "pytest_runtest_protocol",
    "site",
    "small",
]


# How long an example takes depends on what else the machine does, so no example has a deadline. A
# change is judged by the same examples each time; `make explore` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


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


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_createdb: bool,  # noqa: FBT001
    django_db_modify_db_settings: None,
) -> None:
    """Make the test database, also for runs whose tests only work on copies of it."""
    from tests.own_database import create_test_database

    del django_test_environment, django_db_modify_db_settings
    with django_db_blocker.unblock(), database():
        create_test_database(anew=django_db_createdb)
        setup_databases(verbosity=0, interactive=False, aliases={"default"}, keepdb=True)


@pytest.fixture
def call() -> Call:
    """A fresh caller; every use of the same fixture value is the same command."""
    from kundenwerk.platform.commands import Call

    return Call("test", uuid.uuid4())


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of the test's own in which transactions really commit.

    Posted rows refuse TRUNCATE, so the usual way (flush after the test) cannot work here.
    """
    from tests.own_database import own_database

    with django_db_blocker.unblock(), own_database():
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let pytest-django make the test database also when only committing tests run.

    The journeys come first: begun last, they would keep one of two processes busy alone.
    """
    for item in items:
        if "committed" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)
    _keep_browsers_apart(items)


def _keep_browsers_apart(items: list[pytest.Item]) -> None:
    """A site lives as long as its module, and its database would serve the other tests too."""
    served = {item.path for item in items if "site" in getattr(item, "fixturenames", ())}
    for item in items:
        own = "site" not in getattr(item, "fixturenames", ())
        if own and item.path in served and item.get_closest_marker("django_db"):
            raise pytest.UsageError(f"{item.nodeid}: browser tests need a file of their own")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """But not wrap them in a transaction."""
    if "committed" in getattr(item, "fixturenames", ()):
        item.own_markers = [mark for mark in item.own_markers if mark.name != "django_db"]
