"""Long exports: started with a click, fetched from the page of their run until they expire."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.platform import clock, files
from kundenwerk.platform.commands import Call
from kundenwerk.platform.downloads import download_of, note_fetched
from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import start_run
from kundenwerk.staff import exporting
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.jobs import EXPORT
from kundenwerk.staff.lists import LISTINGS
from kundenwerk.staff.pages import runs
from kundenwerk.ui.exports import FileKind, file_response
from kundenwerk.ui.forms import CommandForm
from kundenwerk.ui.lists import read


@page(Permission.START, methods=("POST",))
def start(request: HttpRequest, list_key: str) -> HttpResponse:
    """Begin to write the whole list into a file."""
    listing = LISTINGS.get(list_key)
    kind = request.POST.get("art", "")
    if listing is None or not may(request.user, listing.permission) or kind not in set(FileKind):
        raise Http404
    form = CommandForm(request.POST)
    if not form.is_valid():
        return redirect(listing.url_name)
    query, login = QueryDict(request.POST.get("frage", "")[:4000]), request.user.get_username()
    asked = read(listing, query, viewer=login)
    call = form.call(login)
    today = clock.today()
    ids = list(asked.rows(today).values_list("pk", flat=True)[: exporting.MOST])
    run_id = start_run(
        call,
        kind=EXPORT,
        title=f"Export {listing.title} ({FileKind(kind).name})",
        items=ids,
        params={
            "list": list_key,
            "query": asked.query(spalten=",".join(one.key for one in asked.columns)),
            "kind": kind,
            "day": today.isoformat(),
            "key": _run_key(call),
        },
        chunk_size=exporting.MOST,
    )
    return redirect("staff:run", run_id)


def _run_key(call: Call) -> str:
    """The key a run gets from the call that plans it."""
    return str(call.derive("run").key)


@page(Permission.START)
def fetch(request: HttpRequest, run_id: int) -> HttpResponse:
    """The file of a run, for who started it, as long as it is kept."""
    one = download_of(run_id)
    if one is None or one.actor != request.user.get_username():
        raise Http404
    listing = LISTINGS.get(one.run.params.get("list", ""))
    if listing is None or not may(request.user, listing.permission):
        raise Http404
    if one.file is None:
        return render(request, "staff/lists/expired.html", {"download": one}, status=410)
    content = files.read(one.file)
    now = clock.now()
    note_fetched(Call.of_job("staff.fetched", one.pk), download_id=one.pk, at=now)
    return file_response(content, one.name, FileKind(one.run.params["kind"]))


def _detail(request: HttpRequest, run: Run) -> dict[str, object]:
    one = download_of(run.pk)
    mine = one is not None and one.actor == request.user.get_username()
    return {"download": one, "is_mine": mine}


runs.describe(EXPORT, runs.View("staff/lists/_run_detail.html", _detail))

urlpatterns: list[URLPattern] = [
    path("listen/<slug:list_key>/export/", start, name="export"),
    path("laeufe/<int:run_id>/datei/", fetch, name="run_file"),
]
