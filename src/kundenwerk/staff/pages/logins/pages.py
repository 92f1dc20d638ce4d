"""Logins of staff: the list, an invitation, one login with everything done with it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from kundenwerk.accounts.commands import administering, inviting
from kundenwerk.accounts.models import User
from kundenwerk.accounts.queries import people
from kundenwerk.platform.commands import Call
from kundenwerk.platform.undo import Overtaken
from kundenwerk.staff import listing, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import LOGINS
from kundenwerk.staff.pages.logins import acts
from kundenwerk.staff.pages.logins.forms import (
    FIELDS,
    ChangeForm,
    InvitationForm,
    LoginForm,
    role_of,
)
from kundenwerk.staff.pages.logins.sight import every_sight
from kundenwerk.ui.forms import CommandForm

_PAGE = "staff:login"
_CHANGE_REFUSALS = (
    inviting.AddressTaken,
    administering.OwnLogin,
    administering.LastAdministrator,
)


@page(Permission.LOGINS_READ)
def logins(request: HttpRequest) -> HttpResponse:
    """Every login of staff."""
    more = {
        "may_write": may(request.user, Permission.LOGINS_WRITE),
        "factor_demanded": settings.REQUIRE_MFA,
    }
    return listing.show(request, LOGINS, more, "staff/logins/list.html")


@page(Permission.LOGINS_WRITE, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """Make a login and invite its owner."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in FIELDS}
        given |= {"username": form.cleaned_data["username"], "role": role_of(form)}
        call = form.call(request.user.get_username())
        try:
            made = inviting.invite(call, **given, site=acts.site(request))
        except (inviting.LoginNameTaken, inviting.AddressTaken) as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Die Einladung geht an {given['email']}.")
            return redirect(_PAGE, made)
    return _render(request, "staff/logins/new.html", form, {})


@page(Permission.LOGINS_READ)
def login(request: HttpRequest, user_id: int) -> HttpResponse:
    """One login: who, as what, from where, and what was done with it."""
    found = _stored(user_id)
    return _login(request, found, ChangeForm.of(found))


@page(Permission.LOGINS_WRITE, methods=("POST",))
def save(request: HttpRequest, user_id: int) -> HttpResponse:
    """Keep name, address and role."""
    found, form = _stored(user_id), ChangeForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username())
        try:
            administering.change_login(
                call, user_id=user_id, shown=form.cleaned_data["shown"], wanted=form.wanted()
            )
        except _CHANGE_REFUSALS as refusal:
            form.tell(refusal)
        except Overtaken as taken:
            title = f"Der Zugang {found.username} wurde inzwischen geändert"
            back = reverse(_PAGE, args=[user_id])
            return undoing.conflict(request, title, taken.differences, back=back)
        else:
            undoing.tell(request, call, "Es bleibt alles, wie es war.")
            return redirect(_PAGE, user_id)
    return _login(request, found, form)


@page(Permission.LOGINS_WRITE, methods=("POST",))
def switch(request: HttpRequest, user_id: int) -> HttpResponse:
    """Lock or open a login."""
    return acts.switch(request, _PAGE, _stored(user_id))


@page(Permission.LOGINS_WRITE, methods=("POST",))
def send_link(request: HttpRequest, user_id: int) -> HttpResponse:
    """Invite again, or let a forgotten password be replaced."""
    return acts.send_link(request, _PAGE, _stored(user_id))


@page(Permission.LOGINS_WRITE, methods=("POST",))
def end_sessions(request: HttpRequest, user_id: int) -> HttpResponse:
    """Sign somebody out, here or everywhere."""
    return acts.end_sessions(request, _PAGE, _stored(user_id))


@page(Permission.LOGINS_WRITE, methods=("POST",))
def remove_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    """Help somebody who lost the second factor."""
    found = _stored(user_id)

    def work(call: Call) -> str:
        administering.remove_second_factor(call, user_id=user_id)
        return f"Der zweite Faktor ist entfernt. {found.shown_name} erfährt es per E-Mail."

    return acts.act(request, CommandForm(request.POST), _PAGE, found, work)


def _stored(user_id: int) -> User:
    found = people.staff_logins().filter(pk=user_id).first()
    if found is None:
        raise Http404
    return found


def _login(request: HttpRequest, found: User, form: ChangeForm) -> HttpResponse:
    is_own = found.pk == request.user.pk
    may_write = may(request.user, Permission.LOGINS_WRITE)
    shown = acts.about(found) | {
        "is_own": is_own,
        "may_write": may_write,
        "may_act": may_write and not is_own,
        "factor_demanded": settings.REQUIRE_MFA,
        "chosen_role": found.role,
    }
    return _render(request, "staff/logins/login.html", form, shown)


def _render(
    request: HttpRequest, template: str, form: LoginForm, shown: dict[str, Any]
) -> HttpResponse:
    shown = {"form": form, "sights": every_sight(), **shown}
    return render(request, template, shown, status=422 if form.errors else 200)


urlpatterns = [
    path("zugaenge/", logins, name="logins"),
    path("zugaenge/neu/", new, name="login_new"),
    path("zugaenge/<int:user_id>/", login, name="login"),
    path("zugaenge/<int:user_id>/speichern/", save, name="login_save"),
    path("zugaenge/<int:user_id>/schalten/", switch, name="login_switch"),
    path("zugaenge/<int:user_id>/link/", send_link, name="login_link"),
    path("zugaenge/<int:user_id>/sitzungen/", end_sessions, name="login_sessions"),
    path("zugaenge/<int:user_id>/zweiter-faktor/", remove_factor, name="login_factor"),
]
