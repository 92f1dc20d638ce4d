"""Django's PostgreSQL backend, for a server that may have to be started again."""

from __future__ import annotations
