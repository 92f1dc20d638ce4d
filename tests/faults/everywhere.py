"""Break an operation at every one of its SQL statements and look whether half of it stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import OperationalError, connection


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many statements were broken, and the first that left something behind."""

    points: int
    left_behind_after: str | None


class _BreakAt:
    """Lets statements through and raises in place of the ``point``-th."""

    def __init__(self, point: int) -> None:
        self.point = point
        self.seen = 0
        self.statement = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        self.seen += 1
        if self.seen == self.point:
            self.statement = sql[:80]
            raise OperationalError(f"broken at statement {self.point}")
        return execute(sql, params, many, context)


def break_everywhere(operation: Callable[[], object], state: Callable[[], object]) -> Verdict:
    """Break ``operation`` at statement 1, 2, 3 … until it runs through.

    Args:
        operation: the whole business operation, called again after each fault.
        state: everything the operation may change; compared before and after each fault.

    Raises:
        AssertionError: the operation swallowed a fault and pretended to be done.
    """
    before = state()
    for point in count(1):
        fault = _BreakAt(point)
        try:
            with connection.execute_wrapper(fault):
                operation()
        except OperationalError:
            if state() != before:
                return Verdict(point, fault.statement)
            continue
        assert fault.seen < point, f"swallowed the fault at: {fault.statement}"
        return Verdict(point - 1, None)
    raise AssertionError
