"""Fixtures of these tests."""

from __future__ import annotations

from tests.quoting import cologne, inbox, today

__all__ = ["cologne", "inbox", "today"]
