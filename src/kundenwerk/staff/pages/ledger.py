"""The sub-ledger: totals and balances, a customer's account, an entry and its reversal."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.numbers import NotReadable, parse_day
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import commands, queries
from kundenwerk.platform import clock
from kundenwerk.staff import listing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import OPEN_ITEMS
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import CommandForm, TextField


class ReversalForm(CommandForm):
    """Why an entry is reversed."""

    text = TextField(label="Grund der Stornierung", max_length=200)


def _period(request: HttpRequest) -> Period:
    """The days asked for in ``von`` and ``bis``; this year when they cannot be read."""
    today = clock.today()
    try:
        first = parse_day(request.GET.get("von", f"01.01.{today.year}"), today=today)
        last = parse_day(request.GET.get("bis", f"31.12.{today.year}"), today=today)
        return Period.through(first, last)
    except (NotReadable, ValueError):
        return Period.year(today.year)


@page(Permission.LEDGER_READ)
def ledger(request: HttpRequest) -> HttpResponse:
    """Totals and balances of a period, the ageing of claims; ``?export=xlsx`` as a file."""
    period = _period(request)
    lines = queries.trial_balance(period)
    if "export" in request.GET:
        heads = ["Konto", "Bezeichnung", "Anfang", "Soll", "Haben", "Ende"]
        rows = [
            [one.number, one.name, one.opening, one.debit, one.credit, one.closing] for one in lines
        ]
        made = Sheet("summen-und-salden", heads, rows, clock.today())
        return sheet_response(made, request)
    shown = {"period": period, "lines": lines, "ageing": queries.ageing(clock.today())}
    return render(request, "staff/ledger/page.html", shown)


@page(Permission.LEDGER_READ)
def open_items(request: HttpRequest) -> HttpResponse:
    """Open items of all customers by age (A6)."""
    return listing.show(request, OPEN_ITEMS)


@page(Permission.LEDGER_READ)
def debtor(request: HttpRequest, account_id: int) -> HttpResponse:
    """A customer's account: every posting with the balance after it, and what is open."""
    try:
        account = queries.account(account_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    lines = queries.statement_of_account(account_id)
    if "export" in request.GET:
        heads = ["Datum", "Art", "Beleg", "Text", "Betrag", "Saldo"]
        rows = [[x.booked_on, x.kind, x.reference, x.text, x.amount, x.balance] for x in lines]
        made = Sheet(f"konto-{account.number}", heads, rows, clock.today())
        return sheet_response(made, request)
    contract_account = getattr(account, "contract_account", None)
    shown = {
        "account": account,
        "contract_account": contract_account,
        "lines": list(reversed(lines)),
        "items": queries.open_items(account_id),
        "balance": queries.balance(account_id),
        "offset": _offset_form(request, account_id) if contract_account else None,
    }
    return render(request, "staff/ledger/debtor.html", shown)


def _offset_form(request: HttpRequest, account_id: int) -> CommandForm | None:
    """The button that settles claims with credits, where there are both and one may."""
    signs = {item.open_amount > ZERO for item in queries.open_items(account_id)}
    return CommandForm() if len(signs) == 2 and may(request.user, Permission.LEDGER_WRITE) else None


@page(Permission.LEDGER_READ)
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry with its lines and what reverses it."""
    return render(request, "staff/ledger/entry.html", _entry(request, entry_id, ReversalForm()))


def _entry(request: HttpRequest, entry_id: int, form: ReversalForm) -> dict[str, object]:
    try:
        found = queries.entry(entry_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    reversed_by = getattr(found, "reversed_by", None)
    reversible = reversed_by is None and found.reverses_id is None
    offered = form if reversible and may(request.user, Permission.LEDGER_WRITE) else None
    return {"entry": found, "reversed_by": reversed_by, "form": offered}


@page(Permission.LEDGER_WRITE, methods=("POST",))
def reverse_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Book the counter entry of an entry."""
    form = ReversalForm(request.POST)
    if form.is_valid():
        try:
            new = commands.reverse_entry(
                form.call(request.user.get_username()),
                entry_id=entry_id,
                booked_on=clock.today(),
                text=form.cleaned_data["text"],
            )
        except commands.AlreadyReversed:
            form.add_error(None, "Diese Buchung ist schon storniert.")
        except commands.MonthClosed:
            form.add_error(None, "Der Monat ist abgeschlossen.")
        else:
            messages.success(request, "Storniert. Die Gegenbuchung steht hier.")
            return redirect("staff:entry", new)
    shown = _entry(request, entry_id, form)
    return render(request, "staff/ledger/entry.html", shown, status=422)
