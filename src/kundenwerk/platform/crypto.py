"""Encryption of single values at rest, and blind indexes to find them again."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_KEY_ID = b"\x01"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is shown nowhere and of which a command remembers a keyed fingerprint only."""

    text: str = field(repr=False)


def encrypt(text: str, *, context: str) -> bytes:
    """Encrypt with AES-256-GCM; ``context`` (table and column) is bound as associated data."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = _cipher().encrypt(nonce, text.encode(), context.encode())
    return _KEY_ID + nonce + sealed


def decrypt(blob: bytes, *, context: str) -> str:
    """Decrypt what ``encrypt`` made for the same context.

    Raises:
        ValueError: the value names an unknown key.
        cryptography.exceptions.InvalidTag: altered value, other key or other context.
    """
    if blob[:1] != _KEY_ID:
        raise ValueError("unknown field key")
    nonce, sealed = blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
    return _cipher().decrypt(nonce, sealed, context.encode()).decode()


def blind_index(text: str) -> str:
    """A keyed fingerprint: equal texts give equal values, the text cannot be read from it."""
    key = bytes.fromhex(settings.INDEX_KEY)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.FIELD_KEY))
