"""How often somebody may ask; counted for all processes together, exactly.

One statement counts and tells the count: askers of the same instant wait for each other's row.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times in so many seconds."""

    name: str
    most: int
    seconds: int


_COUNT = """
    INSERT INTO platform_limit (name, who, ends_at, count)
    SELECT %(name)s, %(who)s,
           to_timestamp((floor(extract(epoch FROM statement_timestamp()) / %(seconds)s) + 1)
                        * %(seconds)s), 1
    ON CONFLICT (name, who, ends_at) DO UPDATE SET count = platform_limit.count + 1
    RETURNING count, ceil(extract(epoch FROM ends_at - statement_timestamp()))::int
"""
_FORGET = """
    DELETE FROM platform_limit WHERE (name, who, ends_at) IN (
        SELECT name, who, ends_at FROM platform_limit WHERE ends_at < statement_timestamp()
        LIMIT 100 FOR UPDATE SKIP LOCKED)
"""


def wait_seconds(limit: Limit, who: str) -> int:
    """Count one more time; 0 when it is within the limit, else how long to wait."""
    digest = hashlib.sha256(who.encode()).hexdigest()[:32]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"name": limit.name, "who": digest, "seconds": limit.seconds})
        count, wait = cursor.fetchone()
        if count == 1:
            cursor.execute(_FORGET)
    return 0 if count <= limit.most else max(1, int(wait))
