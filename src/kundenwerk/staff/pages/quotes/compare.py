"""Up to three tariffs beside each other: on the screen, as PDF, by mail (S10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.correspondence.rules import UnusableAddress
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform.clock import today
from kundenwerk.sales.commands.comparing import Choice, send_comparison, write_comparison
from kundenwerk.sales.queries import customers
from kundenwerk.sales.queries.comparing import MOST_COMPARED, NothingToCompare, compared
from kundenwerk.sales.rules.entries import Incomplete
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.quotes.frame import Frame, context, open_frame, step_url
from kundenwerk.staff.pages.quotes.tariff import filters_of
from kundenwerk.staff.pages.quotes.texts import REFUSALS, field_and_sentence
from kundenwerk.ui.forms import CommandForm, TextField

PICKED = "vergleich"


class SendForm(CommandForm):
    """Where the comparison goes."""

    email = TextField(label="E-Mail", max_length=254)


def picked(query: QueryDict) -> list[int]:
    """The tariff versions the address names, in the order they were chosen."""
    texts = dict.fromkeys(query.getlist(PICKED))
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= 18]


def address_of(request: HttpRequest, draft_id: UUID) -> str:
    """The comparison with everything the address of the tariff page says."""
    return f"{reverse('staff:quote_compare', args=[draft_id])}?{request.GET.urlencode()}"


@page(Permission.QUOTES_WRITE)
def show(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The chosen tariffs beside each other."""
    return _page(open_frame(request, draft_id, Step.TARIFF))


@page(Permission.QUOTES_WRITE, ("POST",))
def document(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Set the comparison as a PDF and show it."""
    frame = open_frame(request, draft_id, Step.TARIFF)
    form = CommandForm(request.POST)
    if not form.is_valid():
        return _page(frame)
    try:
        call = form.call(request.user.get_username()).derive("print")
        made = write_comparison(call, choice=_choice(frame), day=today())
    except (NothingToCompare, Incomplete):
        return _page(frame)
    except REFUSALS as refusal:
        messages.error(request, field_and_sentence(refusal)[1])
        return _page(frame)
    return redirect("staff:document", made)


@page(Permission.QUOTES_WRITE, ("POST",))
def send(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Mail the comparison."""
    frame = open_frame(request, draft_id, Step.TARIFF)
    form = SendForm(request.POST)
    if form.is_valid():
        address = form.cleaned_data["email"]
        try:
            call = form.call(request.user.get_username()).derive("send")
            send_comparison(call, choice=_choice(frame), address=address, day=today())
        except UnusableAddress:
            form.add_error("email", "Bitte prüfen Sie die E-Mail-Adresse.")
        except (NothingToCompare, Incomplete):
            return _page(frame)
        except REFUSALS as refusal:
            form.add_error(None, field_and_sentence(refusal)[1])
        else:
            messages.success(request, f"Der Vergleich geht an {address} hinaus.")
            return redirect(address_of(request, draft_id))
    return _page(frame, form)


def _choice(frame: Frame) -> Choice:
    data, query = _data(frame), frame.request.GET
    filters = filters_of(_plain(query), data)
    return Choice(
        data=data,
        version_ids=picked(query)[:MOST_COMPARED],
        new_customer_bonus=filters.new_customer_bonus,
        instant_bonus=filters.instant_bonus,
    )


def _plain(query: QueryDict) -> Mapping[str, str]:
    return {name: str(query[name]) for name in query}


def _data(frame: Frame) -> dict[str, str]:
    """The draft with the consumption the address names."""
    query = frame.request.GET
    typed = {name: query[name][:15] for name in ("annual_kwh", "offpeak_kwh") if name in query}
    return frame.data | typed


def _page(frame: Frame, form: SendForm | None = None) -> HttpResponse:
    request, choice = frame.request, _choice(frame)
    back = f"{step_url(frame.draft_id, Step.TARIFF)}?{request.GET.urlencode()}"
    try:
        shown = compared(choice.data, choice.version_ids, choice.filters, day=today())
    except NothingToCompare:
        messages.info(request, "Wählen Sie zuerst bis zu drei Tarife zum Vergleichen.")
        return redirect(back)
    except Incomplete:
        return redirect(step_url(frame.draft_id, Step.BASIS))
    known = customers.record(choice.business_partner, day=today())
    mail = known.contact(ContactKind.EMAIL) if known else frame.data.get("email", "")
    more = {
        "shown": shown,
        "choices": [(offer, _choosing(back, offer.version.pk)) for offer in shown.offers],
        "form": form or SendForm(initial={"email": mail}),
        "action": CommandForm(),
        "query": request.GET.urlencode(),
        "to_tariffs": back,
    }
    status = 422 if form and form.errors else 200
    values = context(frame, choice.data, **more)
    return render(request, "staff/quotes/compare.html", values, status=status)


def _choosing(back: str, version_id: int) -> str:
    """The tariff page with this tariff chosen."""
    kept: Sequence[str] = [
        part for part in back.split("?", 1)[1].split("&") if not part.startswith("tariff_version=")
    ]
    return f"{back.split('?', 1)[0]}?{'&'.join([*kept, f'tariff_version={version_id}'])}"
