"""How often somebody may ask, exactly, however many ask at once."""

from __future__ import annotations

import pytest
from django.db import connection

from kundenwerk.platform.limits import Limit, wait_seconds
from tests.own_database import at_once

# A window that no test outlives.
DAY = Limit("test", most=30, seconds=86_400 * 365)


@pytest.mark.django_db
def test_everybody_has_a_count_of_their_own_and_waits_until_the_window_ends() -> None:
    few = Limit("few", most=2, seconds=DAY.seconds)

    first = [wait_seconds(few, "a") for _ in range(4)]

    assert first[:2] == [0, 0]
    assert all(0 < wait <= few.seconds for wait in first[2:])
    assert wait_seconds(few, "b") == 0
    assert wait_seconds(Limit("other", most=2, seconds=few.seconds), "a") == 0


@pytest.mark.django_db
def test_what_ended_is_forgotten() -> None:
    wait_seconds(DAY, "a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE platform_limit SET ends_at = now() - interval '1 second'")
    wait_seconds(DAY, "b")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM platform_limit")
        assert cursor.fetchone() == (1,)


@pytest.mark.concurrency
@pytest.mark.usefixtures("committed")
@pytest.mark.row("BAD-D33")
def test_of_many_at_once_exactly_as_many_pass_as_may() -> None:
    def ask(_: int) -> int:
        return sum(wait_seconds(DAY, "a") == 0 for _ in range(10))

    passed = at_once(8, ask)

    assert sum(one for one in passed if isinstance(one, int)) == DAY.most
    assert len(passed) == 8
