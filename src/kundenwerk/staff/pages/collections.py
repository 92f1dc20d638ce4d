"""SEPA direct debits: choose the day, see the file, hand it over once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.ledger import queries as ledger
from kundenwerk.payments import commands, jobs, queries
from kundenwerk.payments import rules as payment_rules
from kundenwerk.payments.models import CollectionRun
from kundenwerk.platform import clock
from kundenwerk.platform.mailbox import MailboxError
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import CommandForm, DayField

EXPORT_LIMIT = 5000


class CollectionForm(CommandForm):
    """Where and when to collect."""

    house_bank = forms.ModelChoiceField(
        label="Hausbank", queryset=queries.house_banks(), empty_label=None
    )
    collect_on = DayField(label="Einzug am")


@page(Permission.PAYMENTS_WRITE, methods=("GET", "POST"))
def collections(request: HttpRequest) -> HttpResponse:
    """Make the file of everything due; every item goes into one file only."""
    bank = queries.house_banks().first()
    earliest = queries.earliest_day(bank.pk, clock.now(), clock.today()) if bank else None
    form = CollectionForm(
        request.POST or None, initial={"collect_on": earliest, "house_bank": bank}
    )
    if request.method == "POST" and form.is_valid():
        run_id = _create(request, form)
        if run_id is not None:
            return redirect("staff:collection", run_id)
    if "export" in request.GET:
        heads = ["Einzug", "Datei", "Bank", "Anzahl", "Summe", "Status"]
        rows = (
            [
                one.collect_on,
                one.message_id,
                str(one.house_bank),
                one.count,
                one.amount,
                one.get_state_display(),
            ]
            for one in queries.collections()[:EXPORT_LIMIT]
        )
        return sheet_response(Sheet("lastschriftdateien", heads, rows, clock.today()), request)
    shown = {
        "form": form,
        "earliest": earliest,
        "due": ledger.claims_due(earliest or clock.today()).count(),
        "runs": queries.collections()[:20],
    }
    status = 422 if form.errors else 200
    return render(request, "staff/payments/collections.html", shown, status=status)


def _create(request: HttpRequest, form: CollectionForm) -> int | None:
    try:
        return commands.create_collection(
            form.call(request.user.get_username()),
            house_bank_id=form.cleaned_data["house_bank"].pk,
            collect_on=form.cleaned_data["collect_on"],
            created_at=clock.now(),
        )
    except payment_rules.NoBankingDay:
        form.add_error("collect_on", "An diesem Tag arbeiten die Banken nicht.")
    except payment_rules.TooEarly as refusal:
        form.add_error("collect_on", f"Frühestens am {format_day(refusal.earliest)} möglich.")
    except payment_rules.TooLate as refusal:
        form.add_error("collect_on", f"Höchstens bis {format_day(refusal.latest)} im Voraus.")
    except commands.NoTerms:
        form.add_error("house_bank", "Für diesen Tag fehlen die Bedingungen der Bank.")
    except commands.NothingToCollect:
        form.add_error(None, "Nichts einzuziehen: kein fälliger Posten mit gültigem Mandat.")
    return None


@page(Permission.PAYMENTS_READ)
def collection(request: HttpRequest, run_id: int) -> HttpResponse:
    """One file: sum, debits with their state, what was left out and why."""
    run = _found(run_id)
    items = run.items.select_related("account__business_partner", "open_item", "mandate").order_by(
        "pk"
    )
    if "export" in request.GET:
        heads = ["Kunde", "Beleg", "Mandat", "Status", "Rückgabegrund", "Betrag"]
        rows = (
            [
                str(one.account.business_partner),
                one.open_item.reference,
                one.mandate.reference,
                one.get_state_display(),
                one.return_reason,
                one.amount,
            ]
            for one in items
        )
        return sheet_response(Sheet(run.message_id, heads, rows, clock.today()), request)
    shown = {
        "run": run,
        "items": items,
        "form": CommandForm(),
        "may_write": may(request.user, Permission.PAYMENTS_WRITE),
        "is_open": run.state == payment_rules.RunState.CREATED,
    }
    return render(request, "staff/payments/collection.html", shown)


def _found(run_id: int) -> CollectionRun:
    try:
        return queries.collection(run_id)
    except CollectionRun.DoesNotExist:
        raise Http404 from None


@page(Permission.PAYMENTS_READ)
def download(request: HttpRequest, run_id: int) -> HttpResponse:  # noqa: ARG001
    """The file, byte for byte the same each time."""
    run = _found(run_id)
    response = HttpResponse(queries.collection_file(run_id), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{run.message_id}.xml"'
    return response


@page(Permission.PAYMENTS_WRITE, methods=("POST",))
def hand_over(request: HttpRequest, run_id: int) -> HttpResponse:
    """Send the file to the bank's mailbox, or note that it was uploaded by hand."""
    form = CommandForm(request.POST)
    if form.is_valid():
        try:
            if request.POST.get("how") == "manual":
                call = form.call(request.user.get_username())
                commands.mark_collection_sent(call, run_id=run_id, at=clock.now())
            else:
                jobs.send_collection(run_id=run_id)
        except MailboxError as fault:
            messages.error(request, f"Die Bank hat die Datei nicht angenommen: {fault.reason}")
        except TransitionNotAllowed:
            messages.error(request, "Diese Datei ist schon übergeben oder verworfen.")
        else:
            messages.success(request, "Die Bank hat die Datei.")
    return redirect("staff:collection", run_id)


@page(Permission.PAYMENTS_WRITE, methods=("POST",))
def cancel(request: HttpRequest, run_id: int) -> HttpResponse:
    """Drop a file that was not handed over."""
    form = CommandForm(request.POST)
    if form.is_valid():
        try:
            commands.cancel_collection(form.call(request.user.get_username()), run_id=run_id)
        except TransitionNotAllowed:
            messages.error(request, "Die Bank hat diese Datei schon.")
        else:
            messages.success(request, "Verworfen. Die Posten können neu eingezogen werden.")
    return redirect("staff:collection", run_id)
