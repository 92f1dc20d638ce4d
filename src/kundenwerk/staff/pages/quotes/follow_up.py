"""Coming back to a quote: on a chosen day, or with the summary at once (CD-31)."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.kernel.numbers import format_day
from kundenwerk.platform import clock
from kundenwerk.platform.undo import Overtaken
from kundenwerk.sales import commands
from kundenwerk.sales.commands import FollowUpPlanned, NotOpen, OutsideBinding
from kundenwerk.sales.models import FollowUp, Quote
from kundenwerk.sales.queries.follow_ups import plans_of
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.quotes.texts import REFUSALS, field_and_sentence
from kundenwerk.ui.forms import CommandForm, DayField, TextField

NOT_OPEN = "Das Angebot ist nicht mehr offen. Es wird nicht mehr nachgefasst."


class FollowUpForm(CommandForm):
    """When to come back to a quote, and how."""

    due_on = DayField(label="Am", help_text="Zum Beispiel +3 oder 28.11.")
    with_mail = forms.BooleanField(
        label="Zusammenfassung an dem Tag per E-Mail schicken", required=False
    )
    note = TextField(label="Bemerkung zur Aufgabe", max_length=300, required=False)


def _quote(quote_id: int) -> Quote:
    try:
        return load(quote_id)
    except (Quote.DoesNotExist, OverflowError):
        raise Http404 from None


@page(Permission.QUOTES_WRITE, ("GET", "POST"))
def follow_up(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Plan to come back, and see what was planned."""
    quote, today = _quote(quote_id), clock.today()
    form = FollowUpForm(
        request.POST or None,
        initial={"due_on": _proposed(quote, today), "with_mail": True},
    )
    if request.method == "POST" and form.is_valid():
        call, given = form.call(request.user.get_username()), form.cleaned_data
        try:
            commands.plan_follow_up(
                call,
                quote_id=quote_id,
                due_on=given["due_on"],
                with_mail=given["with_mail"],
                note=given["note"],
                day=today,
            )
        except NotOpen:
            form.add_error(None, NOT_OPEN)
        except OutsideBinding as refusal:
            until = format_day(refusal.until)
            form.add_error("due_on", f"Bitte wählen Sie einen Tag von heute bis {until}.")
        except FollowUpPlanned:
            form.add_error("due_on", "Für diesen Tag ist das Nachfassen schon geplant.")
        else:
            undoing.tell(request, call, "Das Nachfassen ist geplant.")
            return redirect("staff:quote", quote_id)
    shown = {
        "quote": quote,
        "form": form,
        "plans": plans_of(quote_id),
        "action": CommandForm(),
        "is_open": quote.state == "OPEN" and quote.binding_until >= today,
    }
    status = 422 if form.errors else 200
    return render(request, "staff/quotes/follow_up.html", shown, status=status)


def _proposed(quote: Quote, today: date) -> date:
    return max(today, min(today + timedelta(days=3), quote.binding_until))


@page(Permission.QUOTES_WRITE, ("POST",))
def cancel(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Drop a plan."""
    form = CommandForm(request.POST)
    quote_id = FollowUp.objects.filter(pk=plan_id).values_list("quote_id", flat=True).first()
    if quote_id is None:
        raise Http404
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(plan_id)
        try:
            commands.cancel_follow_up(call, plan_id=plan_id)
        except Overtaken:
            messages.info(request, "Dieses Nachfassen ist schon geschehen oder entfallen.")
        else:
            messages.success(request, "Das Nachfassen entfällt.")
    return redirect("staff:quote_follow_up", quote_id)


@page(Permission.QUOTES_WRITE, ("POST",))
def send_summary(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Mail the essentials of the quote again."""
    form, quote = CommandForm(request.POST), _quote(quote_id)
    if form.is_valid():
        try:
            call = form.call(request.user.get_username()).derive("summary")
            commands.send_summary(call, quote_id=quote.pk)
        except REFUSALS as refusal:
            messages.error(request, field_and_sentence(refusal)[1])
        else:
            messages.success(request, "Die Zusammenfassung geht per E-Mail hinaus.")
    return redirect("staff:quote", quote_id)
