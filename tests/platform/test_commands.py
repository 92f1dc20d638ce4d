from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction

from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform import jobs, number_ranges, runs
from kundenwerk.platform.commands import Call, KeyReused, NotInTransaction, command
from kundenwerk.platform.models import CommandRecord, NumberRange
from tests.own_database import at_once

done: list[int] = []


@command
def add_up(
    *, first: int, second: int, amount: Money | None = None, during: Period | None = None
) -> int:
    done.append(first)
    del amount, during
    return first + second


@command
def note_time(*, at: datetime) -> str:
    return f"{at:%H:%M:%S}"


@command
def fail_half_way(*, series: str) -> int:
    number_ranges.next_number(series, year=2026)
    raise RuntimeError("the process dies here")


@pytest.mark.row("R-07")
@pytest.mark.django_db
def test_the_same_key_returns_the_first_result_without_running_again(call: Call) -> None:
    done.clear()

    first = add_up(call, first=2, second=3, amount=Money(5), during=Period(date(2026, 1, 1)))
    again = add_up(call, first=2, second=3, amount=Money(5), during=Period(date(2026, 1, 1)))

    assert (first, again, done) == (5, 5, [2])


@pytest.mark.row("R-07")
@pytest.mark.django_db
def test_a_key_with_other_arguments_is_refused(call: Call) -> None:
    add_up(call, first=2, second=3)

    with pytest.raises(KeyReused):
        add_up(call, first=2, second=4)


@pytest.mark.row("BAD-E07")
@pytest.mark.django_db
def test_the_second_click_of_a_double_click_may_come_later(call: Call) -> None:
    first = note_time(call, at=datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC))
    second = note_time(call, at=datetime(2026, 11, 22, 9, 0, 1, tzinfo=UTC))

    assert first == second == "09:00:00"


@pytest.mark.django_db
def test_a_failed_command_leaves_nothing(call: Call) -> None:
    with pytest.raises(RuntimeError):
        fail_half_way(call, series="QUOTE")

    assert not CommandRecord.objects.filter(key=call.key).exists()
    assert not NumberRange.objects.exists()


def test_arguments_without_a_stable_text_are_refused() -> None:
    with pytest.raises(TypeError):
        add_up(Call("test", uuid.uuid4()), first=object(), second=Decimal(1))  # type: ignore[arg-type]


@pytest.mark.row("R-07", "BAD-E08")
@pytest.mark.concurrency
@pytest.mark.usefixtures("committed")
def test_one_key_used_by_eight_clients_at_once_has_one_effect(call: Call) -> None:
    done.clear()
    results = at_once(8, lambda _: add_up(call, first=40, second=2))

    assert results == [42] * 8
    assert done == [40]


@pytest.mark.row("R-11")
@pytest.mark.concurrency
@pytest.mark.usefixtures("committed")
def test_numbers_have_no_gap_although_every_fifth_writer_gives_up() -> None:
    def write(writer: int) -> list[str]:
        taken = []
        for attempt in range(10):
            with transaction.atomic():
                number = number_ranges.next_number("INVOICE", year=2026)
                if (writer + attempt) % 5 == 0:
                    transaction.set_rollback(True)
                    continue
            taken.append(number)
        return taken

    taken = [number for numbers in at_once(8, write) for number in numbers]  # type: ignore[union-attr]

    assert sorted(taken) == [f"R-2026-{n:06}" for n in range(1, 65)]


@pytest.mark.django_db
def test_a_series_by_year_starts_anew() -> None:
    with transaction.atomic():
        old = number_ranges.take_block("QUOTE", 2, year=2026)
        new = number_ranges.next_number("QUOTE", year=2027)
        forever = number_ranges.next_number("CUSTOMER", year=2027)

    assert (old, new, forever) == (["A-2026-00001", "A-2026-00002"], "A-2027-00001", "100001")


@pytest.mark.row("BAD-H06", "R-28")
@pytest.mark.django_db
def test_a_clock_that_goes_back_gives_no_number_twice() -> None:
    with transaction.atomic():
        taken = [
            number_ranges.next_number("INVOICE", year=year) for year in (2026, 2027, 2026, 2027)
        ]

    assert taken == ["R-2026-000001", "R-2027-000001", "R-2026-000002", "R-2027-000002"]


@pytest.mark.usefixtures("committed")
def test_numbers_are_taken_inside_a_transaction_only() -> None:
    with pytest.raises(NotInTransaction):
        number_ranges.next_number("QUOTE", year=2026)


@pytest.mark.usefixtures("committed")
def test_a_job_is_deferred_inside_a_transaction_only() -> None:
    with pytest.raises(NotInTransaction):
        jobs.defer(runs.work_on_chunk, chunk_id=1)
