"""Logins of customers: service sends a fresh link, locks what was misused, ends sessions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from kundenwerk.accounts import people
from kundenwerk.accounts.models import User
from kundenwerk.staff import listing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import PORTAL_LOGINS
from kundenwerk.staff.pages.logins import acts

_PAGE = "staff:portal_login"


@page(Permission.PORTAL_LOGINS_READ)
def logins(request: HttpRequest) -> HttpResponse:
    """Every login of a customer."""
    return listing.show(request, PORTAL_LOGINS)


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
    path("kundenzugaenge/<int:user_id>/", login, name="portal_login"),
    path("kundenzugaenge/<int:user_id>/schalten/", switch, name="portal_login_switch"),
    path("kundenzugaenge/<int:user_id>/link/", send_link, name="portal_login_link"),
    path("kundenzugaenge/<int:user_id>/sitzungen/", end_sessions, name="portal_login_sessions"),
]
