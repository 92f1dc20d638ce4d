"""Files a run made for one person: offered, fetched, and gone after some days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kundenwerk.platform import files, rows
from kundenwerk.platform.commands import command
from kundenwerk.platform.models import Download, Run

DAYS_KEPT = 7


@command
def offer_download(*, run_key: str, content: bytes, name: str, media_type: str, day: date) -> int:
    """Keep a file for who started the run; returns the id of the download."""
    run = Run.objects.get(key=run_key)
    made, _ = Download.objects.get_or_create(
        run=run,
        defaults={
            "file": files.store(content, name=name, media_type=media_type),
            "name": name[:200],
            "actor": run.actor,
            "expires_on": day + timedelta(days=DAYS_KEPT),
        },
    )
    return made.pk


@command
def note_fetched(*, download_id: int, at: datetime) -> int:
    """Note that the person has the file; the first time counts."""
    Download.objects.filter(pk=download_id, fetched_at=None).update(fetched_at=at)
    return download_id


@command
def drop_expired(*, day: date) -> int:
    """Remove the bytes of downloads whose last day is over; returns how many."""
    expired = Download.objects.select_for_update(of=("self",)).filter(
        expires_on__lt=day, file__isnull=False
    )
    dropped = list(expired.select_related("file").order_by("pk"))
    for one in dropped:
        file, one.file = one.file, None
        one.save(update_fields=["file"])
        assert file is not None  # filtered
        files.forget(file)
    return len(dropped)


def download_of(run_id: int) -> Download | None:
    """What a run made, if it makes files and is done."""
    return Download.objects.filter(run=run_id).select_related("file").first()


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file that waits to be fetched."""

    run_id: int
    name: str


_WAITING = (
    "SELECT run_id, name FROM platform_download "
    "WHERE actor = %s AND fetched_at IS NULL AND file_id IS NOT NULL ORDER BY id DESC LIMIT 3"
)


def waiting(actor: str) -> list[ReadyFile]:
    """The latest files a person has not fetched yet; every page asks."""
    return [ReadyFile(*row) for row in rows.every(_WAITING, [actor])]
