"""Fixtures of these tests."""

from __future__ import annotations

from tests.quoting import cologne, today, version

__all__ = ["cologne", "today", "version"]
