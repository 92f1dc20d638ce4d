"""Credit of a quote's customer: what is known, a question to a service, a class by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.credit import CREDIT_LABELS, CreditClass
from kundenwerk.kernel.text import UnusableText
from kundenwerk.market.commands.lookups import Moment
from kundenwerk.market.queries import providers
from kundenwerk.market.rules.lookups import ProviderKind, Service
from kundenwerk.parties.rules.credit import (
    BY_HAND,
    CREDIT_REASON_LABELS,
    CreditEntry,
    CreditReason,
    CreditRefused,
)
from kundenwerk.platform.clock import now, today
from kundenwerk.platform.constraints import choices
from kundenwerk.sales.commands.rating import Asked, ask_credit, note_credit
from kundenwerk.sales.queries.credit import Person, credit_hint, customer_of
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.quotes.frame import Frame, open_frame, step_url
from kundenwerk.ui.forms import Choice, CommandForm, DayField, TextField

_USUAL_MONTHS = 6  # only what the field proposes


class CreditForm(CommandForm):
    """Why somebody is asked about; the class only where it is noted by hand."""

    reason = forms.ChoiceField(
        label="Berechtigter Grund", choices=choices(CREDIT_REASON_LABELS), widget=Choice
    )
    expires_on = DayField(label="Verwendbar bis")
    klass = forms.ChoiceField(
        label="Klasse", choices=choices(CREDIT_LABELS), widget=Choice, required=False
    )
    note = TextField(label="Worauf sie beruht", max_length=300, required=False)


@page(Permission.QUOTES_WRITE, ("GET", "POST"))
def credit(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show and note the credit of the customer; it never stands in the way of the quote."""
    frame, day = open_frame(request, draft_id, Step.PARTIES), today()
    person = None if frame.is_over else customer_of(frame.data, day=day)
    if person is None:
        messages.info(request, "Für die Bonität brauchen wir zuerst Anschrift und Namen.")
        return redirect(step_url(draft_id, Step.PARTIES))
    form = CreditForm(
        request.POST or None,
        initial={"reason": CreditReason.CONTRACT.value,
                 "expires_on": add_months(day, _USUAL_MONTHS)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _note(frame, person, form)
        except CreditRefused as refusal:
            form.add_error(refusal.field, refusal.reason)
        except UnusableText as refusal:
            form.add_error("note", str(refusal))
    return _page(frame, person, form)


def _note(frame: Frame, person: Person, form: CreditForm) -> HttpResponse:
    given, day = form.cleaned_data, today()
    call = form.call(frame.request.user.get_username())
    asked = Asked(reason=CreditReason(given["reason"]), expires_on=given["expires_on"])
    if "ask" in frame.request.POST:
        if asked.expires_on < day:
            raise CreditRefused("expires_on", "Das Ende liegt in der Vergangenheit.")
        found = ask_credit(
            Moment(call, day, now()), draft_id=frame.draft_id, person=person, asked=asked
        )
        if found.answer is None:
            messages.error(
                frame.request,
                "Die Bonitätsauskunft antwortet nicht. Sie können eine Klasse von Hand eintragen "
                "oder ohne weitermachen.",
            )
            return redirect("staff:quote_credit", frame.draft_id)
        messages.success(frame.request, f"Auskunft eingeholt: {CREDIT_LABELS[found.answer.klass]}.")
        return redirect(step_url(frame.draft_id, Step.PARTIES))
    if not given["klass"]:
        raise CreditRefused("klass", "Bitte wählen Sie die Klasse.")
    entry = CreditEntry(
        klass=CreditClass(given["klass"]),
        reason=asked.reason,
        source=BY_HAND,
        rated_on=day,
        expires_on=asked.expires_on,
        note=given["note"],
    )
    note_credit(call, draft_id=frame.draft_id, mark=person.mark, entry=entry)
    messages.success(frame.request, f"Bonität notiert: {CREDIT_LABELS[entry.klass]}.")
    return redirect(step_url(frame.draft_id, Step.PARTIES))


def _page(frame: Frame, person: Person, form: CreditForm) -> HttpResponse:
    shown: dict[str, Any] = {
        "person": person,
        "form": form,
        "credit": credit_hint(frame.data, day=today()),
        "may_ask": providers.is_on(Service.CREDIT, ProviderKind.HTTP),
        "back": step_url(frame.draft_id, Step.PARTIES),
    }
    status = 422 if form.errors else 200
    return render(frame.request, "staff/quotes/credit.html", shown, status=status)
