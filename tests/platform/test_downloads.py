"""Files made for one person: offered once, fetched, gone after their last day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from kundenwerk.platform import clock, downloads, files
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import Download, Run, StoredFile
from kundenwerk.platform.runs import start_run
from tests.factories.calls import fresh_call, running
from tests.platform import test_runs

DAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    assert test_runs.visit  # registers the kind
    run_id = start_run(
        fresh_call("selma"),
        kind="test.visit",
        title="Export",
        items=[],
        params={"pick": False},
        chunk_size=1,
    )
    return Run.objects.get(pk=run_id)


def offer(run: Run, content: bytes = b"Name;Ort", call: Call | None = None) -> Download:
    made = downloads.offer_download(
        call or fresh_call(),
        run_key=str(run.key),
        content=content,
        name="kunden.csv",
        media_type="text/csv",
        day=DAY,
    )
    return Download.objects.get(pk=made)


def on_disk(file: StoredFile) -> Path:
    return Path(settings.FILE_ROOT) / file.sha256[:2] / file.sha256


def test_a_file_waits_for_who_started_the_run_until_it_is_fetched(run: Run) -> None:
    first, again = offer(run), offer(run, b"other")

    assert first == again
    assert downloads.waiting("selma") == [downloads.ReadyFile(run.pk, first.name)]
    assert downloads.waiting("vera") == []
    downloads.note_fetched(fresh_call(), download_id=first.pk, at=clock.now())
    assert downloads.waiting("selma") == []


def test_the_bytes_go_after_the_last_day(
    run: Run, django_capture_on_commit_callbacks: object
) -> None:
    one = offer(run, b"a file of its own")
    assert one.file
    path = on_disk(one.file)
    last_day = DAY + timedelta(days=downloads.DAYS_KEPT)

    assert downloads.drop_expired(fresh_call(), day=last_day) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert downloads.drop_expired(fresh_call(), day=last_day + timedelta(days=1)) == 1

    one.refresh_from_db()
    assert (one.file, path.exists()) == (None, False)
    assert not StoredFile.objects.filter(sha256=path.name).exists()


def test_a_file_that_something_else_names_is_kept(run: Run) -> None:
    one = offer(run, b"named twice")
    second = start_run(
        fresh_call("vera"),
        kind="test.visit",
        title="Export",
        items=[],
        params={},
        chunk_size=1,
    )
    offer(Run.objects.get(pk=second), b"named twice")
    assert one.file

    with running():
        kept = files.forget(one.file)

    assert not kept
    assert on_disk(one.file).exists()
