"""The lists of tasks and of long runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES
from kundenwerk.platform.models import Run
from kundenwerk.platform.states import RUN_STATE_LABELS, RunState
from kundenwerk.staff.access import Permission
from kundenwerk.staff.addresses import address
from kundenwerk.staff.lists import parts
from kundenwerk.ui.lists import Choice, Column, Listing, Tag
from kundenwerk.ui.templatetags.ui import actor
from kundenwerk.work import queries
from kundenwerk.work.models import Task
from kundenwerk.work.rules import TASK_LABELS, TaskState

_RUN_TAGS: dict[str, Tag] = {
    RunState.DONE.value: ("ok", "circle-check"),
    RunState.FAILED.value: ("bad", "alert-triangle"),
    RunState.CANCELLED.value: ("warn", "player-stop"),
}
_TASK_TAGS: dict[str, Tag] = {
    TaskState.OPEN.value: ("info", "clock"),
    TaskState.DONE.value: ("ok", "circle-check"),
}
_ROLES = {role.value: label for role, label in ROLE_LABELS.items()}


def _tasks(words: Mapping[str, str], day: date) -> QuerySet[Task]:
    del day
    return queries.task_rows(state=words["status"], role=words["rolle"], text=words["q"])


def _customer(one: Task) -> str:
    return address("staff:customer", one.business_partner_id) if one.business_partner_id else ""


TASKS = Listing(
    key="aufgaben",
    title="Aufgaben",
    url_name="staff:tasks",
    permission=Permission.CUSTOMERS_READ,
    find=_tasks,
    order=("due_on", "pk"),
    search_hint="Wort der Aufgabe",
    empty_text="Keine Aufgabe passt zu dieser Auswahl.",
    empty_icon="circle-check",
    columns=(
        Column("faellig", "Fällig", lambda one: one.due_on, sort="due_on", is_narrow=True),
        Column("aufgabe", "Aufgabe", lambda one: one.title, sort="title", url=lambda one: one.url),
        Column(
            "kunde",
            "Kunde",
            lambda one: str(one.business_partner) if one.business_partner else "",
            sort="business_partner__sort_key",
            empty_last=True,
            url=_customer,
        ),
        Column("rolle", "Zuständig", lambda one: _ROLES.get(one.role, one.role), sort="role"),
        Column("angelegt", "Angelegt", lambda one: one.opened_at, sort="opened_at", is_shown=False),
        Column("einzelheiten", "Einzelheiten", lambda one: one.detail, is_shown=False),
        Column("von", "Erledigt von", lambda one: one.done_by, is_shown=False),
        parts.state(_TASK_TAGS),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.options(TASK_LABELS),
        ),
        Choice(
            "rolle",
            "Zuständig",
            (
                ("", "Alle"),
                *((r.value, label) for r, label in ROLE_LABELS.items() if r in STAFF_ROLES),
            ),
        ),
    ),
)


def _runs(words: Mapping[str, str], day: date) -> QuerySet[Run]:
    del day
    found = Run.objects.all()
    return found.filter(state=words["status"]) if words["status"] else found


RUNS = Listing(
    key="laeufe",
    title="Läufe",
    url_name="staff:runs",
    permission=Permission.BILLING_READ,
    find=_runs,
    empty_text="Kein Lauf passt. Abrechnungsläufe beginnen mit einer Vorschau.",
    empty_icon="player-play",
    columns=(
        Column(
            "lauf",
            "Lauf",
            lambda one: one.title,
            sort="title",
            url=lambda one: address("staff:run", one.pk),
        ),
        Column(
            "gestartet", "Gestartet", lambda one: one.started_at, sort="started_at", is_narrow=True
        ),
        Column("person", "Von", lambda one: actor(one.actor), sort="actor"),
        Column(
            "beendet",
            "Beendet",
            lambda one: one.finished_at,
            sort="finished_at",
            empty_last=True,
            is_narrow=True,
        ),
        parts.state(_RUN_TAGS, ("info", "clock")),
    ),
    choices=(
        Choice(
            "status",
            "Status",
            parts.options(RUN_STATE_LABELS),
        ),
    ),
)
