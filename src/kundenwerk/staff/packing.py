"""A table on its way from its preview to its confirmation; nothing of it is kept on the server."""

from __future__ import annotations

import base64
import zlib

from django import forms

from kundenwerk.ui.forms import CommandForm

MAX_BYTES = 5 * 1024 * 1024
MAX_PACKED = 2_000_000


class ConfirmForm(CommandForm):
    """The table that was shown; it is read and checked again."""

    table = forms.CharField(widget=forms.HiddenInput, max_length=MAX_PACKED)

    def clean_table(self) -> bytes:
        """The bytes of the table."""
        try:
            packed = base64.b64decode(self.cleaned_data["table"], validate=True)
            content = zlib.decompressobj().decompress(packed, MAX_BYTES + 1)
        except (ValueError, zlib.error):
            content = b""
        if not content or len(content) > MAX_BYTES:
            raise forms.ValidationError("Bitte lesen Sie die Datei noch einmal ein.")
        return content


def pack(content: bytes) -> str:
    """A table as a hidden field carries it."""
    return base64.b64encode(zlib.compress(content)).decode()
