"""The form of a rejection: why, and whether somebody may come back to it (S8, DEC-07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import NotReadable, parse_kwh
from kundenwerk.sales.commands import LeadWish
from kundenwerk.sales.rules.leads import LeadData, usable_code
from kundenwerk.sales.rules.stages import LeadSource
from kundenwerk.staff.pages.leads.forms import ConsentFields, coming_day
from kundenwerk.staff.pages.quotes.forms import Rejecting as Reason
from kundenwerk.ui.forms import DayField

_TYPED = ("first_name", "last_name", "phone", "email")
_PLACE = ("street", "house_number", "postcode", "town")


class Rejecting(Reason, ConsentFields):
    """Why nobody wants the quote; with consent, who wants to be approached later."""

    agreed = forms.BooleanField(
        label="Der Interessent ist einverstanden: als Lead speichern", required=False
    )
    first_name = forms.CharField(label="Vorname", max_length=200, required=False)
    last_name = forms.CharField(label="Nachname", max_length=200, required=False)
    phone = forms.CharField(label="Telefon", max_length=60, required=False)
    email = forms.CharField(label="E-Mail", max_length=300, required=False)
    call_on = DayField(
        label="Wieder ansprechen am", required=False, help_text="Zum Beispiel +30 oder 1.3.2027"
    )

    def __init__(self, *args: Any, data_of_draft: Mapping[str, str], **kwargs: Any) -> None:
        self.known = data_of_draft
        start = {name: data_of_draft.get(name, "") for name in _TYPED}
        super().__init__(*args, initial=start, **kwargs)
        self.fields["how"].required = False
        for name in _TYPED:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_call_on(self) -> date | None:
        """The return lies ahead."""
        day: date | None = self.cleaned_data["call_on"]
        return coming_day(day) if day else None

    def clean(self) -> dict[str, Any]:
        """How the consent was given is asked only where there is one."""
        given = super().clean() or {}
        if given.get("agreed") and not given.get("how"):
            self.add_error("how", "Bitte wählen Sie, wie die Einwilligung erteilt wurde.")
        return given

    def wish(self, commodity: Commodity | None) -> LeadWish | None:
        """The lead to be; None without consent. The command checks what was typed."""
        given = self.cleaned_data
        if not given["agreed"]:
            return None
        plain: dict[str, Any] = {name: given[name] for name in _TYPED}
        plain |= {name: self.known.get(name, "") for name in _PLACE}
        data = LeadData(
            commodity=commodity,
            annual_kwh=self._kwh(),
            source=LeadSource.REJECTION,
            response_code=usable_code(self.known.get("response_code", "")),
            **plain,
        )
        return LeadWish(data=data, consent=self.consent())

    def _kwh(self) -> int | None:
        try:
            return int(parse_kwh(self.known.get("annual_kwh", ""))) or None
        except NotReadable:
            return None
