"""The installation's own secrets: one file beside the data, readable by its owner only."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path


def load(home: Path) -> dict[str, str]:
    """Read the secrets, creating them on the first start.

    Returns:
        ``secret_key`` (sessions, signatures), ``field_key`` (AES-256, hex), ``index_key``
        (HMAC-SHA256 of blind indexes, hex).
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secrets.json"
    if not path.exists():
        _create(path)
    values: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return values


def _create(path: Path) -> None:
    values = {
        "secret_key": secrets.token_urlsafe(48),
        "field_key": secrets.token_hex(32),
        "index_key": secrets.token_hex(32),
    }
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(values, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    try:
        # link() refuses to replace: of several first starts exactly one set of keys wins.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
