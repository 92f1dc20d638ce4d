"""Customers: the list, the page that answers everything, notes, the master data."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.parties import queries as parties
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries import CustomerFilter
from kundenwerk.platform import clock
from kundenwerk.platform.undo import Overtaken
from kundenwerk.staff import listing, recent, tiles, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import CUSTOMERS
from kundenwerk.staff.pages import customer_view
from kundenwerk.staff.pages.emptied import leads_on
from kundenwerk.ui.forms import CommandForm, TextField
from kundenwerk.work import commands as work
from kundenwerk.work.rules import EntryKind


class NoteForm(CommandForm):
    """A note on the time line."""

    text = TextField(label="Notiz", max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["placeholder"] = "Notiz schreiben"


@page(Permission.CUSTOMERS_READ)
def customers(request: HttpRequest) -> HttpResponse:
    """The list of customers and prospects."""
    more = {"may_quote": may(request.user, Permission.QUOTES_WRITE)}
    return listing.show(request, CUSTOMERS, more, "staff/customers/page.html")


@page(Permission.CUSTOMERS_READ)
def customer(request: HttpRequest, business_partner_id: int) -> HttpResponse:
    """One customer with contracts, money, time line and what can be done."""
    try:
        view = customer_view.build(
            business_partner_id, clock.today(), _kinds(request), request.user
        )
    except BusinessPartner.DoesNotExist:
        raise Http404 from None
    if other := view.customer.business_partner.merged_into_id:
        messages.info(request, f"{view.customer.business_partner.number} steht jetzt hier.")
        return redirect("staff:customer", other)
    recent.remember(request, str(view.customer.business_partner), request.path)
    shown = {
        "view": view,
        "chips": customer_view.CHIPS,
        "chip": request.GET.get("verlauf", ""),
        "note": NoteForm(),
        "form": CommandForm(),
        "may_write": may(request.user, Permission.CUSTOMERS_WRITE),
    }
    return render(request, "staff/customers/customer.html", shown)


def _kinds(request: HttpRequest) -> tuple[EntryKind, ...]:
    return customer_view.CHIPS.get(request.GET.get("verlauf", ""), ("", ()))[1]


@page(Permission.CUSTOMERS_WRITE, methods=("POST",))
@leads_on
def add_note(request: HttpRequest, business_partner_id: int) -> HttpResponse:
    """Keep a note as typed and show it at the top of the time line."""
    form = NoteForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username())
        work.add_note(
            call,
            business_partner_id=business_partner_id,
            text=form.cleaned_data["text"],
            at=clock.now(),
        )
        undoing.tell(request, call)
    else:
        messages.error(request, f"Die Notiz wurde nicht gespeichert: {_first_error(form)}")
    return redirect("staff:customer", business_partner_id)


@page(Permission.CUSTOMERS_WRITE, methods=("POST",))
def remove_note(request: HttpRequest, business_partner_id: int, entry_id: int) -> HttpResponse:
    """Take one's own note off the time line."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(entry_id)
        try:
            work.remove_note(call, entry_id=entry_id)
        except work.NotOwnNote:
            messages.error(request, "Nur wer eine Notiz geschrieben hat, kann sie entfernen.")
        except Overtaken:
            messages.info(request, "Diese Notiz ist schon entfernt.")
        else:
            undoing.tell(request, call)
    return redirect("staff:customer", business_partner_id)


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
