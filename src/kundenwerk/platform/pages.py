"""What a page asks for several times is read once: settings, places, kinds of energy."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers of a page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """From here on the same question has one answer; for requests that only read."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once_a_page(read: Callable[P, R]) -> Callable[P, R]:
    """A query whose answer is kept for the page that asks; elsewhere it asks each time.

    The answer is shared, so nobody may change it; arguments must be hashable.
    """

    @functools.wraps(read)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _answers.get()
        if known is None:
            return read(*args, **kwargs)
        question = (read, args, tuple(sorted(kwargs.items())))
        if question not in known:
            known[question] = read(*args, **kwargs)
        answer: R = known[question]
        return answer

    return ask
