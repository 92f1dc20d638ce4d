"""Reasons of loss: what was rejected, declined or ran out, by reason, tariff and month."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.platform import clock
from kundenwerk.sales.queries.losses import Losses, losses
from kundenwerk.sales.rules.stages import LOSS_LABELS
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.exports import Sheet, sheet_response
from kundenwerk.ui.forms import DayField

USUAL_MONTHS = 6


class Span(forms.Form):
    """The days the statistic covers."""

    von = DayField(label="Von", required=False)
    bis = DayField(label="Bis", required=False)

    def clean(self) -> dict[str, date]:
        """The end lies after the beginning."""
        given = super().clean() or {}
        if given.get("von") and given.get("bis") and given["von"] > given["bis"]:
            self.add_error("bis", "Das Ende liegt vor dem Anfang.")
        return given


@page(Permission.QUOTES_READ)
def loss_reasons(request: HttpRequest) -> HttpResponse:
    """The statistic, or its rows as a file."""
    today = clock.today()
    usual = {"von": add_months(today.replace(day=1), 1 - USUAL_MONTHS), "bis": today}
    form = Span(request.GET if {"von", "bis"} & set(request.GET) else None, initial=usual)
    chosen = usual
    if form.is_bound and form.is_valid():
        chosen = {name: form.cleaned_data.get(name) or day for name, day in usual.items()}
    found = losses(chosen["von"], chosen["bis"] + ONE_DAY)
    if "export" in request.GET:
        return _file(request, found, today)
    decided = found.total + found.won
    shown = {
        "form": form,
        "span": chosen,
        "losses": found,
        "tables": [("Nach Grund", found.by("reason")), ("Nach Tarif", found.by("tariff"))],
        "most_shown": found.shown.most_common(10),
        "rate": round(100 * found.won / decided) if decided else None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "staff/quotes/losses.html", shown, status=status)


def _file(request: HttpRequest, found: Losses, today: date) -> HttpResponse:
    heads = ["Monat", "Grund", "Tarif", "Anzahl"]
    rows = sorted(found.rows, key=lambda row: (row.month, row.reason.value, row.tariff))
    lines = (
        [f"{row.month:%m.%Y}", LOSS_LABELS[row.reason], row.tariff or "ohne Angebot", row.count]
        for row in rows
    )
    return sheet_response(Sheet("verlustgruende", heads, lines, today), request)


urlpatterns = [path("angebote/verluste/", loss_reasons, name="loss_reasons")]
