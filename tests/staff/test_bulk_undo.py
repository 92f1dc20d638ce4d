"""A change of many rows is taken back in one step, unless others came first."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.platform import clock
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run, UndoOffer
from kundenwerk.work import commands as work
from kundenwerk.work.models import Task
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.test_bulk_pages import ask, shown, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.SERVICE, username="selma"))
    return client


def ticked_off(clerk: Client, count: int) -> tuple[list[int], Run]:
    """Tasks that were ticked off together, and the run that did it."""
    made = [
        work.give_task(fresh_call(), title=f"Rückruf {n}", role="SERVICE", due_on=clock.today())
        for n in range(count)
    ]
    chosen = {"was": "erledigt", "zeile": made}
    start(clerk, "aufgaben", ask(clerk, "aufgaben", **chosen), **chosen)
    run_pending()
    return made, Run.objects.get()


def take_back(clerk: Client, run: Run) -> HttpResponse:
    return clerk.post(reverse("staff:bulk_undo", args=[run.pk]))


def states() -> list[str]:
    return list(Task.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.row("V8")
def test_all_rows_come_back_in_one_step_and_their_number_stands_on_the_button(
    clerk: Client,
) -> None:
    _, run = ticked_off(clerk, 30)  # more than one part
    before = shown(clerk.get(reverse("staff:run", args=[run.pk])))

    answers = [take_back(clerk, run) for _ in range(2)]  # a double click
    run_pending()

    undone = Run.objects.exclude(pk=run.pk).get()
    page = shown(clerk.get(reverse("staff:run", args=[undone.pk])))
    after = shown(clerk.get(reverse("staff:run", args=[run.pk])))
    assert "30 Zeilen zurücknehmen" in before
    assert {answer["Location"] for answer in answers} == {reverse("staff:run", args=[undone.pk])}
    assert set(states()) == {"OPEN"}
    assert undone.title == "Zurückgenommen: Als erledigt abhaken: 30 × Aufgaben"
    assert "zurückgenommen" in page
    assert "zurücknehmen" not in after
    assert "Wurde zurückgenommen" in after


@pytest.mark.row("V8")
def test_what_a_colleague_changed_meanwhile_stays_and_is_named(clerk: Client) -> None:
    made, run = ticked_off(clerk, 3)
    Task.objects.filter(pk=made[1]).update(state="DROPPED")

    take_back(clerk, run)
    run_pending()

    undone = Run.objects.exclude(pk=run.pk).get()
    page = shown(clerk.get(reverse("staff:run", args=[undone.pk])))
    assert states() == ["OPEN", "DROPPED", "OPEN"]
    assert "Inzwischen geändert: Rückruf 1 ist jetzt „entfallen“" in page


def test_the_page_is_drawn_anew_when_its_run_has_ended(clerk: Client) -> None:
    _, run = ticked_off(clerk, 1)
    page, asks = reverse("staff:run", args=[run.pk]), {"HX-Request": "true"}
    ended = clerk.get(page, headers=asks)
    Run.objects.update(state="RUNNING")
    working = clerk.get(page, headers=asks)

    assert ended["HX-Refresh"] == "true"
    assert "HX-Refresh" not in working


def test_rows_that_were_not_changed_are_not_counted(clerk: Client) -> None:
    made = [
        work.give_task(fresh_call(), title=f"Rückruf {n}", role="SERVICE", due_on=clock.today())
        for n in range(2)
    ]
    chosen = {"was": "erledigt", "zeile": made}
    start(clerk, "aufgaben", ask(clerk, "aufgaben", **chosen), **chosen)
    work.finish_task(fresh_call(), task_id=made[0])  # before the run comes to it
    run_pending()

    page = shown(clerk.get(reverse("staff:run", args=[Run.objects.get().pk])))

    assert "1 Zeile zurücknehmen" in page


@pytest.mark.parametrize("change", ["finished_at", "expires_at"])
def test_after_its_time_it_stays(clerk: Client, change: str) -> None:
    _, run = ticked_off(clerk, 2)
    if change == "finished_at":
        Run.objects.update(finished_at=Now() - timedelta(minutes=11))
    else:
        UndoOffer.objects.update(expires_at=Now() - timedelta(seconds=1))
    page = shown(clerk.get(reverse("staff:run", args=[run.pk])))

    answer = take_back(clerk, run)

    assert "zurücknehmen" not in page
    assert answer["Location"] == reverse("staff:run", args=[run.pk])
    assert set(states()) == {"DONE"}
    assert Run.objects.count() == 1


def test_nobody_else_takes_it_back(clerk: Client) -> None:
    _, run = ticked_off(clerk, 1)
    other = Client()
    other.force_login(user(Role.ADMINISTRATOR))

    answer = take_back(other, run)
    page = shown(other.get(reverse("staff:run", args=[run.pk])))

    assert answer.status_code == 404
    assert "zurücknehmen" not in page


def test_given_tasks_are_dropped_again(clerk: Client) -> None:
    call = fresh_call("selma")
    task_id = work.give_task(call, title="Rückruf", role="SERVICE", due_on=clock.today())
    offer = UndoOffer.objects.get(arguments__task_id=task_id)

    clerk.post(reverse("staff:undo", args=[offer.pk]), {"back": "/"})

    assert states() == ["DROPPED"]


def test_a_change_of_one_row_is_offered_for_a_minute_as_before(clerk: Client) -> None:
    del clerk
    work.give_task(fresh_call("selma"), title="Rückruf", role="SERVICE", due_on=clock.today())
    offer: Any = UndoOffer.objects.get()

    assert (offer.bundle, offer.item) == (None, None)
    assert UndoOffer.objects.filter(expires_at__lt=Now() + timedelta(seconds=61)).exists()
    assert isinstance(offer.pk, uuid.UUID)
