"""One quote: summary, calculation, document, what can be done next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenwerk.correspondence.queries import pdf
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.platform.clock import today
from kundenwerk.platform.undo import Difference
from kundenwerk.sales import commands
from kundenwerk.sales.commands import Supplement
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries import quotes
from kundenwerk.sales.queries.grid import suppliers
from kundenwerk.sales.queries.kinds import kind_labels
from kundenwerk.sales.queries.options import situation_of, situations
from kundenwerk.sales.rules.price_parts import price_parts
from kundenwerk.sales.rules.vocabulary import (
    ACCEPTANCE_LABELS,
    QUOTE_LABELS,
    Acceptance,
    QuoteAction,
    QuoteState,
    RejectionReason,
)
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages.quotes.forms import Accepting, Rejecting
from kundenwerk.staff.pages.quotes.texts import REFUSALS, field_and_sentence
from kundenwerk.ui.forms import CommandForm


@page(Permission.QUOTES_READ)
def show(request: HttpRequest, quote_id: int) -> HttpResponse:
    """The quote page."""
    return render(request, "staff/quotes/quote.html", context_of(quote_of(quote_id), request.user))


@page(Permission.QUOTES_READ)
def document(_request: HttpRequest, quote_id: int) -> HttpResponse:
    """The document as PDF; set by a job right after the quote was made."""
    quote = quote_of(quote_id)
    if quote.document_id is None:
        raise Http404
    response = HttpResponse(pdf(quote.document_id), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="Angebot-{quote.number}.pdf"'
    return response


@page(Permission.QUOTES_WRITE, ("POST",))
def make_document(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Set the document now, then show it."""
    form = CommandForm(request.POST)
    quote = quote_of(quote_id)
    if form.is_valid():
        try:
            commands.write_quote(form.call(request.user.get_username()), quote_id=quote.pk)
        except REFUSALS as refusal:
            messages.error(request, field_and_sentence(refusal)[1])
            return redirect("staff:quote", quote_id)
    return redirect("staff:quote_document", quote_id)


@page(Permission.QUOTES_WRITE, ("POST",))
def send(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Mail the quote to the customer."""
    form = CommandForm(request.POST)
    quote = quote_of(quote_id)
    if form.is_valid():
        try:
            commands.send_quote(form.call(request.user.get_username()), quote_id=quote.pk)
        except REFUSALS as refusal:
            messages.error(request, field_and_sentence(refusal)[1])
        else:
            messages.success(request, _("Das Angebot geht per E-Mail hinaus."))
    return redirect("staff:quote", quote_id)


@page(Permission.QUOTES_WRITE, ("GET", "POST"))
def accept(request: HttpRequest, quote_id: int) -> HttpResponse:
    """The customer accepts; then there is a contract."""
    quote = quote_of(quote_id)
    form = Accepting(request.POST or None, initial={"accepted_on": today()})
    _ask_only_what_is_open(form, quote)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            contract_id = commands.accept_quote(
                form.call(request.user.get_username()),
                quote_id=quote.pk,
                accepted_on=given["accepted_on"],
                how=Acceptance(given["how"]),
                supplement=_supplement(given),
                day=today(),
                # Not ticked says nothing; only the customer himself can refuse.
                early_start=given.get("early_start") or None,
            )
        except TransitionNotAllowed as decided:
            return _decided(request, quote_id, QuoteState.ACCEPTED, decided)
        except REFUSALS as refusal:
            field, sentence = field_and_sentence(refusal)
            form.add_error(field if field in form.fields else None, sentence)
        else:
            messages.success(request, _("Das Angebot ist angenommen, der Vertrag ist angelegt."))
            return redirect("staff:contract", contract_id)
    status = 422 if form.errors else 200
    return render(
        request,
        "staff/quotes/accept.html",
        context_of(quote, request.user) | {"form": form},
        status=status,
    )


@page(Permission.QUOTES_WRITE, ("GET", "POST"))
def decline(request: HttpRequest, quote_id: int) -> HttpResponse:
    """The customer does not want the quote."""
    quote = quote_of(quote_id)
    form = Rejecting(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            call = form.call(request.user.get_username())
            commands.decline_quote(
                call,
                quote_id=quote.pk,
                reason=RejectionReason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
                day=today(),
            )
        except TransitionNotAllowed as decided:
            return _decided(request, quote_id, QuoteState.DECLINED, decided)
        except REFUSALS as refusal:
            form.add_error(None, field_and_sentence(refusal)[1])
        else:
            undoing.tell(request, call)
            return redirect("staff:quote", quote_id)
    status = 422 if form.errors else 200
    more = context_of(quote, request.user) | {"form": form}
    return render(request, "staff/quotes/decline.html", more, status=status)


def _decided(
    request: HttpRequest, quote_id: int, wanted: QuoteState, decided: TransitionNotAllowed
) -> HttpResponse:
    """A colleague has decided meanwhile."""
    present = quote_of(quote_id)
    label = QUOTE_LABELS[QuoteState(decided.state)]
    when = f" am {format_day(present.decided_on)}" if present.decided_on else ""
    return undoing.conflict(
        request,
        f"Angebot {present.number} ist schon {label}",
        [Difference("Status", QUOTE_LABELS[wanted], f"{label}{when}")],
        back=reverse("staff:quote", args=[quote_id]),
    )


def quote_of(quote_id: int) -> Quote:
    """The quote of an address.

    Raises:
        Http404: there is none.
    """
    try:
        return quotes.quote(quote_id)
    except (Quote.DoesNotExist, OverflowError):
        raise Http404 from None


def context_of(quote: Quote, user: Any) -> dict[str, Any]:
    """What every page about a quote shows."""
    return {
        "quote": quote,
        "calculation": quote.calculation,
        "situation": situation_of(quote),
        "credit": quote.credit_rating if may(user, Permission.CREDIT_READ) else None,
        "kind": kind_labels().get(quote.energy_kind, quote.energy_kind),
        "is_open": QuoteAction.ACCEPT in quotes.actions(quote),
        "how": {code.value: label for code, label in ACCEPTANCE_LABELS.items()}.get(
            quote.decided_how, ""
        ),
        "parts": price_parts(quote.calculation.trace),
        "last_day_before": _day_before(quote.previous_contract_end),
        "action": CommandForm(),
        "today": today(),
    }


def _day_before(day: date | None) -> date | None:
    return day - ONE_DAY if day else None


def _ask_only_what_is_open(form: Accepting, quote: Quote) -> None:
    if quote.business_partner.kind != BusinessPartnerKind.PERSON:
        del form.fields["early_start"]
    if quote.situation:
        del form.fields["situation"]
    else:
        form.fields["situation"].choices = situations()  # type: ignore[attr-defined]
    if quote.previous_supplier_id:
        del form.fields["previous_supplier"]
    else:
        options = suppliers(Commodity(quote.supply_point.commodity))
        form.fields["previous_supplier"].choices = [("", "keiner"), *options]  # type: ignore[attr-defined]
    if quote.payment_method or quote.contract_account_id:
        del form.fields["payment_method"]
    if quote.bank_account_id or quote.contract_account_id:
        del form.fields["iban"], form.fields["holder"]


def _supplement(given: dict[str, Any]) -> Supplement:
    method = given.get("payment_method")
    return Supplement(
        situation=given.get("situation", ""),
        previous_supplier_id=given.get("previous_supplier"),
        payment_method=PaymentMethod(method) if method else None,
        iban=given.get("iban", ""),
        holder=given.get("holder", ""),
    )
