"""Run the command ``kundenwerk`` as an operator does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import kundenwerk

SOURCE = Path(kundenwerk.__file__).parents[1]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KUNDENWERK_", "DATABASE_"))}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "KUNDENWERK_HOME": str(home), "PYTHONPATH": str(SOURCE), **more}


def kundenwerk_command(
    home: Path, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "kundenwerk", *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
