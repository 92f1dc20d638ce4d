"""The embedded PostgreSQL server and the roles every server gets; the door is platform.database."""

from __future__ import annotations
