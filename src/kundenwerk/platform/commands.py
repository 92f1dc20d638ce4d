"""Every write is a command: one function, one transaction, one key, one audit row."""

from __future__ import annotations

import functools
import hashlib
import json
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Concatenate, ParamSpec, TypeVar

from django.db import connection, transaction

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform.crypto import Secret, blind_index
from kundenwerk.platform.models import CommandRecord

P = ParamSpec("P")
R = TypeVar("R")  # must survive JSON: a repeated call gets the stored result


class KeyReused(Exception):
    """The key already belongs to another command or to other arguments."""


class NotInTransaction(Exception):
    """A step was called outside the transaction of a command."""


class InsideCommand(Exception):
    """Somebody else's answer is awaited while a command holds its locks."""


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks, and under which idempotency key.

    Args:
        actor: login name, or ``job:<name>`` for unattended work.
        key: made when the form is rendered, sent by the API's client, or derived in a job.
    """

    actor: str
    key: uuid.UUID

    def derive(self, *parts: object) -> Call:
        """The same caller with a key that follows from this one and the parts."""
        return Call(self.actor, uuid.uuid5(self.key, "/".join(str(part) for part in parts)))

    @classmethod
    def of_job(cls, name: str, *parts: object) -> Call:
        """A caller for unattended work; the same parts give the same key."""
        seed = uuid.uuid5(uuid.NAMESPACE_URL, f"kundenwerk:{name}")
        return cls(f"job:{name}", uuid.uuid5(seed, "/".join(str(part) for part in parts)))


_current: ContextVar[Call | None] = ContextVar("kundenwerk_call", default=None)


def current_call() -> Call:
    """The call of the command that is running.

    Raises:
        NotInTransaction: no command is running.
    """
    call = _current.get()
    if call is None:
        raise NotInTransaction("no command is running")
    return call


def command(func: Callable[P, R]) -> Callable[Concatenate[Call, P], R]:
    """Run the function as a command.

    The same key with the same arguments returns the first result without running again.

    Raises:
        KeyReused: the same key with another command or other arguments.
    """
    name = f"{func.__module__.removeprefix('kundenwerk.')}.{func.__name__}"

    @functools.wraps(func)
    def run(call: Call, /, *args: P.args, **kwargs: P.kwargs) -> R:
        digest = hashlib.sha256(repr(_plain(kwargs)).encode()).hexdigest()
        with transaction.atomic(durable=True):
            _announce_to_triggers(call)
            record, is_new = CommandRecord.objects.select_for_update().get_or_create(
                key=call.key, defaults={"name": name, "digest": digest, "actor": call.actor}
            )
            if not is_new:
                if (record.name, record.digest) != (name, digest):
                    raise KeyReused(str(call.key))
                stored: R = json.loads(record.result)
                return stored
            token = _current.set(call)
            try:
                result = func(*args, **kwargs)
            finally:
                _current.reset(token)
            record.result = json.dumps(result)
            record.save(update_fields=["result"])
            return result

    return run


def in_command() -> bool:
    """Whether a command is running."""
    return _current.get() is not None


def require_transaction() -> None:
    """Refuse a step outside a transaction.

    Raises:
        NotInTransaction: there is none.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("steps run inside a command")


def refuse_inside_command() -> None:
    """Refuse to wait for somebody else while a transaction is open.

    Raises:
        InsideCommand: a command is running.
    """
    if _current.get() is not None:
        raise InsideCommand("ask first, then write")


def _announce_to_triggers(call: Call) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('kundenwerk.actor', %s, true), "
            "set_config('kundenwerk.command', %s, true)",
            [call.actor, str(call.key)],
        )


def _plain(value: object) -> object:
    """Reduce arguments to a form whose ``repr`` is the same in every process.

    Instants do not count: the second click of a double click comes later than the first.

    Raises:
        TypeError: an argument of a type that has no stable text.
    """
    match value:
        case datetime():
            plain: object = "instant"
        case Enum():
            plain = value.value
        case None | str() | int() | Decimal() | date() | time() | uuid.UUID():
            plain = value
        case bytes():
            plain = hashlib.sha256(value).hexdigest()
        case Money() | Period():
            plain = repr(value)
        case Secret():
            plain = blind_index(value.text)
        case _:
            plain = _plain_container(value)
    return plain


def _plain_container(value: object) -> object:
    if isinstance(value, dict):
        return sorted((str(key), _plain(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_plain(item)) for item in value)
    if is_dataclass(value):
        return [(field.name, _plain(getattr(value, field.name))) for field in fields(value)]
    raise TypeError(f"a command cannot take a {type(value).__name__}")
