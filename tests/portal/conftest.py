"""Fixtures of these tests."""

from __future__ import annotations

from tests.quoting import account, cologne, inbox, known, today

__all__ = ["account", "cologne", "inbox", "known", "today"]
