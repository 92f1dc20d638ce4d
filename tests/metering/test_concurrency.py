"""The same load curve taken in by several at once."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from kundenwerk.kernel.period import Period
from kundenwerk.metering.models import LoadDay
from tests import factories
from tests.metering import curves
from tests.own_database import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]

MALO = "51238696781"
WEEK = Period(date(2026, 3, 27), date(2026, 4, 3))


def test_six_who_take_in_one_table_and_two_corrections_keep_every_version_once() -> None:
    factories.supply_point(malo_id=MALO)
    curves.receive(MALO, WEEK, lambda _, __: 0)

    outcomes = at_once(6, lambda one: curves.receive(MALO, WEEK, lambda _, __: 100 + one // 3))

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    stored = LoadDay.objects.order_by("day", "version").values_list("day", "version", "wh")
    by_day: dict[date, list[int]] = {}
    for day, version, wh in stored:
        by_day.setdefault(day, []).append(wh[0])
        assert version == len(by_day[day])
    assert len(by_day) == WEEK.days
    for values in by_day.values():
        assert {0, 100, 101} == set(values)
        # Who comes later and says the same as the one before adds nothing.
        assert all(left != right for left, right in itertools.pairwise(values))
