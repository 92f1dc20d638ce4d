"""Life cycles as tables: which action leads from which state to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class TransitionNotAllowed(Exception):
    """The life cycle has no such step from the present state."""

    def __init__(self, state: StrEnum, action: StrEnum) -> None:
        super().__init__(f"{action} is not allowed in {state}")
        self.state = state
        self.action = action


@dataclass(frozen=True, slots=True)
class LifeCycle(Generic[S, A]):
    """The states an object passes through; every row of ``table`` is one permitted step."""

    table: Mapping[tuple[S, A], S]

    def after(self, state: S, action: A) -> S:
        """The state that follows.

        Raises:
            TransitionNotAllowed: the table has no such step.
        """
        try:
            return self.table[state, action]
        except KeyError:
            raise TransitionNotAllowed(state, action) from None

    def sources(self, action: A) -> frozenset[S]:
        """The states in which the action is offered."""
        return frozenset(state for state, step in self.table if step == action)

    def actions(self, state: S) -> list[A]:
        """The actions offered in a state, in the order of the table."""
        return [action for origin, action in self.table if origin == state]
