"""Who gets the bills of a contract account, and how they are sent."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from kundenwerk.debtors import commands, queries
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.debtors.rules import DELIVERY_LABELS, Delivery
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries.merging import record_of
from kundenwerk.platform.constraints import choices
from kundenwerk.platform.undo import Overtaken
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.forms import Choice, CommandForm, TextField

_REFUSALS: dict[type[Exception], tuple[str, str]] = {
    commands.MailNeeded: (
        "delivery",
        "Beim Empfänger ist keine E-Mail-Adresse hinterlegt. Bitte ergänzen Sie sie zuerst.",
    ),
    commands.PayerNeeded: (
        "recipient",
        "Die Lastschrift läuft über das Konto des jetzigen Empfängers. Er muss Empfänger bleiben.",
    ),
}


class SendingForm(CommandForm):
    """The way of the bills; ``shown`` is what the form was filled with."""

    delivery = forms.ChoiceField(
        label="Rechnungen per", choices=choices(DELIVERY_LABELS), widget=Choice
    )
    recipient = TextField(
        label="Kundennummer des Rechnungsempfängers",
        max_length=20,
        required=False,
        help_text="Leer: die Rechnungen gehen an den Kunden selbst.",
    )
    shown = forms.RegexField(r"^[A-Z]{1,9}\|[0-9]{0,18}$", widget=forms.HiddenInput)

    @classmethod
    def of(cls, account: ContractAccount) -> SendingForm:
        """The form with the present values."""
        recipient = account.invoice_recipient
        shown = f"{account.delivery}|{recipient.pk if recipient else ''}"
        number = recipient.number if recipient else ""
        return cls(initial={"delivery": account.delivery, "recipient": number, "shown": shown})

    def clean_recipient(self) -> BusinessPartner | None:
        """The record behind the number."""
        number = self.cleaned_data["recipient"]
        found = record_of(number) if number else None
        if number and found is None:
            raise forms.ValidationError(
                "Diese Kundennummer gibt es nicht. Bitte suchen Sie sie im Befehlsfeld (Strg K)."
            )
        return found

    def clean_shown(self) -> commands.Sending:
        """The values on the page, by column."""
        delivery, _, recipient = self.cleaned_data["shown"].partition("|")
        return {
            "delivery": delivery,
            "invoice_recipient_id": int(recipient) if recipient else None,
        }


@page(Permission.CONTRACTS_WRITE, methods=("GET", "POST"))
def sending(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show and change who gets the bills, and how."""
    try:
        account = queries.account(account_id)
    except (ContractAccount.DoesNotExist, OverflowError):
        raise Http404 from None
    form = SendingForm(request.POST) if request.method == "POST" else SendingForm.of(account)
    if request.method == "POST" and form.is_valid() and (done := _save(request, account, form)):
        return done
    shown, status = {"account": account, "form": form}, 422 if form.errors else 200
    return render(request, "staff/contracts/sending.html", shown, status=status)


def _save(request: HttpRequest, account: ContractAccount, form: SendingForm) -> HttpResponse | None:
    """The answer to a change; none when the form tells what is wrong."""
    given, call = form.cleaned_data, form.call(request.user.get_username())
    recipient: BusinessPartner | None = given["recipient"]
    try:
        commands.change_sending(
            call,
            account_id=account.pk,
            shown=given["shown"],
            delivery=Delivery(given["delivery"]),
            recipient_id=recipient.pk if recipient else None,
        )
    except (commands.MailNeeded, commands.PayerNeeded) as refusal:
        form.add_error(*_REFUSALS[type(refusal)])
        return None
    except Overtaken as taken:
        title = "Der Weg der Rechnungen wurde inzwischen geändert"
        back = reverse("staff:sending", args=[account.pk])
        return undoing.conflict(request, title, taken.differences, back=back)
    undoing.tell(request, call, "Es bleibt alles, wie es war.")
    return redirect("staff:sending", account.pk)


urlpatterns: list[URLPattern] = [
    path("vertragskonten/<int:account_id>/rechnung/", sending, name="sending"),
]
