"""Work behind the lists: changes of many rows, long exports."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import OperationalError
from django.http import QueryDict

from kundenwerk.platform import clock, undo
from kundenwerk.platform.commands import Call
from kundenwerk.platform.days import daily
from kundenwerk.platform.downloads import drop_expired, offer_download
from kundenwerk.platform.runs import Outcome, report_done, run_kind
from kundenwerk.staff import bulk, exporting
from kundenwerk.staff import bulk_actions as known_actions  # noqa: F401 - the worker needs them
from kundenwerk.staff import bulk_dunning as dunning_actions  # noqa: F401 - the worker needs them
from kundenwerk.staff import bulk_leads as lead_actions  # noqa: F401 - the worker needs them
from kundenwerk.staff.lists import LISTINGS
from kundenwerk.ui.exports import MEDIA_TYPES, FileKind, content
from kundenwerk.ui.lists import read

log = logging.getLogger(__name__)

EXPORT = "staff.export"
UNEXPECTED = "Technischer Fehler. Bitte wiederholen Sie diese Zeile."
TOO_LATE = "Die Zeit zum Zurücknehmen ist vorbei"


@run_kind(bulk.KIND)
def change_part(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Change the rows of one part; a row that is refused stops no other."""
    action = _action(params)
    day, bundle = (
        date.fromisoformat(params["day"]),
        uuid.UUID(params.get("bundle") or str(call.key)),
    )

    def change(item: int) -> None:
        with undo.bundled(bundle, item):
            action.work(call.derive(item), item, params["answers"], day)

    return _row_by_row(items, change, action)


@run_kind(bulk.UNDO_KIND)
def take_back_part(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Take the changes of one part back; what others changed meanwhile stays as it is."""
    bundle = uuid.UUID(params["bundle"])

    def change(item: int) -> None:
        undo.take_back_item(bundle, item, actor=call.actor)

    return _row_by_row(items, change, _action(params))


def _action(params: dict[str, Any]) -> bulk.Action:
    action = bulk.action_of(params["action"])
    if action is None:
        raise LookupError(params["action"])
    return action


def _row_by_row(items: list[Any], change: Callable[[int], object], action: bulk.Action) -> Outcome:
    problems = []
    for position, item in enumerate(items, start=1):
        if reason := _refusal(change, int(item), action):
            problems.append({"id": item, "item": str(item), "reason": reason, "url": ""})
        report_done(position - len(problems))
    return Outcome(len(items) - len(problems), problems)


def _refusal(change: Callable[[int], object], item: int, action: bulk.Action) -> str:
    """Why the row was not changed; nothing when it was."""
    try:
        change(item)
    except (OperationalError, OSError):
        raise  # the queue tries the whole part again; rows that are done stay done
    except undo.Overtaken as taken:
        now = (f"{one.label} ist jetzt „{one.now}“" for one in taken.differences)
        return f"Inzwischen geändert: {', '.join(now)}"
    except undo.TooLate:
        return TOO_LATE
    except Exception as error:  # one bad row must not stop the others
        reason = action.refusal(error)
        if not reason:
            log.exception("a row failed", extra={"action": action.name, "row": item})
        return reason or UNEXPECTED
    return ""


@run_kind(EXPORT)
def export_part(call: Call, params: dict[str, Any], items: list[Any]) -> Outcome:
    """Write the whole file; it belongs to who started the run."""
    listing = LISTINGS[params["list"]]
    asked = read(listing, QueryDict(params["query"]))
    day, kind = date.fromisoformat(params["day"]), FileKind(params["kind"])
    made = exporting.sheet(asked, exporting.in_batches(asked, items, day), day)
    offer_download(
        call.derive("file"),
        run_key=params["key"],
        content=content(made, kind),
        name=made.file_name(kind),
        media_type=MEDIA_TYPES[kind],
        day=clock.today(),
    )
    return Outcome(len(items))


@daily
def tidy_up(call: Call, day: date) -> None:
    """Remove the files nobody may fetch any more."""
    drop_expired(call, day=day)
