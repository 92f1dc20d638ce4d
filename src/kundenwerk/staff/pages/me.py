"""A clerk's own preferences, and the played day of a demonstration."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

from kundenwerk.accounts import commands as accounts
from kundenwerk.accounts.models import User
from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.numbers import format_day
from kundenwerk.platform import clock, days
from kundenwerk.platform.commands import Call
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.forms import CommandForm


class Preferences(CommandForm):
    """How a clerk wants the screens."""

    letter_keys = forms.BooleanField(label="Tastenkürzel mit einzelnen Buchstaben", required=False)
    roomy = forms.BooleanField(label="Luftige Darstellung mit höheren Zeilen", required=False)


@page(Permission.START, methods=("GET", "POST"))
def me(request: HttpRequest) -> HttpResponse:
    """Show and keep the preferences."""
    user = request.user
    assert isinstance(user, User)  # the page is for staff
    initial = {"letter_keys": user.letter_keys, "roomy": user.roomy}
    form = Preferences(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in initial}
        call = form.call(user.get_username())
        accounts.save_preferences(call, user_id=user.pk, **wanted)
        undoing.tell(request, call)
        return redirect("staff:me")
    return render(request, "staff/me/page.html", {"form": form})


@page(Permission.CLOCK_WRITE, methods=("POST",))
def play(request: HttpRequest) -> HttpResponse:
    """Move the demonstration's day forward by a day or a month and do the work of those days."""
    present = clock.today()
    by_month = request.POST.get("step") == "month"
    until = add_months(present, 1) if by_month else present + timedelta(days=1)
    try:
        days.play_until(Call(request.user.get_username(), uuid.uuid4()), until)
    except clock.ClockIsReal:
        messages.error(request, "Nur eine Demonstration kann ihren Tag verstellen.")
    else:
        messages.success(request, f"Heute ist jetzt der {format_day(until)}.")
    back = request.POST.get("back", "/")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(iri_to_uri(back) if safe else reverse("staff:start"))
