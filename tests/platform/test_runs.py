from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from kundenwerk.platform import runs
from kundenwerk.platform.commands import Call, command
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run

visited: list[int] = []
broken: set[int] = set()


@runs.run_kind("test.visit")
def visit(call: Call, params: dict[str, Any], items: list[Any]) -> runs.Outcome:
    del call
    if broken & set(items):
        raise ValueError("unreadable")
    visited.extend(items)
    odd = [{"item": item, "reason": "ungerade"} for item in items if params["pick"] and item % 2]
    return runs.Outcome(len(items) - len(odd), odd)


@command
def visit_all(*, count: int) -> int:
    return runs.plan_run(
        kind="test.visit", title="Besuch", items=range(count), params={"pick": True}, chunk_size=4
    ).pk


@pytest.fixture(autouse=True)
def _forget() -> None:
    visited.clear()
    broken.clear()


@pytest.mark.django_db
def test_a_run_visits_every_item_once_and_reports_problems(call: Call) -> None:
    run = Run.objects.get(pk=visit_all(call, count=10))

    run_pending()
    run.refresh_from_db()

    measured = runs.progress(run)
    assert sorted(visited) == list(range(10))
    assert (run.state, measured.total, measured.done, measured.problems) == ("DONE", 10, 5, 5)
    assert measured.percent == 100


@pytest.mark.django_db
def test_a_run_without_items_is_finished_at_once(call: Call) -> None:
    run = Run.objects.get(pk=visit_all(call, count=0))

    assert run.state == "DONE"


@pytest.mark.row("B3")
@pytest.mark.django_db
def test_a_cancelled_run_leaves_the_rest_undone(call: Call) -> None:
    run_id = visit_all(call, count=10)
    run_pending(limit=1)

    runs.cancel_run(call.derive("cancel"), run_id=run_id)
    run_pending()

    assert visited == [0, 1, 2, 3]
    assert Run.objects.get(pk=run_id).state == "CANCELLED"


@pytest.mark.row("B5")
@pytest.mark.django_db
def test_only_the_failed_chunks_are_done_again(call: Call) -> None:
    broken.add(5)
    run_id = visit_all(call, count=10)
    run_pending()
    assert Run.objects.get(pk=run_id).state == "FAILED"
    visited.clear()
    broken.clear()

    count = runs.restart_failed(call.derive("again"), run_id=run_id)
    run_pending()

    assert (count, visited) == (1, [4, 5, 6, 7])
    assert Run.objects.get(pk=run_id).state == "DONE"


@pytest.mark.django_db
def test_a_chunk_delivered_twice_is_done_once(call: Call) -> None:
    run = Run.objects.get(pk=visit_all(call, count=4))
    chunk = run.chunks.get()

    runs.work_on_chunk(chunk_id=chunk.pk)
    runs.work_on_chunk(chunk_id=chunk.pk)

    assert visited == [0, 1, 2, 3]


@pytest.mark.django_db
def test_the_remaining_time_follows_from_the_rate_so_far(call: Call) -> None:
    run = Run.objects.get(pk=visit_all(call, count=8))
    before = runs.remaining_seconds(run, runs.progress(run), timezone.now())
    run_pending(limit=1)

    later = run.started_at + timezone.timedelta(seconds=10)

    assert before is None
    assert runs.remaining_seconds(run, runs.progress(run), later) == 10


@pytest.mark.row("B5")
@pytest.mark.django_db
def test_only_the_items_with_a_problem_are_done_again(call: Call) -> None:
    run_id = runs.start_run(
        call,
        kind="test.name",
        title="Benennen",
        items=list(range(10)),
        params={"refused": [3, 7]},
        chunk_size=4,
    )
    with pytest.raises(runs.NothingFailed):
        runs.repeat_problems(call.derive("early"), run_id=run_id, chunk_size=4)
    run_pending()
    visited.clear()

    again = runs.repeat_problems(call.derive("again"), run_id=run_id, chunk_size=4)
    run_pending()

    assert visited == [3, 7]
    repeated = Run.objects.get(pk=again)
    assert (repeated.title, repeated.params["repeats"]) == ("Benennen, Wiederholung", run_id)


@runs.run_kind("test.name")
def name(call: Call, params: dict[str, Any], items: list[Any]) -> runs.Outcome:
    del call
    visited.extend(items)
    refused = [item for item in items if item in params["refused"]]
    problems = [{"id": item, "item": str(item), "reason": "nein"} for item in refused]
    return runs.Outcome(len(items) - len(refused), problems)


@runs.run_kind("test.slow")
def slow(call: Call, params: dict[str, Any], items: list[Any]) -> runs.Outcome:
    """Reports after every item and stops itself half-way, as a clerk would."""
    for position, item in enumerate(items, start=1):
        visited.append(item)
        if item == params["stop"]:
            runs.cancel_run(call.derive("stop"), run_id=Run.objects.latest("pk").pk)
        runs.report_done(position)
    return runs.Outcome(len(items))


@pytest.mark.row("B3")
@pytest.mark.django_db
@pytest.mark.parametrize(("stop", "state", "done"), [(99, "DONE", 5), (2, "CANCELLED", 0)])
def test_a_chunk_shows_how_far_it_is_and_stops_when_its_run_is_cancelled(
    call: Call, stop: int, state: str, done: int
) -> None:
    run_id = runs.start_run(
        call,
        kind="test.slow",
        title="Langsam",
        items=list(range(5)),
        params={"stop": stop},
        chunk_size=5,
    )

    run_pending()

    run = Run.objects.get(pk=run_id)
    assert (run.state, runs.progress(run).done) == (state, done)
    assert len(visited) == min(stop + 1, 5)
    assert not run.chunks.exclude(error="").exists()
