"""Whether the process lives and whether it can serve; no secrets, no login (R-83)."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

LEAST_FREE_BYTES = 200 * 1024 * 1024


def livez(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Database, room on the disk, age of the oldest waiting job in seconds."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(extract(epoch FROM now() - min(coalesce(job.scheduled_at, "
                "event.at))), 0)::int FROM procrastinate_jobs AS job "
                "JOIN procrastinate_events AS event ON event.job_id = job.id "
                "AND event.type = 'deferred' WHERE job.status = 'todo'"
            )
            (oldest_job,) = cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"database": False}, status=503, headers={"Retry-After": "5"})
    free = shutil.disk_usage(settings.HOME).free
    state = {"database": True, "disk": free > LEAST_FREE_BYTES, "oldest_job_seconds": oldest_job}
    return JsonResponse(state, status=200 if state["disk"] else 503)
