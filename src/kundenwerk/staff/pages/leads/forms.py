"""Forms of leads: who it is, what they agreed to, what comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from kundenwerk.accounts import queries as accounts
from kundenwerk.kernel.energy import Commodity
from kundenwerk.market.rules.vocabulary import COMMODITY_LABELS
from kundenwerk.parties.rules.person import (
    KIND_LABELS,
    SALUTATION_LABELS,
    BusinessPartnerKind,
    Salutation,
)
from kundenwerk.platform import clock
from kundenwerk.platform.constraints import choices
from kundenwerk.sales.models import Lead
from kundenwerk.sales.queries.leads import data_of
from kundenwerk.sales.queries.settings import settings
from kundenwerk.sales.rules.leads import Consent, LeadData
from kundenwerk.sales.rules.stages import (
    CONSENT_LABELS,
    LOSS_LABELS,
    NEXT_STEP_LABELS,
    SOURCE_LABELS,
    ConsentHow,
    LeadSource,
    LossReason,
)
from kundenwerk.staff.access import GRANTS, Permission
from kundenwerk.ui.forms import Choice, CommandForm, DayField, KwhField, TextField

FARTHEST = timedelta(days=3 * 366)


def owners() -> list[tuple[str, str]]:
    """Who may look after leads."""
    roles = [role for role, granted in GRANTS.items() if Permission.LEADS_WRITE in granted]
    return [("", "niemand"), *accounts.colleagues(roles)]


def coming_day(day: date) -> date:
    """A day to plan for.

    Raises:
        ValidationError: it is over, or more than three years ahead.
    """
    if day < clock.today():
        raise forms.ValidationError("Dieser Tag ist schon vorbei.")
    if day > clock.today() + FARTHEST:
        raise forms.ValidationError("Höchstens drei Jahre im Voraus.")
    return day


class LeadForm(CommandForm):
    """What is known of a lead."""

    kind = forms.ChoiceField(
        label="Art", choices=choices(KIND_LABELS), widget=Choice, initial="PERSON"
    )
    salutation = forms.ChoiceField(
        label="Anrede", choices=choices(SALUTATION_LABELS), initial="NEUTRAL"
    )
    first_name = forms.CharField(label="Vorname", max_length=200, required=False)
    last_name = forms.CharField(label="Nachname", max_length=200, required=False)
    organisation_name = forms.CharField(label="Firma", max_length=200, required=False)
    phone = forms.CharField(label="Telefon", max_length=60, required=False)
    email = forms.CharField(label="E-Mail", max_length=300, required=False)
    street = forms.CharField(label="Straße", max_length=200, required=False)
    house_number = forms.CharField(label="Hausnummer", max_length=20, required=False)
    postcode = forms.CharField(label="Postleitzahl", max_length=20, required=False)
    town = forms.CharField(label="Ort", max_length=200, required=False)
    commodity = forms.ChoiceField(
        label="Sparte",
        choices=[("", "noch offen"), *choices(COMMODITY_LABELS)],
        widget=Choice,
        required=False,
    )
    annual_kwh = KwhField(label="Jahresverbrauch in kWh", required=False)
    contract_end = DayField(
        label="Bisheriger Vertrag bis", required=False, help_text="Der letzte Tag, soweit bekannt."
    )
    source = forms.ChoiceField(label="Herkunft", choices=choices(SOURCE_LABELS), initial="PHONE")
    response_code = forms.CharField(
        label="Aktionscode", max_length=40, required=False, help_text="Vom Flyer oder Anschreiben."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, mode in (("postcode", "numeric"), ("email", "email"), ("phone", "tel")):
            self.fields[name].widget.attrs["inputmode"] = mode
        for name in self.fields:
            self.fields[name].widget.attrs.setdefault("autocomplete", "off")

    def entered(self) -> LeadData:
        """What was typed; the command checks it."""
        given = self.cleaned_data
        plain = (
            "first_name", "last_name", "organisation_name", "phone", "email", "street",
            "house_number", "postcode", "town", "response_code",
        )  # fmt: skip
        return LeadData(
            kind=BusinessPartnerKind(given["kind"]),
            salutation=Salutation(given["salutation"]),
            commodity=Commodity(given["commodity"]) if given["commodity"] else None,
            annual_kwh=int(given["annual_kwh"]) if given["annual_kwh"] is not None else None,
            contract_end=given["contract_end"],
            source=LeadSource(given["source"]),
            **{name: given[name] for name in plain},
        )


class ChangedLead(LeadForm):
    """A lead that is changed; ``version`` is what the form was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def shown(lead: Lead) -> dict[str, Any]:
        """The fields as they are stored."""
        data = data_of(lead)
        return {name: getattr(data, name) for name in LeadForm.base_fields if name != "key"} | {
            "version": lead.version
        }


class ConsentFields(forms.Form):
    """What somebody agreed to; the text is read out or shown before."""

    how = forms.ChoiceField(label="Einwilligung erteilt", choices=choices(CONSENT_LABELS))
    by_phone = forms.BooleanField(label="Anrufe erlaubt", required=False)
    by_email = forms.BooleanField(label="E-Mails erlaubt", required=False)

    @staticmethod
    def text() -> str:
        """What is read out or shown."""
        return settings().lead_consent_text

    def consent(self) -> Consent:
        """The consent as it is stored, with the text of today."""
        given = self.cleaned_data
        return Consent(
            how=ConsentHow(given["how"]),
            text=self.text(),
            by_phone=given["by_phone"],
            by_email=given["by_email"],
        )


class NewLead(LeadForm, ConsentFields):
    """A lead with the consent it needs."""

    agreed = forms.BooleanField(
        label="Der Text wurde vorgelesen oder gezeigt, die Einwilligung liegt vor",
        error_messages={"required": "Ohne Einwilligung speichern wir niemanden."},
    )
    anyway = forms.BooleanField(widget=forms.HiddenInput, required=False)
    owner = forms.ChoiceField(label="Zuständig", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners()  # type: ignore[attr-defined]


class PlanForm(CommandForm):
    """What comes next, until when, and who does it."""

    step = forms.ChoiceField(label="Schritt", choices=choices(NEXT_STEP_LABELS))
    due_on = DayField(label="Fällig am", help_text="Zum Beispiel +14 oder 1.3.2027")
    owner = forms.ChoiceField(label="Zuständig", required=False)
    note = TextField(label="Bemerkung", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners()  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        """Plans lie ahead."""
        return coming_day(self.cleaned_data["due_on"])


class DoneForm(CommandForm):
    """What came of the planned step."""

    note = TextField(label="Ergebnis", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["placeholder"] = "Ergebnis, freiwillig"


class LossForm(CommandForm):
    """Why a lead is lost."""

    reason = forms.ChoiceField(
        label="Grund",
        choices=[
            (code.value, label)
            for code, label in LOSS_LABELS.items()
            if code not in {LossReason.EXPIRED, LossReason.NO_CONSENT}
        ],
    )
    note = TextField(label="Bemerkung", max_length=300, required=False)


class LeadNote(CommandForm):
    """A note on the time line of a lead."""

    text = TextField(label="Notiz", max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["placeholder"] = "Notiz schreiben"
