"""Bills: the list, one bill with every calculation, cancel and correct, one contract's bill."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from kundenwerk.billing import commands, queries
from kundenwerk.billing.formats.letter_parts import substitute_note
from kundenwerk.billing.formats.months import months, table
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.queries import documents, lists
from kundenwerk.billing.queries.proof import NotProvable, is_corrected, proof
from kundenwerk.billing.rules.bill import NotBillable
from kundenwerk.billing.rules.drafts import Draft
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import (
    HINT_LABELS,
    KIND_LABELS,
    Hint,
    InvoiceKind,
    InvoiceState,
)
from kundenwerk.contracts import queries as contracts
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.money import Money, total
from kundenwerk.kernel.numbers import NotReadable, parse_day
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.ledger import queries as ledger
from kundenwerk.ledger.commands import MonthClosed
from kundenwerk.metering.rules.readings import ORIGIN_LABELS
from kundenwerk.platform import clock
from kundenwerk.staff import listing, tiles
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import INVOICES
from kundenwerk.staff.pages.billing_forms import BillForm, ReasonForm
from kundenwerk.supply.rules import REGISTER_LABELS
from kundenwerk.ui.exports import Sheet, sheet_response


@page(Permission.BILLING_READ)
def invoices(request: HttpRequest) -> HttpResponse:
    """The list of bills."""
    more = {
        "cases": lists.open_cases(),
        "may_write": may(request.user, Permission.BILLING_WRITE),
    }
    return listing.show(request, INVOICES, more, "staff/billing/page.html")


@page(Permission.BILLING_READ)
def invoice(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """One bill: what is to be paid, every line with its calculation, what it was made from."""
    return render(request, "staff/billing/invoice.html", _shown(request, _invoice(invoice_id)))


def _invoice(invoice_id: int) -> Invoice:
    try:
        return documents.invoice(invoice_id)
    except Invoice.DoesNotExist:
        raise Http404 from None


def _shown(request: HttpRequest, bill: Invoice, form: ReasonForm | None = None) -> dict[str, Any]:
    before, after = lists.neighbours(bill)
    is_standing = bill.state == InvoiceState.ISSUED and bill.reverses_id is None
    account_id = bill.contract_account.ledger_account_id
    items = [one for one in ledger.items(account_id) if one.reference == bill.number]
    return {
        "bill": bill,
        "shown_amount": max(bill.amount_due, -bill.amount_due),
        "lines": sorted(bill.lines.all(), key=lambda line: line.position),
        "taxes": sorted(bill.vat_groups.all(), key=lambda tax: tax.rate),
        "shares": _shares(bill),
        "readings": _readings(bill),
        "months": table(months((bill.reverses or bill).trace)),
        "substitutes": substitute_note(bill.facts),
        "instalments": sorted(bill.instalments.all(), key=lambda row: row.due_on),
        "hints": [HINT_LABELS[Hint(hint)] for hint in bill.hints],
        "open_amount": total(item.open_amount for item in items),
        "before": before,
        "after": after,
        "form": form or ReasonForm(),
        "is_corrected": is_standing and is_corrected(bill),
        "may_cancel": is_standing and may(request.user, Permission.BILLING_WRITE),
        "may_ledger": may(request.user, Permission.LEDGER_READ),
    }


@page(Permission.BILLING_READ)
def quarter_hours(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """Every quarter hour of a bill as a table, as far as it proves the bill (§ 41a EnWG)."""
    bill = _invoice(invoice_id)
    try:
        found = proof(bill)
    except NotProvable as refusal:
        messages.error(request, f"Der Nachweis ist nicht möglich: {refusal.reason}")
        return redirect("staff:invoice", invoice_id)
    if not found:
        raise Http404
    heads = ("beginn", "kwh", "ersatzwert", "boersenpreis_ct_kwh", "netzentgelt_ct_kwh")
    rows = [
        (one.begin.isoformat(), one.kwh, one.is_substitute, one.exchange_ct, one.grid_ct)
        for one in found
    ]
    name = f"viertelstunden-{bill.number}"
    return sheet_response(Sheet(name, heads, rows, bill.issued_on), request)


def _shares(bill: Invoice) -> list[tuple[str, Money]]:
    return [
        (share["label"], Money(share["net_cents"])) for share in bill.trace.get("breakdown", [])
    ]


def _readings(bill: Invoice) -> list[dict[str, Any]]:
    """The readings of a bill with words for their origin and register."""
    origins = {origin.value: label for origin, label in ORIGIN_LABELS.items()}
    registers = {kind.value: label for kind, label in REGISTER_LABELS.items()}
    return [
        {
            **row,
            "register_label": registers[row["register"]],
            "start_day": date.fromisoformat(row["start"]["day"]),
            "end_day": date.fromisoformat(row["end"]["day"]) - ONE_DAY,
            "start_value": Decimal(row["start"]["value"]).normalize(),
            "end_value": Decimal(row["end"]["value"]).normalize(),
            "used": Decimal(row["kwh"]).normalize(),
            "start_origin": origins[row["start"]["origin"]],
            "end_origin": origins[row["end"]["origin"]],
        }
        for row in bill.facts["readings"]
    ]


@page(Permission.BILLING_WRITE, methods=("POST",))
def cancel(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """Cancel a bill, or cancel it and make the right one in the same step."""
    bill = _invoice(invoice_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        step = commands.correct_invoice if "correct" in request.POST else commands.cancel_invoice
        call = form.call(request.user.get_username())
        reason = form.cleaned_data["reason"]
        try:
            made = step(call, invoice_id=invoice_id, day=clock.today(), reason=reason)
        except commands.AlreadyCancelled:
            form.add_error(None, "Diese Rechnung ist schon storniert.")
        except NotBillable as refusal:
            form.add_error(None, f"Die neue Rechnung ist nicht möglich: {refusal.reason}")
        except MonthClosed:
            form.add_error(None, "Der Monat ist abgeschlossen. Buchen Sie in einem offenen Monat.")
        else:
            messages.success(request, f"Rechnung {bill.number} ist storniert.")
            return redirect("staff:invoice", made)
    return render(request, "staff/billing/invoice.html", _shown(request, bill, form), status=422)


@page(Permission.BILLING_WRITE, methods=("GET", "POST"))
def bill_contract(request: HttpRequest, contract_id: int) -> HttpResponse:
    """Show the next bill of a contract as it would be issued, and issue exactly that one."""
    try:
        contract = contracts.contract(contract_id)
    except SupplyContract.DoesNotExist:
        raise Http404 from None
    form = BillForm(request.POST) if request.method == "POST" else BillForm(initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        made = _issue(request, contract_id, form)
        if made is not None:
            return redirect("staff:invoice", made)
    last_day, kind = _wish(form, request)
    wanted = queries.next_of(contract_id, last_day + ONE_DAY, kind)
    shown = {"contract": contract, "form": form, "wanted": wanted, **_preview(wanted)}
    if isinstance(shown["draft"], Draft):
        initial = {"last_day": last_day, "kind": kind.value, "digest": shown["draft"].digest}
        shown["issue_form"] = BillForm(initial=initial)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "staff/billing/contract.html", shown, status=status)


def _asked(request: HttpRequest) -> dict[str, Any]:
    today = clock.today()
    try:
        last_day = parse_day(request.GET.get("bis", "gestern"), today=today)
    except NotReadable:
        last_day = today - timedelta(days=1)
    kind = request.GET.get("art", "")
    known = kind if kind in set(InvoiceKind) else InvoiceKind.CYCLE.value
    return {"last_day": last_day, "kind": known}


def _wish(form: BillForm, request: HttpRequest) -> tuple[date, InvoiceKind]:
    asked = _asked(request)
    if form.is_bound and hasattr(form, "cleaned_data"):
        asked |= {name: form.cleaned_data[name] for name in asked if form.cleaned_data.get(name)}
    return asked["last_day"], InvoiceKind(asked["kind"])


def _preview(wanted: Wanted | None) -> dict[str, Any]:
    if wanted is None:
        return {"draft": None, "refusal": None}
    try:
        draft = queries.preview(wanted, issued_on=clock.today())
    except NotBillable as refusal:
        return {"draft": None, "refusal": refusal}
    return {
        "draft": draft,
        "refusal": None,
        "hints": [HINT_LABELS[hint] for hint in draft.hints],
        "shares": [(s["label"], Money(s["net_cents"])) for s in draft.trace["breakdown"]],
        "lines": list(zip(draft.bill.rated.lines, draft.trace["lines"], strict=True)),
        "kind_label": KIND_LABELS[wanted.kind],
    }


def _issue(request: HttpRequest, contract_id: int, form: BillForm) -> int | None:
    """Issue the bill that was shown; what refuses is told at the top of the form."""
    last_day, kind = _wish(form, request)
    wanted = queries.next_of(contract_id, last_day + ONE_DAY, kind)
    try:
        if wanted is None:
            form.add_error(None, "Bis zu diesem Tag ist alles abgerechnet.")
            return None
        return commands.bill_contract(
            form.call(request.user.get_username()),
            contract_id=contract_id,
            period=wanted.period,
            issued_on=clock.today(),
            kind=wanted.kind,
            shown_digest=form.cleaned_data["digest"],
        )
    except NotBillable as refusal:
        form.add_error(None, refusal.reason)
    except commands.PreviewOutdated:
        form.add_error(None, "Seit der Vorschau hat sich etwas geändert. Bitte prüfen Sie neu.")
    except MonthClosed:
        form.add_error(None, "Der Monat ist abgeschlossen. Buchen Sie in einem offenen Monat.")
    return None


tiles.register(
    tiles.Tile(
        "Klärfälle der Abrechnung",
        "staff:billing_cases",
        "",
        Permission.BILLING_WRITE,
        lambda _: lists.open_cases(),
        "Verträge, die noch nicht abgerechnet werden können",
        is_work=True,
    )
)

urlpatterns: list[URLPattern] = [
    path("rechnungen/", invoices, name="invoices"),
    path("rechnungen/<int:invoice_id>/", invoice, name="invoice"),
    path(
        "rechnungen/<int:invoice_id>/viertelstunden/",
        quarter_hours,
        name="invoice_quarter_hours",
    ),
    path("rechnungen/<int:invoice_id>/stornieren/", cancel, name="invoice_cancel"),
    path("vertraege/<int:contract_id>/abrechnen/", bill_contract, name="bill_contract"),
]
