"""What can be done with one login, whoever's it is: lock, send a link, end sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kundenwerk.accounts.commands import administering
from kundenwerk.accounts.models import User
from kundenwerk.accounts.queries import people
from kundenwerk.platform.commands import Call
from kundenwerk.staff import undoing
from kundenwerk.staff.pages.logins.forms import REFUSALS, SessionForm, SwitchForm
from kundenwerk.ui.forms import CommandForm


def about(login: User) -> dict[str, Any]:
    """What the page of a login shows beside its form."""
    return {
        "login": login,
        "state": people.state_of(login),
        "sessions": people.sessions_of(login)[:50],
        "history": people.history_of(login)[:50],
        "again": CommandForm(),
    }


def site(request: HttpRequest) -> str:
    """Where this installation is reached, for links in mails."""
    return request.build_absolute_uri("/")


def public_site(request: HttpRequest) -> str:
    """Where customers reach this installation, for links in their mails."""
    return f"{settings.PUBLIC_URL}/" if settings.PUBLIC_URL else site(request)


def act(
    request: HttpRequest, form: CommandForm, page: str, login: User, work: Callable[[Call], str]
) -> HttpResponse:
    """Run a command, say what it did or why not, and go back to the page of the login."""
    if form.is_valid():
        call = form.call(request.user.get_username())
        try:
            said = work(call)
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)][1])
        else:
            undoing.tell(request, call, said)
    return redirect(page, login.pk)


def switch(request: HttpRequest, page: str, login: User) -> HttpResponse:
    """Lock or open the login."""
    form = SwitchForm(request.POST)

    def work(call: Call) -> str:
        is_active = form.cleaned_data["is_active"] == "1"
        administering.switch_login(call, user_id=login.pk, is_active=is_active)
        return "Es bleibt alles, wie es war."

    return act(request, form, page, login, work)


def send_link(request: HttpRequest, page: str, login: User) -> HttpResponse:
    """Mail the link that fits the login."""
    where = site(request) if login.works_here else public_site(request)

    def work(call: Call) -> str:
        administering.send_link(call, user_id=login.pk, site=where)
        return f"Ein Link geht an {login.email}."

    return act(request, CommandForm(request.POST), page, login, work)


def end_sessions(request: HttpRequest, page: str, login: User) -> HttpResponse:
    """End one session, or all of them."""
    form = SessionForm(request.POST)

    def work(call: Call) -> str:
        chosen = form.cleaned_data["session"]
        ended = administering.end_sessions(call, user_id=login.pk, session_id=chosen)
        return f"{ended} Sitzung{'' if ended == 1 else 'en'} beendet."

    return act(request, form, page, login, work)
