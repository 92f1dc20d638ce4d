"""Reading the time line and the work lists."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from kundenwerk.work.models import Task, TimelineEntry
from kundenwerk.work.rules import EntryKind, TaskState


def timeline(
    business_partner_id: int,
    *,
    kinds: Collection[EntryKind] = (),
    before: TimelineEntry | None = None,
    limit: int = 30,
) -> list[TimelineEntry]:
    """What happened with a customer, newest first; ``before`` continues a page."""
    entries = TimelineEntry.objects.filter(business_partner_id=business_partner_id)
    if kinds:
        entries = entries.filter(kind__in=kinds)
    if before:
        entries = entries.filter(Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.pk))
    return list(entries.order_by("-at", "-id")[:limit])


def open_tasks(
    *, roles: Collection[str] = (), business_partner_id: int | None = None, limit: int = 50
) -> list[Task]:
    """Open tasks, the most urgent first; of some roles or about one customer."""
    tasks = Task.objects.filter(state=TaskState.OPEN).select_related("business_partner")
    if roles:
        tasks = tasks.filter(role__in=roles)
    if business_partner_id is not None:
        tasks = tasks.filter(business_partner_id=business_partner_id)
    return list(tasks.order_by("due_on", "id")[:limit])


def task_rows(*, state: str = "", role: str = "", text: str = "") -> QuerySet[Task]:
    """Tasks of everybody in no order, narrowed by state, role and words of the title."""
    found = Task.objects.select_related("business_partner")
    if state:
        found = found.filter(state=state)
    if role:
        found = found.filter(role=role)
    for word in text.split():
        found = found.filter(title__icontains=word)
    return found


def overdue(role: str, *, day: date) -> int:
    """How many open tasks of a role should have been done before a day."""
    return Task.objects.filter(state=TaskState.OPEN, role=role, due_on__lt=day).count()
