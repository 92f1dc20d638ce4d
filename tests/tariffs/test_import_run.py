"""A long file is taken over in the background: seen from outside, stopped, never half done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connections, transaction

from kundenwerk.platform import runs
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run
from kundenwerk.tariffs.commands.exchange import keep_tariff_file
from kundenwerk.tariffs.formats import bo4e
from kundenwerk.tariffs.formats.files import read
from kundenwerk.tariffs.jobs import IMPORT
from kundenwerk.tariffs.models import PriceTier, Tariff, TariffUpload, TariffVersion
from kundenwerk.tariffs.queries.exchange import copies, plan, versions_to_hand_out
from tests.factories.calls import fresh_call
from tests.own_database import at_once
from tests.tariffs.world import TODAY, sold, tier

COUNT, STUCK = 5, 3
DEARER = Decimal("13.5")


def drafts() -> bytes:
    """Five drafts at 12.5 ct, and a file that makes them dearer."""
    for n in range(COUNT):
        sold(f"T{n}", tier("12.5"))
    TariffVersion.objects.update(approved_on=None, state="DRAFT")
    found = []
    for one in copies(versions_to_hand_out(None)):
        [step] = one.tiers
        dear = replace(step, data=replace(step.data, energy_ct=DEARER))
        found.append(replace(one, tiers=(dear,)))
    return bo4e.write(found, supplier="Stadtwerke")


def started(file: bytes) -> Run:
    """What the page does when somebody confirms."""
    found, call = plan(read(file)), fresh_call()
    kept = keep_tariff_file(call.derive("file"), content=file, name="tarife", day=TODAY)
    run_id = runs.start_run(
        call,
        kind=IMPORT,
        title="Tarife einlesen",
        items=[one.copy.row for one in found.items],
        params={"file": kept, "shown": found.digest},
        chunk_size=len(found.items),
    )
    return Run.objects.get(pk=run_id)


def prices() -> list[Decimal]:
    return list(
        PriceTier.objects.order_by("version__tariff__code").values_list("energy_ct", flat=True)
    )


def problems(run: Run) -> list[str]:
    return [one["reason"] for one in run.chunks.get().problems]


@pytest.mark.django_db
def test_the_worker_takes_over_the_whole_file_and_removes_it() -> None:
    run = started(drafts())

    run_pending()

    run.refresh_from_db()
    measured = runs.progress(run)
    assert (run.state, measured.done, measured.total) == ("DONE", COUNT, COUNT)
    assert prices() == [DEARER] * COUNT
    assert not TariffUpload.objects.exists()


@pytest.mark.django_db
def test_a_chunk_that_is_tried_again_does_nothing_twice() -> None:
    run = started(drafts())
    run_pending()
    before = TariffVersion.objects.values_list("pk", flat=True)
    run.chunks.update(state="OPEN", done=0)
    Run.objects.update(state="RUNNING")

    runs.work_on_chunk(chunk_id=run.chunks.get().pk)

    assert runs.progress(run).done == COUNT
    assert list(TariffVersion.objects.values_list("pk", flat=True)) == list(before)


def _changed() -> None:
    PriceTier.objects.filter(version__tariff__code="T0").update(energy_ct=1)


def _refused() -> None:
    Tariff.objects.filter(code="T1").update(is_green=True)


def _removed() -> None:
    TariffUpload.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (_changed, "Seit der Vorschau wurde etwas geändert."),
        (_refused, "Der Tarif T1 ist hier anders beschrieben."),
        (_removed, "Die Datei liegt nicht mehr vor."),
    ],
)
def test_what_changed_since_the_preview_is_told_and_nothing_done(
    meanwhile: Callable[[], None], reason: str
) -> None:
    run = started(drafts())
    meanwhile()

    run_pending()

    [told] = problems(run)
    assert reason in told
    assert runs.progress(run).done == 0
    assert DEARER not in prices()


@contextmanager
def stuck_at(code: str) -> Iterator[None]:
    """Somebody else holds the draft of a tariff, so that the import waits there."""
    with transaction.atomic():
        TariffVersion.objects.select_for_update().get(tariff__code=code)
        yield


def in_the_background() -> Future[int]:
    def work() -> int:
        try:
            return run_pending()
        finally:
            connections.close_all()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(work)
    pool.shutdown(wait=False)
    return future


def reached(run: Run, done: int) -> bool:
    """Whether others see within ten seconds how far the import is."""
    for _ in range(200):
        if runs.progress(run).done == done:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.concurrency
@pytest.mark.usefixtures("committed")
def test_others_see_how_far_it_is_and_nothing_of_it_before_the_end() -> None:
    run = started(drafts())

    with stuck_at(f"T{STUCK}"):
        work = in_the_background()
        assert reached(run, STUCK)
        assert DEARER not in prices()
        assert not work.done()

    work.result(30)
    assert runs.progress(run).done == COUNT
    assert prices() == [DEARER] * COUNT


@pytest.mark.concurrency
@pytest.mark.usefixtures("committed")
def test_stopped_on_the_way_it_leaves_nothing() -> None:
    run = started(drafts())

    with stuck_at(f"T{STUCK}"):
        work = in_the_background()
        assert reached(run, STUCK)
        [cancelled] = at_once(1, lambda _: runs.cancel_run(fresh_call(), run_id=run.pk))
        assert cancelled == run.pk

    work.result(30)
    run.refresh_from_db()
    assert (run.state, run.chunks.get().state) == ("CANCELLED", "CANCELLED")
    assert runs.progress(run).done == 0
    assert DEARER not in prices()
    assert TariffUpload.objects.count() == 1


@pytest.mark.concurrency
@pytest.mark.usefixtures("committed")
def test_a_database_that_goes_away_on_the_way_leaves_nothing() -> None:
    run = started(drafts())

    with stuck_at(f"T{STUCK}"):
        work = in_the_background()
        assert reached(run, STUCK)
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )

    assert work.exception(30) is not None
    assert DEARER not in prices()
    assert TariffUpload.objects.count() == 1
    assert run.chunks.get().state == "OPEN"
