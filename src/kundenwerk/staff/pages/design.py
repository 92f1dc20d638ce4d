"""Every part of the design system on one page, to look at and to test."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.kernel.money import Money
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.forms import (
    Choice,
    CommandForm,
    DayField,
    DecimalField,
    EuroField,
    KwhField,
    NameField,
    TextField,
)

COLOURS = [
    "brand brand-strong brand-soft brand-line on-brand sun sun-soft on-sun",
    "ink ink-2 ink-3 ground surface surface-2 line line-2 field",
    "ok ok-soft warn warn-soft bad bad-soft info info-soft",
]


class Sample(CommandForm):
    """One field of each kind."""

    name = NameField(label="Name", max_length=70)
    kwh = KwhField(label="Jahresverbrauch in kWh", help_text="Steht auf der letzten Rechnung.")
    price = DecimalField(label="Arbeitspreis in ct/kWh", places=4, required=False)
    amount = EuroField(label="Abschlag in €")
    start = DayField(label="Beginn", help_text="Zum Beispiel 1.3., heute oder +14")
    situation = forms.ChoiceField(
        label="Anlass", choices=[("E01", "Einzug"), ("E03", "Wechsel")], widget=Choice
    )
    state = forms.ChoiceField(
        label="Bundesland", choices=[("BE", "Berlin"), ("NW", "Nordrhein-Westfalen")]
    )
    note = TextField(label="Notiz", max_length=400, required=False, widget=forms.Textarea)
    paper = forms.BooleanField(label="Rechnung auf Papier", required=False)


@page(Permission.SETTINGS_READ)
def design(request: HttpRequest) -> HttpResponse:
    """The parts as they are, and the form before and after a refusal."""
    wrong = {
        "key": str(uuid4()),
        "name": "",
        "kwh": "1,5",
        "amount": "zehn",
        "start": "31.2.",
        "state": "BE",
    }
    shown = {
        "colours": [line.split() for line in COLOURS],
        "empty_form": Sample(prefix="leer"),
        "wrong_form": Sample({f"falsch-{k}": v for k, v in wrong.items()}, prefix="falsch"),
        "credit": Money(-2788),
        "debt": Money(123456),
        "settled": Money(0),
        "price": Decimal("29.85"),
        "use": Decimal(3500),
    }
    return render(request, "staff/design/page.html", shown)
