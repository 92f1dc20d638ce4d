"""Facts that one context announces and contexts above react to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from kundenwerk.platform import jobs

E = TypeVar("E")

_reactions: dict[type[Any], list[Callable[..., None]]] = defaultdict(list)


def announce(event: Any) -> None:
    """Defer every reaction to the event; a rollback leaves none of them.

    Args:
        event: frozen dataclass of ids, numbers and ISO strings.
    """
    for reaction in _reactions[type(event)]:
        jobs.defer(reaction, **asdict(event))


def announce_all(events: Sequence[Any]) -> None:
    """Announce many facts of one kind with one statement per reaction."""
    if not events:
        return
    for reaction in _reactions[type(events[0])]:
        jobs.defer_many(reaction, [asdict(event) for event in events])


def on(
    event: type[E], *, queue: str = "default", priority: int = 0
) -> Callable[[Callable[[E], None]], Any]:
    """Make a function the reaction to an event; it runs as a job of its own."""

    def register(func: Callable[[E], None]) -> Callable[..., None]:
        def react(**facts: Any) -> None:
            func(event(**facts))

        react.__name__ = func.__name__
        react.__module__ = func.__module__
        react.__doc__ = func.__doc__
        _reactions[event].append(jobs.job(queue=queue, priority=priority)(react))
        return react

    return register
