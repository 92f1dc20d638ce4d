"""Act as another account of the operating system, without starting a new interpreter.

The interpreter may lie in a folder the other account cannot read; a fork has it in memory already.
"""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable
from typing import Any

NOBODY = 65534


def as_account(uid: int, act: Callable[[], Any]) -> Any:
    """Run a function in a child that has given up root for good, and return what it returned."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
        _answer(writer, act)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    result = pickle.loads(answer)  # noqa: S301 - written by our own child
    if isinstance(result, ChildFailed):
        raise result
    return result


class ChildFailed(AssertionError):
    """The child ended with an exception; the message is its trace."""


def _answer(writer: int, act: Callable[[], Any]) -> None:
    try:
        result = act()
    except BaseException:  # noqa: BLE001 - the parent raises it again
        result = ChildFailed(traceback.format_exc())
    with os.fdopen(writer, "wb") as stream:
        stream.write(pickle.dumps(result))
    os._exit(0)
