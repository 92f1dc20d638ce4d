"""What makes a command fail."""

from __future__ import annotations


class CommandFailed(Exception):
    """A command cannot do its work; the message is German and made for the operator."""
