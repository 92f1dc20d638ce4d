"""Whoever finds no tariff may ask to be told later; nothing is kept without consent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.parties.rules.person import UnusableData
from kundenwerk.platform.clock import today
from kundenwerk.platform.limits import Limit
from kundenwerk.portal import carts
from kundenwerk.portal.access import public
from kundenwerk.portal.forms import Wishing
from kundenwerk.sales.commands import create_lead
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.leads import Consent, LeadData, usable_code
from kundenwerk.sales.rules.stages import ConsentHow, LeadSource

WISHES = Limit("public-wishes", most=10, seconds=3600)


@public(("GET", "POST"), sends=WISHES)
def wish(request: HttpRequest) -> HttpResponse:
    """Name, mail address and consent become a lead (DEC-07)."""
    asked = {name: request.GET.get(name, "")[:20] for name in ("plz", "aktion")}
    text = settings().lead_consent_text
    form = Wishing(request.POST or None, initial=asked)
    form.fields["consent"].label = text
    if request.method == "POST" and form.is_valid():
        try:
            _keep(form, text)
        except UnusableData as wrong:
            for name, sentence in wrong.errors.items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            return redirect("public:wished")
    status = 422 if form.errors else 200
    return render(request, "public/wish.html", {"form": form}, status=status)


def _keep(form: Wishing, text: str) -> None:
    given = form.cleaned_data
    create_lead(
        form.call(carts.ACTOR),
        data=LeadData(
            first_name=given["first_name"],
            last_name=given["last_name"],
            email=given["email"],
            postcode=given["plz"],
            source=LeadSource.WEBSITE,
            response_code=usable_code(given["aktion"]),
        ),
        consent=Consent(how=ConsentHow.ONLINE, text=text, by_phone=False, by_email=True),
        owner="",
        day=today(),
        anyway=True,
    )


@public()
def wished(request: HttpRequest) -> HttpResponse:
    """It is noted."""
    return render(request, "public/wished.html")
