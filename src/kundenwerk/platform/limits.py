"""How often somebody may ask; counted for all processes together in the shared cache.

A count may come out a little too low when many ask at the same instant; a limit is a dam, not a
till.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times in so many seconds."""

    name: str
    most: int
    seconds: int


def wait_seconds(limit: Limit, who: str) -> int:
    """Count one more time; 0 when it is within the limit, else how long to wait."""
    window, passed = divmod(int(time.time()), limit.seconds)
    digest = hashlib.sha256(who.encode()).hexdigest()[:32]
    key = f"limit:{limit.name}:{digest}:{window}"
    if cache.add(key, 1, timeout=limit.seconds):
        return 0
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two
        return 0
    return 0 if count <= limit.most else limit.seconds - passed
