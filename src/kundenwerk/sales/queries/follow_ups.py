"""Reading planned returns to quotes."""

from __future__ import annotations

from datetime import date

from kundenwerk.sales.models import FollowUp
from kundenwerk.sales.rules.stages import FollowUpState


def due_plans(*, day: date) -> list[int]:
    """The ids of plans whose day has come."""
    due = FollowUp.objects.filter(state=FollowUpState.PLANNED, due_on__lte=day)
    return list(due.order_by("due_on", "pk").values_list("pk", flat=True))


def plans_of(quote_id: int) -> list[FollowUp]:
    """What was planned for a quote, the next day first."""
    return list(FollowUp.objects.filter(quote_id=quote_id).order_by("due_on", "pk"))
