"""Taking back what was just done: a command leaves behind the command that reverses it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Now

from kundenwerk.platform.commands import Call, current_call, require_transaction
from kundenwerk.platform.jobs import periodic
from kundenwerk.platform.models import UndoOffer

LIFETIME: Final = timedelta(seconds=60)

F = TypeVar("F", bound=Callable[..., Any])

_INVERSES: dict[str, Callable[..., Any]] = {}


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is no longer as the person left it.

    Args:
        label: what it is, as on the form.
        left: the value after the person's own change.
        now: the value somebody else has given it since.
    """

    label: str
    left: str
    now: str


class Overtaken(Exception):
    """Somebody changed the same thing meanwhile; nothing is overwritten."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__(", ".join(one.label for one in differences))
        self.differences = list(differences)


class TooLate(Exception):
    """There is no such offer for this person, or its minute is over."""


def inverse(command: F) -> F:
    """Allow a command to be run from an offer.

    Its arguments must survive JSON; it refuses with ``Overtaken`` what others have changed.
    """
    _INVERSES[_name(command)] = command
    return command


def offer(text: str, command: Callable[..., Any], /, **arguments: Any) -> None:
    """Let the caller take the running command back for a minute (step).

    Args:
        text: what was done, in the words of the message.
        command: reverses it; registered with ``inverse``.
        **arguments: of the reversing command.

    Raises:
        NotInTransaction: no command is running.
    """
    require_transaction()
    call = current_call()
    if call.actor.startswith("job:"):
        return
    name = _name(command)
    assert name in _INVERSES, name
    UndoOffer.objects.create(
        id=_offer_id(call),
        actor=call.actor,
        text=text[:200],
        command=name,
        arguments=arguments,
        expires_at=Now() + LIFETIME,
    )


def offer_of(call: Call) -> UndoOffer | None:
    """What the command of a call left behind, while it can be used."""
    return _usable(call.actor).filter(pk=_offer_id(call)).first()


def take_back(offer_id: uuid.UUID, *, actor: str) -> str:
    """Run the reversing command once; returns what was taken back.

    Raises:
        TooLate: no offer for this person, or its minute is over.
        Overtaken: somebody changed the same thing meanwhile.
    """
    found = _usable(actor).filter(pk=offer_id).first()
    if found is None:
        raise TooLate
    text: str = found.text
    reverse = _INVERSES[found.command]
    reverse(Call(actor, uuid.uuid5(offer_id, "take back")), **found.arguments)
    return text


@periodic("* * * * *")
def forget_expired(timestamp: int) -> None:  # noqa: ARG001
    """Drop what nobody can use any more; offers hold what was deleted, so none may stay."""
    UndoOffer.objects.filter(expires_at__lte=Now()).delete()


def _usable(actor: str) -> QuerySet[UndoOffer]:
    return UndoOffer.objects.filter(actor=actor, expires_at__gt=Now())


def _offer_id(call: Call) -> uuid.UUID:
    return uuid.uuid5(call.key, "undo")


def _name(command: Callable[..., Any]) -> str:
    return f"{command.__module__.removeprefix('kundenwerk.')}.{command.__name__}"
