"""What can go wrong with the database before anybody is connected to it."""

from __future__ import annotations


class DatabaseUnavailable(Exception):
    """The database cannot be used; the message is German and made for the operator."""
