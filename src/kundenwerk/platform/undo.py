"""Taking back what was just done: a command leaves behind the command that reverses it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Now

from kundenwerk.platform.commands import Call, current_call, require_transaction
from kundenwerk.platform.jobs import periodic
from kundenwerk.platform.models import UndoOffer

LIFETIME: Final = timedelta(seconds=60)
# A change of many rows takes its time, and so does taking it back.
BUNDLE_LIFETIME: Final = timedelta(hours=1)

F = TypeVar("F", bound=Callable[..., Any])

_INVERSES: dict[str, Callable[..., Any]] = {}
# The change of many rows that is being made, and the row it is at.
_bundle: ContextVar[tuple[uuid.UUID | None, int | None]] = ContextVar(
    "kundenwerk_bundle", default=(None, None)
)


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
    bundle, item = _bundle.get()
    UndoOffer.objects.create(
        id=_offer_id(call),
        actor=call.actor,
        text=text[:200],
        command=name,
        arguments=arguments,
        expires_at=Now() + (BUNDLE_LIFETIME if bundle else LIFETIME),
        bundle=bundle,
        item=item,
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


@contextmanager
def bundled(bundle: uuid.UUID, item: int) -> Iterator[None]:
    """What commands offer in here is taken back with all else of the bundle, not one by one."""
    token = _bundle.set((bundle, item))
    try:
        yield
    finally:
        _bundle.reset(token)


def bundle_items(bundle: uuid.UUID, *, actor: str) -> list[int]:
    """The rows of a bundle that can still be taken back."""
    found = _usable(actor).filter(bundle=bundle).order_by("item").distinct()
    return [item for item in found.values_list("item", flat=True) if item is not None]


def take_back_item(bundle: uuid.UUID, item: int, *, actor: str) -> None:
    """Take back what was done with one row of a bundle, the last thing first.

    Raises:
        TooLate: no offer for this person, or its time is over.
        Overtaken: somebody changed the same thing meanwhile.
    """
    found = _usable(actor).filter(bundle=bundle, item=item).order_by("-expires_at")
    offers = list(found.values_list("pk", flat=True))
    if not offers:
        raise TooLate
    for offer_id in offers:
        take_back(offer_id, actor=actor)


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
