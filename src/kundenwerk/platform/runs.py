"""Long runs: a run row, a chunk row per part, one job per chunk; progress, cancel, restart."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Case, Count, IntegerField, Sum, Value, When
from django.db.models.functions import Coalesce, Now

from kundenwerk.platform import beside, rows
from kundenwerk.platform.commands import Call, command, current_call, in_command
from kundenwerk.platform.jobs import defer, defer_many, job, periodic, unfinished
from kundenwerk.platform.models import Run, RunChunk
from kundenwerk.platform.states import ChunkState, RunState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one chunk achieved.

    Args:
        done: items that succeeded.
        problems: one dict per item that did not: ``item``, ``reason`` (German), ``url``.
    """

    done: int
    problems: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; counts are items."""

    total: int
    done: int
    problems: int
    open_chunks: int
    failed_chunks: int

    @property
    def percent(self) -> int:
        """Finished share, 0 to 100."""
        return 100 if not self.total else 100 * (self.done + self.problems) // self.total


# The chunk this worker is at.
_working: ContextVar[int | None] = ContextVar("kundenwerk_chunk", default=None)

Work = Callable[[Call, dict[str, Any], list[Any]], Outcome]
_kinds: dict[str, Work] = {}


def run_kind(name: str) -> Callable[[Work], Work]:
    """Make a function the work of one kind of run.

    It gets a call whose key belongs to the chunk, the run's parameters and the chunk's items;
    called again with the same call it must do nothing twice.
    """

    def register(work: Work) -> Work:
        _kinds[name] = work
        return work

    return register


def _pieces(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]


def plan_run(
    *, kind: str, title: str, items: Sequence[Any], params: dict[str, Any], chunk_size: int = 5000
) -> Run:
    """Create a run with its chunks and jobs inside the transaction of a command.

    Raises:
        KeyError: no work is registered for the kind.
    """
    call = current_call()
    _kinds[kind]
    run = Run.objects.create(
        kind=kind, title=title, params=params, actor=call.actor, key=call.derive("run").key
    )
    chunks = RunChunk.objects.bulk_create(
        RunChunk(run=run, position=position, items=list(piece), size=len(piece))
        for position, piece in enumerate(_pieces(items, chunk_size))
    )
    if not chunks:
        Run.objects.filter(pk=run.pk).update(state=RunState.DONE.value, finished_at=Now())
    defer_many(work_on_chunk, [{"chunk_id": chunk.pk} for chunk in chunks])
    return run


@job(queue="runs")
def work_on_chunk(*, chunk_id: int) -> None:
    """Do one chunk, once; a chunk of a cancelled run is left alone."""
    chunk = RunChunk.objects.select_related("run").get(pk=chunk_id)
    if chunk.state != ChunkState.OPEN or chunk.run.state != RunState.RUNNING:
        return
    RunChunk.objects.filter(pk=chunk_id).update(started_at=Now())
    call = Call(chunk.run.actor, chunk.run.key).derive(chunk.position)
    working = _working.set(chunk_id)
    try:
        with beside.closed_afterwards():
            outcome = _kinds[chunk.run.kind](call, chunk.run.params, chunk.items)
    except (OperationalError, OSError):
        raise  # the queue tries again
    except RunCancelled:
        _close(chunk, ChunkState.CANCELLED, Outcome(0), "")
    except Exception as error:  # one bad chunk must not stop the run
        log.exception("chunk failed", extra={"run": chunk.run_id, "chunk": chunk.position})
        _close(chunk, ChunkState.FAILED, Outcome(0), f"{type(error).__name__}: {error}")
    else:
        _close(chunk, ChunkState.DONE, outcome, "")
    finally:
        _working.reset(working)


_REPORT = """
    WITH shown AS (
        UPDATE platform_runchunk SET done = %s WHERE id = %s AND state = 'OPEN' RETURNING run_id)
    SELECT state FROM platform_run WHERE id IN (SELECT run_id FROM shown)
