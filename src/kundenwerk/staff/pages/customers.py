"""Customers: the list, the page that answers everything, notes, the master data."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.parties import queries as parties
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import Cursor, CustomerFilter
from kundenwerk.platform import clock
from kundenwerk.staff import recent, tiles
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages import customer_view
from kundenwerk.ui.exports import csv_response
from kundenwerk.ui.forms import CommandForm, TextField
from kundenwerk.work import commands as work
from kundenwerk.work.rules import EntryKind

PAGE_SIZE = 50
EXPORT_LIMIT = 5000
KINDS = {"": "Alle", "kunden": "Kunden", "interessenten": "Interessenten"}


class NoteForm(CommandForm):
    """A note on the time line."""

    text = TextField(label="Notiz", max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["placeholder"] = "Notiz schreiben"


@page(Permission.CUSTOMERS_READ)
def customers(request: HttpRequest) -> HttpResponse:
    """The list, narrowed and paged by the address; ``?export=csv`` gives the same as a file."""
    today = clock.today()
    wanted = _filter(request)
    if request.GET.get("export") == "csv":
        return _export(wanted, today)
    found = parties.customers(wanted, day=today, after=_cursor(request), limit=PAGE_SIZE + 1)
    rows = found[:PAGE_SIZE]
    following = None
    if len(found) > PAGE_SIZE:
        last = rows[-1]
        kept = {key: request.GET[key] for key in ("q", "art") if request.GET.get(key)}
        following = urlencode(kept | {"nach": last.sort_key, "id": last.pk})
    shown = {
        "rows": rows,
        "following": following,
        "kinds": KINDS.items(),
        "kind": request.GET.get("art", ""),
        "text": wanted.text,
        "may_quote": may(request.user, Permission.QUOTES_WRITE),
    }
    name = "_rows" if getattr(request, "htmx", False) else "page"
    return render(request, f"staff/customers/{name}.html", shown)


def _filter(request: HttpRequest) -> CustomerFilter:
    only = {"kunden": True, "interessenten": False}.get(request.GET.get("art", ""))
    return CustomerFilter(text=request.GET.get("q", "")[:100], customers=only)


def _cursor(request: HttpRequest) -> Cursor | None:
    number = request.GET.get("id", "")
    if not (number.isdecimal() and number.isascii() and len(number) < 19):
        return None
    return Cursor(request.GET.get("nach", ""), int(number))


def _export(wanted: CustomerFilter, today: date) -> HttpResponse:
    rows = parties.customers(wanted, day=today, limit=EXPORT_LIMIT)
    heads = ["Kundennummer", "Name", "Anschrift", "Kunde seit"]
    lines = ([one.number, str(one), _address(one), one.customer_since] for one in rows)
    return csv_response("kunden", heads, lines, as_of=today)


def _address(partner: BusinessPartner) -> str:
    found = getattr(partner, "main_addresses", [])
    return str(found[0]) if found else ""


@page(Permission.CUSTOMERS_READ)
def customer(request: HttpRequest, partner_id: int) -> HttpResponse:
    """One customer with contracts, money, time line and what can be done."""
    try:
        view = customer_view.build(partner_id, clock.today(), _kinds(request), request.user)
    except BusinessPartner.DoesNotExist:
        raise Http404 from None
    recent.remember(request, str(view.customer.partner), request.path)
    shown = {
        "view": view,
        "chips": customer_view.CHIPS,
        "chip": request.GET.get("verlauf", ""),
        "note": NoteForm(),
        "may_write": may(request.user, Permission.CUSTOMERS_WRITE),
    }
    return render(request, "staff/customers/customer.html", shown)


def _kinds(request: HttpRequest) -> tuple[EntryKind, ...]:
    return customer_view.CHIPS.get(request.GET.get("verlauf", ""), ("", ()))[1]


@page(Permission.CUSTOMERS_WRITE, methods=("POST",))
def add_note(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Keep a note as typed and show it at the top of the time line."""
    form = NoteForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username())
        work.add_note(call, partner_id=partner_id, text=form.cleaned_data["text"], at=clock.now())
        messages.success(request, "Notiz festgehalten.")
    else:
        messages.error(request, f"Die Notiz wurde nicht gespeichert: {_first_error(form)}")
    return redirect("staff:customer", partner_id)


def _first_error(form: forms.Form) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "")


@page(Permission.CUSTOMERS_READ)
def call_in(request: HttpRequest) -> HttpResponse:
    """``/anruf/?nr=05123…``: the telephone system opens the caller's page (V3)."""
    digits = "".join(filter(str.isdigit, request.GET.get("nr", "")))
    found = parties.customers(CustomerFilter(text=digits), day=clock.today(), limit=2)
    if digits and len(found) == 1:
        return redirect("staff:customer", found[0].pk)
    return redirect(f"{reverse('staff:customers')}?{urlencode({'q': digits})}")


tiles.register(
    tiles.Tile(
        "Kunden",
        "staff:customers",
        "?art=kunden",
        Permission.CUSTOMERS_READ,
        lambda _: BusinessPartner.objects.filter(is_customer=True).count(),
    )
)
