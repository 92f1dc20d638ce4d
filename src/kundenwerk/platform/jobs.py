"""Background work: jobs tied to the transaction, and long runs in chunks.

Besides ``platform.worker`` the only module that knows Procrastinate; everybody else uses the
names defined here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy

from kundenwerk.platform.commands import require_transaction

F = TypeVar("F", bound=Callable[..., Any])


def _name(func: Callable[..., Any]) -> str:
    return f"{func.__module__.removeprefix('kundenwerk.')}.{func.__name__}"


def job(
    *, queue: str = "default", retries: int = 5, lock: str | None = None, priority: int = 0
) -> Callable[[F], F]:
    """Make a function of JSON-able keyword arguments a job.

    Lost database connections are tried again with growing pauses; other errors end the job.
    The function must do no harm when it runs twice. Of the waiting jobs those with the highest
    ``priority`` come first; work that comes in thousands belongs below zero.
    """

    def register(func: F) -> F:
        retry = RetryStrategy(
            max_attempts=retries, exponential_wait=2, retry_exceptions={OperationalError, OSError}
        )
        app.task(name=_name(func), queue=queue, retry=retry, lock=lock, priority=priority)(func)
        return func

    return register


def periodic(cron: str, *, queue: str = "default") -> Callable[[F], F]:
    """Run a function of one ``timestamp`` argument (seconds) at the times of a cron line (UTC)."""

    def register(func: F) -> F:
        task = app.task(name=_name(func), queue=queue, queueing_lock=_name(func))(func)
        app.periodic(cron=cron)(task)
        return func

    return register


def defer(func: Callable[..., Any], **arguments: Any) -> None:
    """Put a job into the queue; it exists once the transaction around commits."""
    require_transaction()
    app.configure_task(_name(func)).defer(**arguments)


def defer_many(func: Callable[..., Any], arguments: list[dict[str, Any]]) -> None:
    """Put many calls of one job into the queue with one statement."""
    require_transaction()
    if arguments:
        app.configure_task(_name(func)).batch_defer(*arguments)


def unfinished(func: Callable[..., Any], argument: str) -> set[Any]:
    """The values of an argument for which a call of the job waits or is under way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->%s FROM procrastinate_jobs"
            " WHERE task_name = %s AND status IN ('todo', 'doing')",
            [argument, _name(func)],
        )
        return {_loaded(value) for (value,) in cursor.fetchall()}


_TAKE = """
    UPDATE procrastinate_jobs SET status = 'doing', attempts = attempts + 1
    WHERE id = (
        SELECT id FROM procrastinate_jobs
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
        ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, task_name, args
"""


def run_pending(limit: int = 10_000) -> int:
    """Do the waiting jobs here and now, in order; returns how many were done.

    For one-shot programs (the demo town, tests) that have no worker beside them.

    Raises:
        Exception: whatever a job raises; that job is marked as failed.
    """
    done = 0
    while done < limit:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE)
            row = cursor.fetchone()
        if row is None:
            break
        _do(*row)
        done += 1
    return done


def _do(job_id: int, task_name: str, arguments: Any) -> None:
    kwargs = _loaded(arguments)
    try:
        app.tasks[task_name].func(**kwargs)
    except BaseException:
        _finish(job_id, "failed")
        raise
    _finish(job_id, "succeeded")


def _loaded(value: Any) -> Any:
    """JSON comes as text or ready-made, as the connection is set up."""
    return json.loads(value) if isinstance(value, str) else value


def _finish(job_id: int, status: str) -> None:
    if connection.needs_rollback:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job_id])
