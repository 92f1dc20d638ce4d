"""Work of billing that runs in the background."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.billing.commands.billing import bill_chunk, preview_chunk
from kundenwerk.billing.commands.instalments import demand_instalments
from kundenwerk.billing.commands.runs import BILLING, PREVIEW
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import Outcome, run_kind


@run_kind(PREVIEW)
def preview_part(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Preview one chunk of a run."""
    found = preview_chunk(
        call,
        run_id=_run_id(params),
        items=items,
        issued_on=date.fromisoformat(params["issued_on"]),
    )
    return Outcome(**found)


@run_kind(BILLING)
def bill_part(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Bill one chunk of a run."""
    found = bill_chunk(
        call,
        run_id=_run_id(params),
        preview_id=params["preview"],
        items=items,
        issued_on=date.fromisoformat(params["issued_on"]),
    )
    return Outcome(**found)


def _run_id(params: dict[str, Any]) -> int:
    return Run.objects.values_list("pk", flat=True).get(key=params["key"])


@daily
def begin_day(call: Call, day: date) -> None:
    """Ask for the instalments whose demand is due."""
    demand_instalments(call, day=day)
