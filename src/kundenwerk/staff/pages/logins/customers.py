"""Logins of customers: service makes them, sends links, locks them, ends sessions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.accounts.commands import inviting
from kundenwerk.accounts.models import User
from kundenwerk.accounts.queries import people
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.clock import today
from kundenwerk.staff import listing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import PORTAL_LOGINS
from kundenwerk.staff.pages.logins import acts
from kundenwerk.staff.pages.logins.forms import CustomerForm

_PAGE = "staff:portal_login"


@page(Permission.PORTAL_LOGINS_READ)
def logins(request: HttpRequest) -> HttpResponse:
    """Every login of a customer, or those of one customer."""
    whose = request.GET.get("kunde", "")
    more = {
        "may_write": may(request.user, Permission.PORTAL_LOGINS_WRITE),
        "whose": _record(whose),
    }
    return listing.show(request, PORTAL_LOGINS, more, "staff/logins/customers.html")


@page(Permission.PORTAL_LOGINS_WRITE, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """Make a login for a customer."""
    whose = _record(request.GET.get("kunde", ""))
    form = CustomerForm(request.POST or None, initial={"number": whose.number if whose else ""})
    if request.method == "POST" and form.is_valid():
        customer: BusinessPartner = form.cleaned_data["number"]
        try:
            made = inviting.invite_customer(
                form.call(request.user.get_username()),
                business_partner_id=customer.pk,
                day=today(),
                site=acts.public_site(request),
            )
        except inviting.AddressUnknown:
            form.add_error("number", "Beim Kunden ist keine E-Mail-Adresse hinterlegt.")
        except (inviting.AddressTaken, inviting.LoginNameTaken):
            form.add_error("number", "Die hinterlegte E-Mail-Adresse hat schon einen Zugang.")
        else:
            messages.success(request, f"Ein Link zum Anmelden geht an {customer}.")
            return redirect(_PAGE, made)
    shown = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "staff/logins/customer_new.html", shown, status=status)


def _record(text: str) -> BusinessPartner | None:
    is_id = text.isdecimal() and text.isascii() and len(text) < 19
    return BusinessPartner.objects.filter(pk=int(text)).first() if is_id else None


@page(Permission.PORTAL_LOGINS_READ)
def login(request: HttpRequest, user_id: int) -> HttpResponse:
    """One login: whose, from where, and what was done with it."""
    may_write = may(request.user, Permission.PORTAL_LOGINS_WRITE)
    shown = acts.about(_stored(user_id)) | {"may_act": may_write}
    return render(request, "staff/logins/customer.html", shown)


@page(Permission.PORTAL_LOGINS_WRITE, methods=("POST",))
def switch(request: HttpRequest, user_id: int) -> HttpResponse:
    """Lock or open a login."""
    return acts.switch(request, _PAGE, _stored(user_id))


@page(Permission.PORTAL_LOGINS_WRITE, methods=("POST",))
def send_link(request: HttpRequest, user_id: int) -> HttpResponse:
    """Mail a fresh link into the portal."""
    return acts.send_link(request, _PAGE, _stored(user_id))


@page(Permission.PORTAL_LOGINS_WRITE, methods=("POST",))
def end_sessions(request: HttpRequest, user_id: int) -> HttpResponse:
    """Sign the customer out, on one device or everywhere."""
    return acts.end_sessions(request, _PAGE, _stored(user_id))


def _stored(user_id: int) -> User:
    found = people.portal_logins().filter(pk=user_id).first()
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("kundenzugaenge/", logins, name="portal_logins"),
    path("kundenzugaenge/neu/", new, name="portal_login_new"),
    path("kundenzugaenge/<int:user_id>/", login, name="portal_login"),
    path("kundenzugaenge/<int:user_id>/schalten/", switch, name="portal_login_switch"),
    path("kundenzugaenge/<int:user_id>/link/", send_link, name="portal_login_link"),
    path("kundenzugaenge/<int:user_id>/sitzungen/", end_sessions, name="portal_login_sessions"),
]
