"""The fault harness itself: it must find an operation that leaves half of its work."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from kundenwerk.platform.models import NumberRange
from tests.faults.everywhere import break_everywhere

pytestmark = pytest.mark.django_db


def two_rows() -> None:
    insert = "INSERT INTO platform_numberrange (series, year, last) VALUES (%s, 0, 1)"
    with connection.cursor() as cursor:
        cursor.execute(insert, ["FIRST"])
        cursor.execute(insert, ["SECOND"])


def two_rows_or_none() -> None:
    with transaction.atomic():
        two_rows()


def rows() -> int:
    return NumberRange.objects.filter(series__in=["FIRST", "SECOND"]).count()


def test_an_operation_in_one_transaction_leaves_nothing_behind() -> None:
    verdict = break_everywhere(two_rows_or_none, rows)

    assert verdict.left_behind_after is None
    assert verdict.points >= 4  # savepoint, two inserts, release
    assert rows() == 2


def test_the_harness_finds_an_operation_without_a_transaction() -> None:
    verdict = break_everywhere(two_rows, rows)

    assert verdict.left_behind_after is not None
    assert rows() == 1


def test_the_harness_finds_an_operation_that_swallows_faults() -> None:
    def careless() -> None:
        try:
            two_rows_or_none()
        except Exception:  # noqa: BLE001
            return

    with pytest.raises(AssertionError, match="swallowed"):
        break_everywhere(careless, rows)
