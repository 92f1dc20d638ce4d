"""The embedded PostgreSQL server and the roles every server gets; used through platform.database."""

from __future__ import annotations
