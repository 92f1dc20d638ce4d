"""Lists as files: at once when they are short, as a run with a download when they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kundenwerk.platform.downloads import ReadyFile, waiting
from kundenwerk.platform.runs import report_done
from kundenwerk.ui.exports import FileKind, Sheet, content, file_response
from kundenwerk.ui.forms import CommandForm
from kundenwerk.ui.lists import Asked

AT_ONCE = 5_000
# A sheet of a spreadsheet ends at 1,048,576 rows; a file nobody can open helps nobody.
MOST = 200_000
_BATCH = 1_000


def sheet(asked: Asked, rows: Sequence[Any] | Iterator[Any], as_of: date) -> Sheet:
    """The rows with exactly the columns that are shown."""
    heads = [f"{one.label} {one.unit}".strip() for one in asked.columns]
    lines = ([column.value(one) for column in asked.columns] for one in rows)
    return Sheet(asked.listing.key, heads, lines, as_of)


def answer(request: HttpRequest, asked: Asked, kind: FileKind, today: date) -> HttpResponse:
    """The file, or the question whether a long one shall be made in the background."""
    found = asked.rows(today)
    total = found.order_by()[: MOST + 1].count()
    if total > AT_ONCE:
        shown = {
            "listing": asked.listing,
            "back": f"{reverse(asked.listing.url_name)}?{asked.query()}",
            "total": total,
            "is_too_long": total > MOST,
            "most": MOST,
            "kind": kind,
            "query": asked.query(spalten=",".join(one.key for one in asked.columns)),
            "form": CommandForm(),
        }
        return render(request, "staff/lists/export.html", shown)
    rows = list(found)
    if asked.listing.prepare:
        asked.listing.prepare(rows, today)
    made = sheet(asked, rows, today)
    return file_response(content(made, kind), made.file_name(kind), kind)


def ready_files(request: HttpRequest) -> list[ReadyFile]:
    """What long exports have made for the person and waits to be fetched."""
    user = getattr(request, "user", None)
    if user is None or not getattr(user, "works_here", False):
        return []
    return waiting(user.get_username())


def in_batches(asked: Asked, ids: Sequence[int], today: date) -> Iterator[Any]:
    """The rows of these ids in their order, a part at a time, telling how far it is.

    A row that is gone since the run began is left out.
    """
    listing = asked.listing
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        found = listing.find(dict.fromkeys(asked.words, ""), today).filter(pk__in=part)
        by_id = {one.pk: one for one in found}
        rows = [by_id[pk] for pk in part if pk in by_id]
        if listing.prepare:
            listing.prepare(rows, today)
        yield from rows
        report_done(min(start + _BATCH, len(ids)))
