"""Sessions in the database, read with one small statement at every request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from kundenwerk.platform import rows

NOTED_EVERY: Final = timedelta(minutes=5)
_LOAD = (
    "SELECT kept.session_data, host(use.ip), use.user_agent FROM django_session AS kept "
    "LEFT JOIN usersessions_usersession AS use ON use.session_key = kept.session_key "
    "AND use.last_seen_at > statement_timestamp() - %s "
    "WHERE kept.session_key = %s AND kept.expire_date > statement_timestamp()"
)


class SessionStore(DatabaseStore):
    """What Django keeps, and from where the session was used a moment ago."""

    noted: tuple[str, str] | None = None

    def load(self) -> dict[str, Any]:
        """The values of a session that has not expired; nothing for any other key."""
        found = rows.first(_LOAD, [NOTED_EVERY, self.session_key])
        if found is None:
            self._session_key = None
            return {}
        data, address, agent = found
        self.noted = (address, agent) if address else None
        values: dict[str, Any] = self.decode(data)
        return values
