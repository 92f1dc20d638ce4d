"""Write the finished structure of the database anew, after migrations have changed.

python tools/schema.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kundenwerk.cli import blueprint, migrations
from kundenwerk.platform import database
from kundenwerk.platform.database import Target


def main() -> None:
    """Migrate an empty database step by step, build another from its dump, and dump that."""
    with tempfile.TemporaryDirectory(prefix="kundenwerk-schema-") as folder:
        draft = Path(folder) / "schema.sql"
        with _server() as migrated:
            _migrate(migrated)
            blueprint.write(migrated, draft)
        with _server() as built:
            blueprint.build(built, migrations.shipped(), draft)
            blueprint.write(built, blueprint.FILE)


@contextmanager
def _server() -> Iterator[Target]:
    home = Path(tempfile.mkdtemp(prefix="kundenwerk-schema-"))
    home.chmod(0o755)
    where = database.prepare(Target(home, None))
    try:
        yield where
    finally:
        database.stop(where)
        shutil.rmtree(home)


def _migrate(where: Target) -> None:
    variables = os.environ | {
        "KUNDENWERK_HOME": str(where.home),
        "KUNDENWERK_ROLE": "owner",
        "KUNDENWERK_PROCESS": "program",
        "DJANGO_SETTINGS_MODULE": "kundenwerk.config.settings",
    }
    variables.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=variables, check=True)


if __name__ == "__main__":
    main()
