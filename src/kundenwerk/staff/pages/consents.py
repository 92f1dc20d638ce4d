"""What a customer agreed to: what holds, the proof, another answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kundenwerk.parties.commands import record_consents
from kundenwerk.parties.models import BusinessPartner, Consent
from kundenwerk.parties.queries.consents import consents_of, standings
from kundenwerk.parties.rules.consent import (
    CONSENT_CHANNEL_LABELS,
    CONSENT_PURPOSE_LABELS,
    CONSENT_SOURCE_LABELS,
    LONGEST_PROOF,
    LONGEST_WORDING,
    ConsentAnswer,
    ConsentChannel,
    ConsentEntry,
    ConsentPurpose,
    ConsentRefused,
    ConsentSource,
)
from kundenwerk.platform import clock
from kundenwerk.platform.constraints import choices
from kundenwerk.sales.queries.settings import settings
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.pages.emptied import leads_on
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import Choice, CommandForm, DayField, Several, TextField

ANSWERS = {"ja": ConsentAnswer.GRANTED, "nein": ConsentAnswer.REVOKED}
# Nobody at a desk receives an answer through the link of a mail.
_SOURCES = {
    code: label for code, label in CONSENT_SOURCE_LABELS.items() if code is not ConsentSource.LINK
}


class ConsentForm(CommandForm):
    """One answer for one purpose and any number of channels."""

    answer = forms.ChoiceField(
        label="Antwort",
        choices=[("GRANTED", "Einwilligung"), ("REVOKED", "Widerruf oder Widerspruch")],
        widget=Choice,
    )
    channels = forms.MultipleChoiceField(
        label="Wege",
        choices=choices(CONSENT_CHANNEL_LABELS),
        widget=Several,
        error_messages={"required": "Bitte wählen Sie, für welche Wege das gilt."},
    )
    purpose = forms.ChoiceField(label="Zweck", choices=choices(CONSENT_PURPOSE_LABELS))
    source = forms.ChoiceField(label="Erhalten", choices=choices(_SOURCES))
    given_on = DayField(label="Erklärt am")
    wording = forms.CharField(
        label="Wortlaut",
        max_length=LONGEST_WORDING,
        required=False,
        widget=forms.Textarea,
        help_text="Genau das, was vorgelesen oder gezeigt wurde. Bei einem Widerruf unnötig.",
    )
    proof = TextField(
        label="Nachweis",
        max_length=LONGEST_PROOF,
        required=False,
        help_text="Wo er liegt: Formular, Aufzeichnung, E-Mail.",
    )

    def entries(self) -> list[ConsentEntry]:
        """The answers that were typed."""
        given = self.cleaned_data
        return [
            ConsentEntry(
                channel=ConsentChannel(code),
                answer=ConsentAnswer(given["answer"]),
                source=ConsentSource(given["source"]),
                given_on=given["given_on"],
                purpose=ConsentPurpose(given["purpose"]),
                wording=given["wording"] if given["answer"] == ConsentAnswer.GRANTED else "",
                proof=given["proof"],
            )
            for code in given["channels"]
        ]


@page(Permission.CUSTOMERS_READ, ("GET", "POST"))
@leads_on
def consents(request: HttpRequest, business_partner_id: int) -> HttpResponse:
    """Everything somebody agreed to or refused; POST notes another answer."""
    business_partner = _find(business_partner_id)
    if request.method == "GET" and "export" in request.GET:
        return _file(request, business_partner)
    form, may_write = _form(request), may(request.user, Permission.CUSTOMERS_WRITE)
    if request.method == "POST" and not may_write:
        return render(request, "staff/forbidden.html", status=403)
    if request.method == "POST" and form.is_valid():
        try:
            record_consents(
                form.call(request.user.get_username()),
                business_partner_id=business_partner.pk,
                entries=form.entries(),
                day=clock.today(),
            )
        except ConsentRefused as refusal:
            form.add_error(refusal.field, refusal.reason)
        else:
            messages.success(request, "Die Antwort ist vermerkt und gilt ab sofort.")
            return redirect("staff:consents", business_partner.pk)
    shown = {
        "business_partner": business_partner,
        "standings": standings(business_partner.pk),
        "history": consents_of(business_partner.pk),
        "form": form,
        "may_write": may_write,
    }
    status = 422 if form.errors else 200
    return render(request, "staff/customers/consents.html", shown, status=status)


def _find(business_partner_id: int) -> BusinessPartner:
    found = (
        BusinessPartner.objects.filter(pk=business_partner_id).first()
        if business_partner_id < 2**63
        else None
    )
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest) -> ConsentForm:
    """The form; the address may say which answer is to be noted (``?antwort=nein&weg=EMAIL``)."""
    wanted, way = request.GET.get("antwort", ""), request.GET.get("weg", "")
    purpose = request.GET.get("zweck", "")
    start: dict[str, Any] = {
        "answer": ANSWERS.get(wanted, ConsentAnswer.GRANTED).value,
        "channels": [way] if way in set(ConsentChannel) else [],
        "purpose": purpose if purpose in set(ConsentPurpose) else ConsentPurpose.ADVERTISING.value,
        "given_on": clock.today(),
        "wording": settings().lead_consent_text,
    }
    return ConsentForm(request.POST or None, initial=start)


def _file(request: HttpRequest, business_partner: BusinessPartner) -> HttpResponse:
    """The answers as proof."""
    heads = ["Weg", "Zweck", "Antwort", "Erklärt am", "Erhalten", "Nachweis", "Wortlaut"]
    heads += ["Vermerkt von", "Vermerkt am"]
    rows = [_line(one) for one in consents_of(business_partner.pk)]
    sheet = Sheet(f"einwilligungen-{business_partner.number}", heads, rows, clock.today())
    return sheet_response(sheet, request)


def _line(one: Consent) -> list[Any]:
    return [
        one.get_channel_display(),
        one.get_purpose_display(),
        one.get_answer_display(),
        one.given_on,
        one.get_source_display(),
        one.proof,
        one.wording,
        one.noted_by,
        one.noted_at.date(),
    ]


urlpatterns = [path("kunden/<int:business_partner_id>/einwilligungen/", consents, name="consents")]
