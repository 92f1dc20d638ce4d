"""A customer who has logged in asks for a quote: another tariff, or a new supply point."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.correspondence.queries import pdf
from kundenwerk.platform.clock import today
from kundenwerk.platform.limits import Limit, wait_seconds
from kundenwerk.portal.access import page
from kundenwerk.portal.forms import OwnForm
from kundenwerk.sales import commands
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.board import Filters
from kundenwerk.sales.queries.calculator import Calculated, calculated
from kundenwerk.sales.queries.consumer import contract_summary
from kundenwerk.sales.queries.customers import contract_accounts, supply_point_values, supply_points
from kundenwerk.sales.queries.kinds import energy_kinds
from kundenwerk.sales.queries.places import places
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.ui.forms import CommandForm
from kundenwerk.ui.responses import pdf_response

# Every quote takes a number, a document and a clerk's time.
QUOTES = Limit("portal-quotes", most=10, seconds=3600)
_LONGEST = 80
_NAMES = tuple(OwnForm.base_fields)


@page(("GET", "POST"))
def quoting(request: HttpRequest, business_partner_id: int) -> HttpResponse:
    """Tariffs for an own or a new supply point; POST makes the quote of one."""
    given = request.POST if request.method == "POST" else request.GET
    own = str(business_partner_id)
    values = _values(own, {name: given.get(name, "").strip()[:_LONGEST] for name in _NAMES})
    errors: dict[str, str] = {}
    if request.method == "POST":
        answer, errors = _ask(request, business_partner_id, values)
        if answer is not None:
            return answer
    found = None
    if values.get("postcode") or values.get("supply_point"):
        try:
            found = calculated(values | {"next_possible": "1"}, Filters(), day=today())
        except Incomplete as wrong:
            errors = wrong.errors | errors
    return render(
        request,
        "portal/quoting.html",
        _shown(own, values, found, errors),
        status=422 if errors else 200,
    )


def _values(own: str, asked: dict[str, str]) -> dict[str, str]:
    """The answers; an own supply point brings its place, somebody else's brings nothing."""
    taken = supply_point_values(own, asked["supply_point"], day=today())
    if not taken:
        return asked | {"supply_point": ""}
    typed = {"annual_kwh": asked["annual_kwh"]} if asked["annual_kwh"] else {}
    return asked | taken | typed | {"business_partner": own}


def _ask(
    request: HttpRequest, business_partner_id: int, values: dict[str, str]
) -> tuple[HttpResponse | None, dict[str, str]]:
    form = CommandForm(request.POST)
    if not form.is_valid():
        return None, {"tariff_version": "Bitte wählen Sie den Tarif noch einmal."}
    if wait := wait_seconds(QUOTES, str(business_partner_id)):
        return render(request, "public/too_often.html", {"wait": wait}, status=429), {}
    call = form.call(request.user.get_username())
    chosen = {
        "tariff_version": request.POST.get("tarif", "")[:18],
        "conditions": ",".join(request.POST.getlist("conditions")),
        "contract_account": request.POST.get("contract_account", "")[:18],
        "next_possible": "1",
    }
    try:
        quote_id = commands.quote_for_oneself(
            call, business_partner_id=business_partner_id, values=values | chosen, day=today()
        )
    except Incomplete as wrong:
        return None, wrong.errors
    except (commands.NotTheirs, commands.AccountNotAllowed):
        return None, {"tariff_version": "Bitte wählen Sie die Angaben noch einmal."}
    try:
        commands.send_quote(call.derive("send"), quote_id=quote_id)
    except (commands.NoEmailAddress, commands.CompanyUnknown):
        messages.info(request, "Wir senden Ihnen das Angebot zu.")
    else:
        messages.success(request, "Das Angebot ist auch per E-Mail unterwegs.")
    return redirect("portal:quote", quote_id), {}


def _shown(
    own: str, values: dict[str, str], found: Calculated | None, errors: dict[str, str]
) -> dict[str, Any]:
    form = OwnForm(values)
    form.offer_choice("energy_kind", [(kind.code, kind.label) for kind in energy_kinds()])
    towns = places(values.get("postcode", ""))
    if len(towns) > 1:
        form.offer("town", [(one.town, one.town) for one in towns])
    else:
        del form.fields["town"]
    form.show({name if name in form.fields else "postcode": text for name, text in errors.items()})
    cards = found.board.cards if found else []
    prefetch_related_objects([card.tier for card in cards], "conditions")
    allowed = values.get("supply_point") or settings().existing_account_for_new_supply_point
    return {
        "form": form,
        "found": found,
        "cards": cards,
        "values": {name: values.get(name, "") for name in _NAMES},
        "points": supply_points(own),
        "accounts": contract_accounts(own) if allowed else [],
        "key": CommandForm(),
    }


@page()
def quote(request: HttpRequest, business_partner_id: int, quote_id: int) -> HttpResponse:
    """One of the customer's own quotes; a foreign one does not exist."""
    found = _own(business_partner_id, quote_id)
    shown = {"quote": found, "rows": contract_summary(found)}
    return render(request, "portal/quote.html", shown)


@page()
def quote_document(_request: HttpRequest, business_partner_id: int, quote_id: int) -> HttpResponse:
    """The same as PDF."""
    found = _own(business_partner_id, quote_id)
    if found.document_id is None:
        raise Http404
    return pdf_response(pdf(found.document_id), found.number)


def _own(business_partner_id: int, quote_id: int) -> Quote:
    mine = Quote.objects.filter(pk=quote_id, business_partner_id=business_partner_id)
    if not mine.exists():
        raise Http404
    return load(quote_id)
