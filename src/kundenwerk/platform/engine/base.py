"""A connection that survives the death of the server: it is started again, with growing pauses."""

from __future__ import annotations

import time
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from kundenwerk.platform import database

# In all half as long as a page may take to say that the database is away.
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
_PASSING = ("starting up", "shutting down", "recovery mode")


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects like Django does, but does not give up at the first try."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a server of ours that died is started, a named one is asked again.

        Raises:
            psycopg.OperationalError: the server stays away, or refuses us for good.
        """
        for pause in _PAUSES:
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError as error:
                if not _may_pass(error) or not _brought_up():
                    raise
                time.sleep(pause)
        return super().get_new_connection(conn_params)


def _may_pass(error: psycopg.OperationalError) -> bool:
    """Whether nobody answered, or the server is on its way; not a wrong password or name."""
    text = str(error)
    return "FATAL" not in text or any(state in text for state in _PASSING)


def _brought_up() -> bool:
    try:
        database.ensure()
    except database.DatabaseUnavailable:
        return False
    return True
