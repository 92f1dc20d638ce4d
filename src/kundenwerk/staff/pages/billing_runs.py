"""Billing runs: preview, start, results; and the inbox of what cannot be billed yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.billing import commands
from kundenwerk.billing.commands.runs import BILLING, PREVIEW
from kundenwerk.billing.models import RunBill
from kundenwerk.billing.queries import lists
from kundenwerk.billing.rules.bill import Cause
from kundenwerk.billing.rules.vocabulary import HINT_LABELS, Hint, InvoiceKind
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.platform import clock
from kundenwerk.platform.models import Run
from kundenwerk.platform.states import RunState
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages import runs
from kundenwerk.staff.pages.billing_forms import RunForm, StartForm
from kundenwerk.staff.pages.billing_remedies import Remedy, remedy
from kundenwerk.ui.exports import Sheet, sheet_response

PAGE_SIZE = 50
EXPORT_LIMIT = 5000


@page(Permission.BILLING_WRITE, methods=("GET", "POST"))
def billing_run(request: HttpRequest) -> HttpResponse:
    """Choose the cut-off and compute the preview; nothing is issued here."""
    today = clock.today()
    initial = {"last_day": today - timedelta(days=1), "issued_on": today}
    form = RunForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            run_id = commands.start_preview(
                form.call(request.user.get_username()),
                cut_off=chosen["last_day"] + ONE_DAY,
                kind=InvoiceKind(chosen["kind"]),
                issued_on=chosen["issued_on"],
            )
        except commands.NothingToBill:
            form.add_error("last_day", "Bis zu diesem Tag ist alles abgerechnet.")
        else:
            return redirect("staff:run", run_id)
    status = 422 if form.is_bound else 200
    recent = Run.objects.filter(kind__in=[PREVIEW, BILLING]).order_by("-pk")[:10]
    shown = {"form": form, "recent": recent}
    return render(request, "staff/billing/run.html", shown, status=status)


@page(Permission.BILLING_WRITE, methods=("POST",))
def start(request: HttpRequest, run_id: int) -> HttpResponse:
    """Issue the bills of a preview after its number was typed."""
    preview = _preview(run_id)
    form = StartForm(request.POST, expected=lists.figures(run_id).billable)
    if form.is_valid():
        try:
            started = commands.start_billing(
                form.call(request.user.get_username()), preview_id=preview.pk
            )
        except commands.PreviewNotFinished:
            messages.error(request, "Diese Vorschau läuft noch oder ist schon abgerechnet.")
        except commands.NothingToBill:
            messages.error(request, "Keine Rechnung dieser Vorschau ist möglich.")
        else:
            return redirect("staff:run", started)
    else:
        messages.error(request, " ".join(str(e) for found in form.errors.values() for e in found))
    return redirect("staff:run", run_id)


def _preview(run_id: int) -> Run:
    found = Run.objects.filter(pk=run_id, kind=PREVIEW).first()
    if found is None:
        raise Http404
    return found


@page(Permission.BILLING_READ)
def results(request: HttpRequest, run_id: int) -> HttpResponse:
    """The results of a run as a file, narrowed as they are shown; ``?export=xlsx`` or CSV."""
    if not Run.objects.filter(pk=run_id, kind__in=[PREVIEW, BILLING]).exists():
        raise Http404
    cause, hint = _narrowing(request)
    heads = ["Vertrag", "Kunde", "von", "bis", "Verbrauch kWh", "Brutto", "Zahlbetrag", "Rechnung"]
    rows = (
        [
            row.contract.number,
            str(row.contract.business_partner),
            row.period.start,
            row.period.last_day,
            row.kwh,
            row.gross,
            row.amount_due,
            row.invoice.number if row.invoice else "",
            ", ".join(HINT_LABELS[Hint(one)] for one in row.hints),
            row.reason,
        ]
        for row in lists.run_bills(run_id, cause=cause, hint=hint, limit=EXPORT_LIMIT)
    )
    heads += ["Auffälligkeiten", "Grund"]
    made = Sheet(f"lauf-{run_id}", heads, rows, clock.today())
    return sheet_response(made, request)


@page(Permission.BILLING_READ)
def cases(request: HttpRequest) -> HttpResponse:
    """What cannot be billed yet, by cause, each with what helps."""
    if "export" in request.GET:
        rows = [
            [
                group.label,
                row.contract.number,
                str(row.contract.business_partner),
                row.period.start,
                row.period.last_day,
                row.reason,
                group.remedy,
            ]
            for group in lists.cases(per_cause=EXPORT_LIMIT)
            for row in group.rows
        ]
        heads = ["Ursache", "Vertrag", "Kunde", "von", "bis", "Grund", "Abhilfe"]
        return sheet_response(Sheet("klaerfaelle", heads, rows, clock.today()), request)
    may_bill = may(request.user, Permission.BILLING_WRITE)
    groups = [(one, _lines(one.rows, request.user)) for one in lists.cases()]
    return render(request, "staff/billing/cases.html", {"groups": groups, "may_bill": may_bill})


def _lines(rows: Iterable[RunBill], user: Any) -> list[tuple[RunBill, Remedy | None]]:
    return [(row, remedy(row, user)) for row in rows]


def _narrowing(request: HttpRequest) -> tuple[str, str]:
    cause, hint = request.GET.get("ursache", ""), request.GET.get("hinweis", "")
    return (cause if cause in set(Cause) else ""), (hint if hint in set(Hint) else "")


def _detail(request: HttpRequest, run: Run) -> dict[str, Any]:
    cause, hint = _narrowing(request)
    after = request.GET.get("nach", "")
    after_id = int(after) if after.isdecimal() and after.isascii() and len(after) < 19 else 0
    found = lists.run_bills(run.pk, cause=cause, hint=hint, after_id=after_id, limit=PAGE_SIZE + 1)
    figures = lists.figures(run.pk)
    billed = lists.billing_of(run.pk) if run.kind == PREVIEW else None
    is_ready = run.kind == PREVIEW and run.state == RunState.DONE and billed is None
    may_start = is_ready and figures.billable and may(request.user, Permission.BILLING_WRITE)
    return {
        "figures": figures,
        "is_preview": run.kind == PREVIEW,
        "billed_by": billed,
        "start_form": StartForm(expected=figures.billable) if may_start else None,
        "rows": _lines(found[:PAGE_SIZE], request.user),
        "following": found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None,
        "cause": cause,
        "hint": hint,
    }


runs.describe(PREVIEW, runs.View("staff/billing/_run_detail.html", _detail))
runs.describe(BILLING, runs.View("staff/billing/_run_detail.html", _detail))

urlpatterns: list[URLPattern] = [
    path("abrechnung/lauf/", billing_run, name="billing_run"),
    path("abrechnung/lauf/<int:run_id>/starten/", start, name="billing_start"),
    path("abrechnung/lauf/<int:run_id>/ergebnisse/", results, name="billing_results"),
    path("abrechnung/klaerung/", cases, name="billing_cases"),
]
