"""Addresses of a record that was merged into another lead on to that one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from kundenwerk.parties.queries.merging import kept_instead
from kundenwerk.staff.access import SAFE

_WHO: Final = "business_partner_id"
View = Callable[..., HttpResponse]


def leads_on(view: View) -> View:
    """Show the page of the record that is kept; what was sent is to be looked at again there."""

    @functools.wraps(view)
    def led(request: HttpRequest, business_partner_id: int, **more: Any) -> HttpResponse:
        other = kept_instead(business_partner_id)
        if other is None:
            return view(request, business_partner_id, **more)
        match = request.resolver_match
        if request.method in SAFE and match:
            address = reverse(match.view_name, kwargs={**match.kwargs, _WHO: other})
            return HttpResponseRedirect(address)
        messages.info(
            request, "Dieser Kunde wurde inzwischen zusammengeführt. Bitte hier noch einmal."
        )
        return redirect("staff:customer", other)

    return led
