"""The file that says what a backup holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kundenwerk.cli.errors import CommandFailed

FORMAT = 1
NAME = "manifest.json"
DATABASE_FOLDER = "database"
FILES_FOLDER = "files"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a restored copy is compared with."""

    format: int
    version: str
    made_at: str
    server_major: int
    field_key_id: str
    rows: dict[str, int]
    ledger: dict[str, int] | None
    rights: dict[str, dict[str, str]]
    files: dict[str, str]


def write(folder: Path, manifest: Manifest) -> None:
    """Write it last: a folder without it is no backup."""
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (folder / NAME).write_text(text, encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read what the backup claims.

    Raises:
        CommandFailed: there is no readable manifest of a format we know.
    """
    try:
        values: dict[str, Any] = dict(json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise CommandFailed(f"In {folder} liegt keine vollständige Sicherung.") from error
    if values.get("format") != FORMAT:
        raise CommandFailed("Diese Sicherung hat ein Format, das diese Version nicht kennt.")
    return Manifest(**values)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path."""
    if not folder.exists():
        return {}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _hash(path) for path in files}


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
