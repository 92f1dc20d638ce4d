"""What can follow a finished quote, as an administrator chose and ordered it (AP-108 to AP-110)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role
from kundenwerk.kernel.text import UnusableText
from kundenwerk.platform.clock import today
from kundenwerk.sales.commands.inquiring import take_inquiry
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.options import next_actions
from kundenwerk.sales.rules.options import NextAction, filled
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.quotes.detail import context_of, quote_of
from kundenwerk.ui.forms import CommandForm, DayField, TextField


@dataclass(frozen=True, slots=True)
class Offered:
    """An action as the page shows it.

    Args:
        is_post: it changes something.
        is_elsewhere: it leads to another site.
    """

    label: str
    icon: str
    key: str
    url: str
    is_post: bool = False
    is_elsewhere: bool = False


class InquiryForm(CommandForm):
    """What the customer asks, and who answers."""

    subject = TextField(label="Worum geht es?", max_length=150)
    detail = TextField(label="Einzelheiten", max_length=1000, required=False)
    role = forms.ChoiceField(
        label="Zuständig",
        choices=[(one.value, label) for one, label in ROLE_LABELS.items() if one in STAFF_ROLES],
        initial=Role.SERVICE.value,
    )
    due_on = DayField(label="Fällig am", help_text="Zum Beispiel 1.3. oder +14")

    def clean_due_on(self) -> date:
        """Nobody can answer in the past."""
        due: date = self.cleaned_data["due_on"]
        if due < today():
            raise forms.ValidationError("Dieser Tag ist schon vorbei.")
        return due


@page(Permission.QUOTES_READ)
def show(request: HttpRequest, quote_id: int) -> HttpResponse:
    """What a clerk may want to do after a quote was made."""
    quote = quote_of(quote_id)
    more = {"next_actions": list(_offered(quote))}
    return render(request, "staff/quotes/next.html", context_of(quote, request.user) | more)


# Sign, key and page of each action; those that follow the quote take its id.
_ACTIONS = {
    NextAction.DOCUMENT: ("printer", "d", "quote_make_document"),
    NextAction.OPEN: ("file-text", "o", "quote"),
    NextAction.SEND: ("send", "s", "quote_send"),
    NextAction.FURTHER: ("plus", "n", "quote_new"),
    NextAction.INQUIRY: ("message", "i", "quote_inquiry"),
    NextAction.ACCEPT: ("circle-check", "a", "quote_accept"),
    NextAction.CUSTOMER: ("user", "k", "customer"),
}
_POSTED = {"quote_make_document", "quote_send"}


def _offered(quote: Quote) -> Iterator[Offered]:
    """Every action; own ones take the digits as keys."""
    customer = quote.business_partner
    values = {
        "quote": quote.pk,
        "quote_number": quote.number,
        "business_partner": customer.pk,
        "business_partner_number": customer.number,
    }
    keys = iter("123456789")
    for option in next_actions():
        if option.is_own:
            url = filled(option.address, values)
            is_elsewhere = not option.address.startswith("/")
            sign = "external-link" if is_elsewhere else "arrow-right"
            yield Offered(option.label, sign, next(keys, ""), url, is_elsewhere=is_elsewhere)
        else:
            yield _known(NextAction(option.code), option.label, quote)


def _known(code: NextAction, label: str, quote: Quote) -> Offered:
    icon, key, name = _ACTIONS[code]
    if code is NextAction.DOCUMENT and quote.document_id is not None:
        name = "quote_document"
    if code is NextAction.FURTHER:
        url = f"{reverse(f'staff:{name}')}?kunde={quote.business_partner_id}"
    else:
        whose = quote.business_partner_id if code is NextAction.CUSTOMER else quote.pk
        url = reverse(f"staff:{name}", args=[whose])
    return Offered(label, icon, key, url, is_post=name in _POSTED)


@page(Permission.QUOTES_WRITE, ("GET", "POST"))
def inquiry(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Take what the customer asks beside the quote."""
    quote = quote_of(quote_id)
    form = InquiryForm(request.POST or None, initial={"due_on": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            take_inquiry(
                form.call(request.user.get_username()),
                quote_id=quote_id,
                subject=given["subject"],
                detail=given["detail"],
                role=given["role"],
                due_on=given["due_on"],
            )
        except UnusableText as refusal:
            form.add_error("subject", str(refusal))
        else:
            messages.success(request, "Die Anfrage ist aufgenommen.")
            return redirect("staff:quote", quote_id)
    status = 422 if form.errors else 200
    shown = {"form": form, "quote": quote}
    return render(request, "staff/quotes/inquiry.html", shown, status=status)
