"""Callers, and the inside of a command for testing plain steps."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from kundenwerk.platform import commands
from kundenwerk.platform.commands import Call


def fresh_call(actor: str = "test") -> Call:
    """A caller that has not called before."""
    return Call(actor, uuid.uuid4())


def fresh_key() -> dict[str, str]:
    """The field of a form that was not sent before."""
    return {"key": str(uuid.uuid4())}


@contextmanager
def running(actor: str = "test") -> Iterator[Call]:
    """Run steps as if inside a command."""
    call = fresh_call(actor)
    token = commands._current.set(call)
    try:
        with transaction.atomic():
            yield call
    finally:
        commands._current.reset(token)
