"""Jobs outlive their worker, workers outlive their database, and nothing is done for nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from kundenwerk.platform import events, jobs, runs, worker
from kundenwerk.platform.commands import Call, command
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run

heard: list[int] = []
away: set[int] = set()

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Rung:
    number: int


@events.on(Rung)
def hear(event: Rung) -> None:
    heard.append(event.number)


@command
def ring(*, number: int, breaks: bool) -> int:
    events.announce(Rung(number))
    if breaks:
        raise RuntimeError
    return number


@runs.run_kind("test.away")
def work(call: Call, params: dict[str, Any], items: list[Any]) -> runs.Outcome:
    del call, params
    if away & set(items):
        raise OperationalError
    return runs.Outcome(len(items))


@command
def work_on(*, count: int) -> int:
    return runs.plan_run(
        kind="test.away", title="Lauf", items=range(count), params={}, chunk_size=2
    ).pk


@pytest.fixture(autouse=True)
def _forget() -> None:
    heard.clear()
    away.clear()


def job_of_a_worker(heartbeat_seconds_ago: int | None, attempts: int = 0) -> int:
    """A job under way; None for a worker that is already forgotten."""
    with transaction.atomic():
        jobs.defer(runs.work_on_chunk, chunk_id=0)
    with connection.cursor() as cursor:
        worker_id = None
        if heartbeat_seconds_ago is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat)"
                " VALUES (now() - make_interval(secs => %s)) RETURNING id",
                [heartbeat_seconds_ago],
            )
            (worker_id,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s"
            " WHERE status = 'todo' RETURNING id",
            [worker_id, attempts],
        )
        (job_id,) = cursor.fetchone()
    return int(job_id)


def status(job_id: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id])
        return str(cursor.fetchone()[0])


def sweep() -> list[int]:
    """What the worker's own connection does, on the one of the test."""
    with connection.cursor() as cursor:
        cursor.execute(worker._SWEEP, {"most": worker.MOST_ATTEMPTS, "seconds": 25})
        return [job_id for job_id, _ in cursor.fetchall()]


@pytest.mark.row("R-23")
@pytest.mark.parametrize("seconds", [26, 3600, None])
def test_the_job_of_a_dead_worker_goes_back_to_the_queue(seconds: int | None) -> None:
    job_id = job_of_a_worker(seconds)

    assert sweep() == [job_id]
    assert status(job_id) == "todo"


@pytest.mark.row("R-23")
def test_the_job_of_a_living_worker_is_left_alone() -> None:
    job_id = job_of_a_worker(heartbeat_seconds_ago=12)

    assert sweep() == []
    assert status(job_id) == "doing"


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    job_id = job_of_a_worker(3600, attempts=worker.MOST_ATTEMPTS - 1)

    sweep()

    assert status(job_id) == "failed"


def test_a_periodic_job_goes_back_although_the_next_one_waits_already() -> None:
    job_id = job_of_a_worker(3600)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET queueing_lock = 'one' WHERE id = %s", [job_id]
        )
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, queueing_lock, args)"
            " VALUES ('x', 'default', 'one', '{}')"
        )

    assert sweep() == [job_id]


def test_an_event_reaches_its_reaction_once_the_command_is_through(call: Call) -> None:
    ring(call, number=7, breaks=False)
    before = list(heard)

    run_pending()

    assert (before, heard) == ([], [7])


def test_a_rolled_back_command_leaves_no_job(call: Call) -> None:
    with pytest.raises(RuntimeError):
        ring(call, number=7, breaks=True)

    run_pending()

    assert heard == []


@pytest.mark.row("B5")
def test_a_run_whose_chunk_was_tried_too_often_ends_and_can_be_restarted(call: Call) -> None:
    away.add(3)
    run_id = work_on(call, count=4)
    for _ in range(2):
        try:
            run_pending()
        except OperationalError:
            continue  # the job is marked as failed, as after its last attempt
    before = Run.objects.get(pk=run_id).state

    runs.close_abandoned(0)
    ended = Run.objects.get(pk=run_id).state
    away.clear()
    runs.restart_failed(call.derive("again"), run_id=run_id)
    run_pending()

    assert (before, ended) == ("RUNNING", "FAILED")
    assert Run.objects.get(pk=run_id).state == "DONE"


def test_a_chunk_whose_job_still_waits_is_not_given_up(call: Call) -> None:
    run_id = work_on(call, count=4)

    runs.close_abandoned(0)

    assert Run.objects.get(pk=run_id).state == "RUNNING"
