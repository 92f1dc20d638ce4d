"""Other programs: keys for the API, and who is told of hand-overs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.accounts import tokens
from kundenwerk.accounts.models import ApiToken
from kundenwerk.accounts.roles import SCOPE_LABELS, Scope
from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.clock import now, today
from kundenwerk.platform.constraints import choices
from kundenwerk.sales import commands
from kundenwerk.sales.gateways import SIGNATURE
from kundenwerk.sales.models import HandoverNotice
from kundenwerk.sales.queries.handovers import endpoint, notices
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.forms import CommandForm, DayField, NameField, TextField

USUAL_LIFE = timedelta(days=365)


class TokenForm(CommandForm):
    """A key for another program."""

    name = NameField(label="Name des Programms", max_length=60)
    scopes = forms.MultipleChoiceField(
        label="Rechte", choices=choices(SCOPE_LABELS), widget=forms.CheckboxSelectMultiple
    )
    last_day = DayField(label="Gilt bis")


class EndpointForm(CommandForm):
    """Who is told of hand-overs."""

    address = TextField(label="Adresse", max_length=300, required=False)
    secret = TextField(
        label="Gemeinsames Geheimnis",
        max_length=200,
        required=False,
        help_text="Leer lassen, um das jetzige zu behalten.",
    )
    is_on = forms.BooleanField(label="Übergaben melden", required=False)


@page(Permission.SETTINGS_READ)
def interfaces(request: HttpRequest) -> HttpResponse:
    """Keys, the receiver, the last notices."""
    return _page(request)


def _page(
    request: HttpRequest,
    *,
    token_form: TokenForm | None = None,
    endpoint_form: EndpointForm | None = None,
    **more: Any,
) -> HttpResponse:
    known = endpoint()
    first = {"address": known.address, "is_on": known.is_on} if known else {}
    shown = {
        "tokens": tokens.tokens(),
        "scopes": {scope.value: label for scope, label in SCOPE_LABELS.items()},
        "token_form": token_form or TokenForm(initial={"last_day": today() + USUAL_LIFE}),
        "endpoint_form": endpoint_form or EndpointForm(initial=first),
        "again": CommandForm(),
        "notices": notices(),
        "signature": SIGNATURE,
        **more,
    }
    wrong = any(form is not None and form.errors for form in (token_form, endpoint_form))
    return render(request, "staff/interfaces/page.html", shown, status=422 if wrong else 200)


@page(Permission.SETTINGS_WRITE, ("POST",))
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a key and show it, this once."""
    form = TokenForm(request.POST)
    if form.is_valid():
        given, text = form.cleaned_data, tokens.new_text()
        try:
            tokens.make_token(
                form.call(request.user.get_username()),
                name=given["name"],
                scopes=tuple(Scope(code) for code in given["scopes"]),
                last_day=given["last_day"],
                text_hash=tokens.fingerprint(text),
                start=text[:10],
                day=today(),
            )
        except tokens.TokenNameTaken:
            form.add_error("name", "Einen Schlüssel mit diesem Namen gibt es schon.")
        except tokens.EndsTooEarly:
            form.add_error("last_day", "Der letzte Tag liegt in der Vergangenheit.")
        else:
            return _page(request, new_token=text)
    return _page(request, token_form=form)


@page(Permission.SETTINGS_WRITE, ("POST",))
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Shut a program out."""
    form = CommandForm(request.POST)
    if form.is_valid():
        try:
            tokens.revoke_token(
                form.call(request.user.get_username()), token_id=token_id, day=today()
            )
        except (ApiToken.DoesNotExist, OverflowError):
            raise Http404 from None
        messages.success(request, "Der Schlüssel ist gesperrt.")
    return redirect("staff:interfaces")


@page(Permission.SETTINGS_WRITE, ("POST",))
def save_endpoint(request: HttpRequest) -> HttpResponse:
    """Say who is told of hand-overs."""
    form = EndpointForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.save_endpoint(form.call(request.user.get_username()), **_without_key(given))
        except commands.EndpointIncomplete:
            form.add_error("address", "Zum Einschalten braucht es Adresse und Geheimnis.")
        except UnusableText as wrong:
            form.add_error("address", str(wrong))
        else:
            messages.success(request, "Die Einstellungen sind gespeichert.")
            return redirect("staff:interfaces")
    return _page(request, endpoint_form=form)


def _without_key(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "key"}


@page(Permission.SETTINGS_WRITE, ("POST",))
def send_again(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Try a notice again that was given up."""
    form = CommandForm(request.POST)
    if form.is_valid():
        try:
            commands.send_again(
                form.call(request.user.get_username()), notice_id=notice_id, at=now()
            )
        except (HandoverNotice.DoesNotExist, OverflowError):
            raise Http404 from None
        messages.success(request, "Die Meldung wird noch einmal versucht.")
    return redirect("staff:interfaces")


urlpatterns = [
    path("schnittstellen/", interfaces, name="interfaces"),
    path("schnittstellen/schluessel/", make_token, name="token_make"),
    path("schnittstellen/schluessel/<int:token_id>/sperren/", revoke_token, name="token_revoke"),
    path("schnittstellen/empfaenger/", save_endpoint, name="endpoint_save"),
    path("schnittstellen/meldung/<int:notice_id>/", send_again, name="notice_again"),
]
