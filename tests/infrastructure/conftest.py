"""A migrated installation of its own, for tests that run the command ``kundenwerk``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infrastructure.embedded import new_home, remove
from tests.infrastructure.program import kundenwerk_command


@pytest.fixture(scope="session")
def migrated_home() -> Iterator[Path]:
    home = new_home()
    migrated = kundenwerk_command(home, "migrate")
    assert migrated.returncode == 0, migrated.stderr
    yield home
    remove(home)
