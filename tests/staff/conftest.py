"""Fixtures of these tests."""

from __future__ import annotations

from tests.quoting import account, clerk, cologne, known, quote, running, today, version

__all__ = ["account", "clerk", "cologne", "known", "quote", "running", "today", "version"]
