"""Sessions in the database, read with one small statement at every request."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from kundenwerk.platform import rows


class SessionStore(DatabaseStore):
    """What Django keeps, looked up without building a query each time."""

    def load(self) -> dict[str, Any]:
        """The values of a session that has not expired; nothing for any other key."""
        found = rows.first(
            "SELECT session_data FROM django_session "
            "WHERE session_key = %s AND expire_date > statement_timestamp()",
            [self.session_key],
        )
        if found is None:
            self._session_key = None
            return {}
        values: dict[str, Any] = self.decode(found[0])
        return values
