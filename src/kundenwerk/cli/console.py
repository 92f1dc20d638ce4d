"""What the operator reads."""

from __future__ import annotations

import sys


def say(text: str = "") -> None:
    """One line to the operator, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """One line about what went wrong."""
    sys.stderr.write(f"Fehler: {text}\n")
    sys.stderr.flush()
