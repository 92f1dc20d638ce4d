"""Forms of the billing pages."""

from __future__ import annotations

from typing import Any

from django import forms

from kundenwerk.billing.rules.vocabulary import KIND_LABELS, InvoiceKind
from kundenwerk.kernel.numbers import NotReadable, parse_decimal
from kundenwerk.ui.forms import Choice, CommandForm, DayField, TextField

ASKABLE = (InvoiceKind.CYCLE, InvoiceKind.INTERIM, InvoiceKind.MONTHLY)


class BillForm(CommandForm):
    """Until when one contract is billed, and the bill that was shown."""

    last_day = DayField(label="Abrechnen bis einschließlich")
    kind = forms.ChoiceField(
        label="Art",
        choices=[(kind.value, KIND_LABELS[kind]) for kind in ASKABLE],
        widget=Choice,
        initial=InvoiceKind.CYCLE.value,
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class RunForm(CommandForm):
    """Which bills a run makes."""

    last_day = DayField(label="Abrechnen bis einschließlich", help_text="Der Stichtag.")
    kind = forms.ChoiceField(
        label="Art",
        choices=[(kind.value, KIND_LABELS[kind]) for kind in ASKABLE],
        widget=Choice,
        initial=InvoiceKind.CYCLE.value,
    )
    issued_on = DayField(label="Rechnungsdatum")


class StartForm(CommandForm):
    """The number of bills, typed as a confirmation that they may leave the house."""

    count = forms.CharField(
        label="Anzahl der Rechnungen",
        max_length=12,
        help_text="Bitte zur Bestätigung eintippen.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, expected: int, **kwargs: Any) -> None:
        self.expected = expected
        super().__init__(*args, **kwargs)

    def clean_count(self) -> int:
        """Refuse another number than that of the preview."""
        try:
            typed = int(parse_decimal(self.cleaned_data["count"], places=0))
        except NotReadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if typed != self.expected:
            raise forms.ValidationError("Das ist nicht die Anzahl der Vorschau.")
        return typed


class ReasonForm(CommandForm):
    """Why a bill is taken back."""

    reason = TextField(label="Grund", max_length=200, help_text="Steht auf der Stornorechnung.")
