"""Fixtures for the whole suite."""

from __future__ import annotations

import os
import uuid

import pytest

os.environ.setdefault("KUNDENWERK_ROLE", "owner")
os.environ.setdefault("KUNDENWERK_DEMO", "1")

from kundenwerk.platform.commands import Call


@pytest.fixture
def call() -> Call:
    """A fresh caller; every use of the same fixture value is the same command."""
    return Call("test", uuid.uuid4())
