"""A quote behind its link: look, order, or say no; whoever holds the link is the customer."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.contracts.rules.deadlines import starts_early
from kundenwerk.correspondence.queries import pdf
from kundenwerk.debtors.rules import PaymentMethod
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.parties.rules.person import BusinessPartnerKind
from kundenwerk.platform.clock import now, today
from kundenwerk.portal.access import public
from kundenwerk.portal.forms import Answering, Declining
from kundenwerk.portal.refusals import REFUSALS, field_and_sentence
from kundenwerk.sales.commands import Declared, Supplement, accept_by_link, decline_quote
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.consumer import contract_summary
from kundenwerk.sales.queries.grid import suppliers
from kundenwerk.sales.queries.links import quote_behind
from kundenwerk.sales.queries.options import situations, switching
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.online import BUTTON
from kundenwerk.sales.rules.vocabulary import BankAccountDuty, QuoteState, RejectionReason
from kundenwerk.ui.responses import pdf_response

ACTOR = "link"
Page = Callable[[HttpRequest, Quote, str], HttpResponse]


def _behind(request: HttpRequest, token: str, page: Page) -> HttpResponse:
    """A page for an open quote; for any other what has become of it."""
    quote = quote_behind(token)
    if quote is None:
        return render(request, "public/offer_gone.html", {"is_unknown": True}, status=404)
    if quote.state != QuoteState.OPEN or quote.binding_until < today():
        is_answered = quote.state in {QuoteState.ACCEPTED, QuoteState.DECLINED}
        status = 200 if is_answered else 410
        return render(request, "public/offer_gone.html", {"quote": quote}, status=status)
    return page(request, quote, token)


@public(("GET", "POST"))
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """The quote with the button that orders it."""
    return _behind(request, token, _offer)


def _offer(request: HttpRequest, quote: Quote, token: str) -> HttpResponse:
    form = Answering(request.POST or None)
    form.ask_only(_open(quote))
    if "previous_supplier" in form.fields:
        pairs = suppliers(Commodity(quote.supply_point.commodity))
        form.fields["previous_supplier"].choices = [("", "bitte wählen"), *pairs]  # type: ignore[attr-defined]
    if "situation" in form.fields:
        form.fields["situation"].choices = situations()  # type: ignore[attr-defined]
        form.switching = switching()
    if request.method == "POST" and form.is_valid():
        try:
            _accept(form, quote)
        except TransitionNotAllowed:
            return redirect("public:offer", token)
        except REFUSALS as refusal:
            field, sentence = field_and_sentence(refusal)
            form.add_error(field if field in form.fields else None, sentence)
        else:
            return redirect("public:offer", token)
    shown = {
        "form": form,
        "quote": quote,
        "rows": contract_summary(quote),
        "button": BUTTON,
        "document": reverse("public:offer_document", args=[token]),
        "decline": reverse("public:offer_decline", args=[token]),
    }
    return render(request, "public/offer.html", shown, status=422 if form.errors else 200)


def _open(quote: Quote) -> set[str]:
    """What the quote left open and must be asked now."""
    names = {"early_start"} if _is_early(quote) else set()
    if not quote.situation:
        names |= {"situation", "previous_supplier"}
    if quote.contract_account_id:
        return names
    if not quote.payment_method:
        names.add("payment_method")
    duty = settings().handover_requires_bank_account
    transfers = quote.payment_method == PaymentMethod.TRANSFER
    if not quote.bank_account_id and not (transfers and duty != BankAccountDuty.ALWAYS):
        names |= {"iban", "holder"}
    return names


def _is_early(quote: Quote) -> bool:
    """Whether a consumer must be asked for supply within the time to withdraw."""
    start = quote.requested_start or today()
    return quote.business_partner.kind == BusinessPartnerKind.PERSON and starts_early(
        start, today()
    )


def _accept(form: Answering, quote: Quote) -> None:
    given: dict[str, Any] = form.cleaned_data
    method = given.get("payment_method")
    accept_by_link(
        form.call(ACTOR),
        quote_id=quote.pk,
        supplement=Supplement(
            situation=given.get("situation", ""),
            previous_supplier_id=given.get("previous_supplier"),
            payment_method=PaymentMethod(method) if method else None,
            iban=given.get("iban", ""),
            holder=given.get("holder", ""),
        ),
        declared=Declared(
            now(),
            early_start=given.get("early_start", False),
            terms_id=quote.general_terms_id,
        ),
        day=today(),
    )


@public()
def document(request: HttpRequest, token: str) -> HttpResponse:
    """The quote as PDF."""

    def page(request: HttpRequest, quote: Quote, token: str) -> HttpResponse:
        if quote.document_id is None:
            return redirect("public:offer", token)
        del request
        return pdf_response(pdf(quote.document_id), quote.number)

    return _behind(request, token, page)


@public(("GET", "POST"))
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """The customer says no, with a reason."""
    return _behind(request, token, _decline)


def _decline(request: HttpRequest, quote: Quote, token: str) -> HttpResponse:
    form = Declining(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with contextlib.suppress(TransitionNotAllowed):
            decline_quote(
                form.call(ACTOR),
                quote_id=quote.pk,
                reason=RejectionReason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
                day=today(),
            )
        return redirect("public:offer", token)
    shown = {"form": form, "quote": quote, "back": reverse("public:offer", args=[token])}
    return render(request, "public/decline.html", shown, status=422 if form.errors else 200)