"""


class RunCancelled(Exception):
    """Somebody stopped the run while a chunk was being worked on."""


def report_done(done: int) -> None:
    """Show how far the present chunk is; outside of a run nothing happens.

    Within a command it is written beside its transaction, so that others see it.

    Raises:
        RunCancelled: the run was stopped meanwhile; a command that lets it pass leaves nothing.
    """
    chunk_id = _working.get()
    if chunk_id is None:
        return
    execute = beside.execute if in_command() else rows.every
    if (RunState.CANCELLED.value,) in execute(_REPORT, [done, chunk_id]):
        raise RunCancelled


@periodic("*/5 * * * *")
def close_abandoned(timestamp: int) -> None:  # noqa: ARG001
    """Close chunks nobody will come back to: their job was tried too often, or killed its worker.

    Their run ends as failed, and can be restarted like any other.
    """
    # In this order: a chunk planned in between is in neither of the two.
    still_open = list(
        RunChunk.objects.filter(state=ChunkState.OPEN.value, run__state=RunState.RUNNING.value)
    )
    waiting = unfinished(work_on_chunk, "chunk_id")
    for chunk in still_open:
        if chunk.pk in waiting:
            continue
        log.error("chunk abandoned", extra={"run": chunk.run_id, "chunk": chunk.position})
        _close(chunk, ChunkState.FAILED, Outcome(0), "Abandoned: every attempt broke off")


def _close(chunk: RunChunk, state: ChunkState, outcome: Outcome, error: str) -> None:
    with transaction.atomic():
        run = Run.objects.select_for_update().get(pk=chunk.run_id)
        RunChunk.objects.filter(pk=chunk.pk, state=ChunkState.OPEN.value).update(
            state=state.value,
            done=outcome.done,
            problems=outcome.problems,
            error=error,
            finished_at=Now(),
        )
        _finish_if_last(run)


def _finish_if_last(run: Run) -> None:
    if run.state != RunState.RUNNING or run.chunks.filter(state=ChunkState.OPEN.value).exists():
        return
    failed = run.chunks.filter(state=ChunkState.FAILED.value).exists()
    run.state = (RunState.FAILED if failed else RunState.DONE).value
    Run.objects.filter(pk=run.pk).update(state=run.state, finished_at=Now())


@command
def start_run(
    *, kind: str, title: str, items: list[Any], params: dict[str, Any], chunk_size: int
) -> int:
    """Begin a run over these items; returns its id.

    Raises:
        KeyError: no work is registered for the kind.
    """
    run = plan_run(kind=kind, title=title, items=items, params=params, chunk_size=chunk_size)
    return run.pk


@command
def repeat_problems(*, run_id: int, chunk_size: int) -> int:
    """Begin a run over the items of a finished one that had a problem; returns its id.

    Problems must name their item as ``id``.

    Raises:
        NothingFailed: no item had a problem, or the run still works.
    """
    run = Run.objects.select_for_update().get(pk=run_id)
    found = run.chunks.order_by("position").values_list("problems", flat=True)
    items = [problem["id"] for problems in found for problem in problems if "id" in problem]
    if run.state == RunState.RUNNING or not items:
        raise NothingFailed(run_id)
    title = f"{run.title.removesuffix(_AGAIN)[:180]}{_AGAIN}"
    params = {**run.params, "repeats": run_id}
    again = plan_run(kind=run.kind, title=title, items=items, params=params, chunk_size=chunk_size)
    return again.pk


class NothingFailed(Exception):
    """There is nothing to be done again."""


_AGAIN = ", Wiederholung"


@command
def cancel_run(*, run_id: int) -> int:
    """Stop a run after the chunks that are being worked on; what is done stays done."""
    run = Run.objects.select_for_update().get(pk=run_id)
    if run.state == RunState.RUNNING:
        run.chunks.filter(state=ChunkState.OPEN.value, started_at=None).update(
            state=ChunkState.CANCELLED.value
        )
        Run.objects.filter(pk=run_id).update(state=RunState.CANCELLED.value, finished_at=Now())
    return run_id


@command
def restart_failed(*, run_id: int) -> int:
    """Do the failed chunks of a finished run again; returns how many."""
    run = Run.objects.select_for_update().get(pk=run_id)
    failed = list(run.chunks.filter(state=ChunkState.FAILED.value).values_list("pk", flat=True))
    run.chunks.filter(pk__in=failed).update(
        state=ChunkState.OPEN.value, error="", started_at=None, finished_at=None
    )
    if failed:
        Run.objects.filter(pk=run_id).update(state=RunState.RUNNING.value, finished_at=None)
    for chunk_id in failed:
        defer(work_on_chunk, chunk_id=chunk_id)
    return len(failed)


def progress(run: Run) -> Progress:
    """Count what is done."""

    def chunks_in(state: ChunkState) -> Coalesce:
        return Coalesce(
            Sum(
                Case(
                    When(state=state.value, then=Value(1)),
                    default=Value(0),
                    output_field=IntegerField(),
                )
            ),
            0,
        )

    row = run.chunks.aggregate(
        total=Coalesce(Sum("size"), 0),
        done=Coalesce(Sum("done"), 0),
        open=chunks_in(ChunkState.OPEN),
        failed=chunks_in(ChunkState.FAILED),
        count=Count("pk"),
    )
    problems = sum(len(found) for found in run.chunks.values_list("problems", flat=True))
    return Progress(row["total"], row["done"], problems, row["open"], row["failed"])


def remaining_seconds(run: Run, measured: Progress, now: datetime) -> int | None:
    """Estimate from the rate so far; None before anything is done."""
    finished = measured.done + measured.problems
    if not finished or run.state != RunState.RUNNING:
        return None
    spent = (now - run.started_at).total_seconds()
    return round(spent / finished * (measured.total - finished))
