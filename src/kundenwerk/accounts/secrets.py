"""The keys of authenticator apps are kept sealed."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter

from kundenwerk.platform import crypto

CONTEXT = "accounts.mfa"


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals what the library would keep readable."""

    def encrypt(self, text: str) -> str:
        """Seal a key or a seed."""
        return base64.b64encode(crypto.encrypt(text, context=CONTEXT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again.

        Raises:
            cryptography.exceptions.InvalidTag: it was altered, or the key is another.
        """
        return crypto.decrypt(base64.b64decode(encrypted_text), context=CONTEXT)
