"""A worker: does jobs until it is asked to stop, and outlives its database and its neighbours."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import cast

import psycopg
from django.db import DatabaseError
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from kundenwerk.platform import database
from kundenwerk.platform.jobs import periodic

log = logging.getLogger(__name__)

# A worker writes a heartbeat every 10 seconds; two lost ones and it counts as dead.
STALLED_AFTER = 25
SWEEP_SECONDS = 15.0
# A job whose worker dies every time kills no further one.
MOST_ATTEMPTS = 5
KEPT_HOURS = 30 * 24

_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
_LOST = (ConnectorException, psycopg.Error, DatabaseError, OSError, database.DatabaseUnavailable)

# The queueing lock may be taken by the next one of a periodic job, so it is not kept.
_SWEEP = """
    UPDATE procrastinate_jobs AS job
    SET status = (CASE WHEN attempts + 1 < %(most)s THEN 'todo' ELSE 'failed' END
                 )::procrastinate_job_status,
        attempts = attempts + 1, worker_id = NULL, queueing_lock = NULL
    WHERE status = 'doing' AND NOT EXISTS (
        SELECT 1 FROM procrastinate_workers AS worker WHERE worker.id = job.worker_id
        AND worker.last_heartbeat > now() - make_interval(secs => %(seconds)s))
    RETURNING id, status
"""


async def run(stop: asyncio.Event, *, concurrency: int, grace: float) -> None:
    """Do jobs until the event; when the database goes away, begin again with growing pauses.

    Args:
        stop: set it to end; jobs under way may finish.
        concurrency: how many jobs at once.
        grace: seconds the jobs under way get.
    """
    losses = 0
    while not stop.is_set():
        begin = asyncio.get_running_loop().time()
        try:
            await _until_stop_or_loss(stop, concurrency, grace)
        except _LOST as loss:
            log.warning("the worker lost its database: %s", type(loss).__name__)
        lasted = asyncio.get_running_loop().time() - begin
        losses = 0 if lasted > _PAUSES[-1] else losses + 1
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _PAUSES[min(losses, len(_PAUSES) - 1)])


async def _until_stop_or_loss(stop: asyncio.Event, concurrency: int, grace: float) -> None:
    """Returns or raises when the connection is lost; the library takes a loss for a wish to end."""
    database.ensure()
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector):
        async with app.open_async():
            work = asyncio.create_task(
                app.run_worker_async(
                    concurrency=concurrency,
                    shutdown_graceful_timeout=grace,
                    stalled_worker_timeout=STALLED_AFTER,
                    install_signal_handlers=False,
                )
            )
            others = [asyncio.create_task(stop.wait()), asyncio.create_task(_sweep_forever())]
            await asyncio.wait([work, *others], return_when=asyncio.FIRST_COMPLETED)
            for task in (work, *others):
                task.cancel()
            for ended in await asyncio.gather(work, *others, return_exceptions=True):
                if isinstance(ended, Exception):
                    raise ended


async def _sweep_forever() -> None:
    """Beside the jobs, not as one of them: it must come round when all hands are busy."""
    while True:
        await sweep()
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep() -> list[int]:
    """Give the jobs of dead workers back to the queue; returns their ids (R-23)."""
    rows = await app.connector.execute_query_all_async(
        _SWEEP, most=MOST_ATTEMPTS, seconds=STALLED_AFTER
    )
    for row in rows:
        log.warning("job %s of a dead worker: now %s", row["id"], row["status"])
    return [row["id"] for row in rows]


@periodic("17 2 * * *")
async def forget_old_jobs(timestamp: int) -> None:  # noqa: ARG001
    """What succeeded a month ago helps nobody any more."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
