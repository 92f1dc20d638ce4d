"""Files under the hash of their content: written once, never changed, found by hash."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from kundenwerk.platform.commands import require_transaction
from kundenwerk.platform.models import StoredFile


class FileDamaged(Exception):
    """The stored bytes no longer match their hash."""


def store(content: bytes, *, name: str, media_type: str) -> StoredFile:
    """Keep the bytes and return their record; equal bytes are kept once.

    The bytes reach the disk before the row is written, so a row never points to nothing;
    a crash between leaves at most an unreferenced file.
    """
    require_transaction()
    digest = hashlib.sha256(content).hexdigest()
    _write(_path(digest), content)
    record, _ = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={"size": len(content), "media_type": media_type, "name": name[:200]},
    )
    return record


def read(record: StoredFile) -> bytes:
    """The bytes of a stored file.

    Raises:
        FileDamaged: they were altered on disk.
    """
    content = _path(record.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != record.sha256:
        raise FileDamaged(record.name)
    return content


def forget(record: StoredFile) -> bool:
    """Remove a file whose time is over; False when something else still names it (step)."""
    require_transaction()
    digest = record.sha256
    try:
        with transaction.atomic():
            record.delete()
    except (ProtectedError, IntegrityError):
        return False
    transaction.on_commit(lambda: _path(digest).unlink(missing_ok=True))
    return True


def _path(digest: str) -> Path:
    root: Path = settings.FILE_ROOT
    return root / digest[:2] / digest


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
