"""Fields of the quote path; what they mean is decided by the rules of sales."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenwerk.kernel.energy import RegisterCount
from kundenwerk.market.rules.vocabulary import (
    CONCESSION_CLASS_LABELS,
    CONTROL_MODULE_LABELS,
    DEVICE_LABELS,
)
from kundenwerk.parties.rules.person import KIND_LABELS, SALUTATION_LABELS
from kundenwerk.platform.constraints import choices
from kundenwerk.sales.rules.vocabulary import (
    ACCEPTANCE_LABELS,
    NOTED_BY_CLERKS,
    PAYMENT_LABELS,
    REJECTION_LABELS,
    PaymentChoice,
)
from kundenwerk.supply.rules import REGISTER_COUNT_LABELS
from kundenwerk.ui.forms import Choice, CommandForm, DayField, TextField
from kundenwerk.ui.typed import StepForm, Typed, buttons, select, tick


class BasisForm(StepForm):
    """First step."""

    energy_kind = buttons(_("Energieart"), [])
    register_count = select(
        _("Tarifanzahl des Zählers"),
        choices(REGISTER_COUNT_LABELS),
        empty="nicht bekannt",
        required=False,
    )
    postcode = Typed(_("Postleitzahl"), longest=5, mode="numeric", auto="off")
    town = select(_("Ort"), [], empty="Postleitzahl eingeben")
    street = Typed(_("Straße"))
    house_number = Typed(_("Hausnummer"), longest=14)
    state = Typed(_("Bundesland"))
    annual_kwh = Typed(_("Geschätzter Jahresverbrauch in kWh"), longest=15, mode="numeric")
    offpeak_kwh = Typed(_("davon NT in kWh"), longest=15, mode="numeric", required=False)
    start = Typed(_("Gewünschter Lieferbeginn"), longest=10)
    next_possible = tick(_("Nächstmöglicher Termin"))
    smart_meter = tick(_("Intelligentes Messsystem (iMSys) vorhanden"))
    conventional_meter = tick(_("Noch ein konventioneller Zähler (mit Drehscheibe)"))
    control_module = select(
        _("Reduzierung nach § 14a EnWG"),
        [(code, label) for code, label in choices(CONTROL_MODULE_LABELS) if code != "NONE"],
        empty="keine steuerbare Verbrauchseinrichtung",
        required=False,
    )
    device = select(
        _("Was gesteuert werden darf"), choices(DEVICE_LABELS), empty="nichts", required=False
    )
    grid_operator = select(
        _("Netzbetreiber"), [], empty="wird aus der Adresse ermittelt", required=False
    )
    concession_class = select(
        _("Größe der Gemeinde"),
        choices(CONCESSION_CLASS_LABELS),
        empty="wird aus der Adresse ermittelt",
        required=False,
    )
    grid_match = buttons(_("Hier gibt es mehrere Netzbetreiber"), [])
    response_code = Typed(_("Aktionscode"), longest=20, required=False)
    business_partner = Typed("", widget=forms.HiddenInput, required=False)
    supply_point = Typed("", widget=forms.HiddenInput, required=False)

    def __init__(self, values: Mapping[str, str], *, is_taken: bool = False) -> None:
        super().__init__(values)
        self.fields["state"].widget.attrs |= {"readonly": "readonly", "tabindex": "-1"}
        if is_taken:  # the address of a supply point is not changed in a quote
            for name in ("postcode", "street", "house_number"):
                self.fields[name].widget.attrs["readonly"] = "readonly"
        if values.get("next_possible") == "1":
            self.fields["start"].widget.attrs["readonly"] = "readonly"
        if values.get("register_count") != RegisterCount.DUAL:
            self.fields["offpeak_kwh"].widget.attrs["disabled"] = "disabled"


def _person_fields(prefix: str) -> dict[str, Typed]:
    named = {
        "kind": buttons(_("Art"), choices(KIND_LABELS), initial="PERSON"),
        "salutation": select(_("Anrede"), choices(SALUTATION_LABELS), required=False),
        "title": Typed(_("Titel"), longest=40, required=False),
        "first_name": Typed(_("Vorname"), required=False),
        "last_name": Typed(_("Nachname")),
        "organisation_name": Typed(_("Firma"), longest=120, required=False),
        "birth_date": Typed(_("Geburtsdatum"), longest=10, required=False),
        "email": Typed(_("E-Mail"), longest=254, mode="email", required=False),
        "phone": Typed(_("Telefon"), longest=30, mode="tel", required=False),
        "other_address": tick(_("Adresse weicht von der Lieferadresse ab")),
        "own_street": Typed(_("Straße")),
        "own_house_number": Typed(_("Hausnummer"), longest=14, required=False),
        "own_postcode": Typed(_("Postleitzahl"), longest=5, mode="numeric"),
        "own_town": Typed(_("Ort")),
    }
    return {f"{prefix}{name}": field for name, field in named.items()}


_NAMES = ("first_name", "last_name")


class PartiesForm(StepForm):
    """Fourth step."""

    business_partner = Typed("", widget=forms.HiddenInput, required=False)
    payment_method = buttons(
        _("Zahlungsart"), [(code.value, label) for code, label in PAYMENT_LABELS.items()]
    )
    contract_account = select(_("Vertragskonto"), [], empty="neues Vertragskonto", required=False)
    bank_account = select(_("Bankverbindung"), [], empty="neue Bankverbindung", required=False)
    iban = Typed(_("IBAN"), longest=42)
    holder = Typed(_("Kontoinhaber"), longest=70, required=False)
    situation = buttons(_("Liefersituation"), [], required=False)
    previous_supplier = select(_("Altlieferant"), [], empty="bitte wählen")
    previous_contract_number = Typed(
        _("Vertragsnummer beim Altlieferanten"), longest=35, required=False
    )
    previous_contract_end = Typed(_("Vertragsende dort"), longest=10, required=False)
    meter_number = Typed(_("Zählernummer"), longest=20, required=False)
    malo_id = Typed(
        _("MaLo-ID"),
        longest=14,
        mode="numeric",
        required=False,
        help_text=_("11 Ziffern, steht auf der letzten Rechnung."),
    )
    has_recipient = tick(_("Abweichender Rechnungsempfänger"))
    recipient_business_partner = Typed("", widget=forms.HiddenInput, required=False)
    has_owner = tick(_("Abweichender Eigentümer"))
    owner_business_partner = Typed("", widget=forms.HiddenInput, required=False)

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        if not values.get("business_partner"):  # the keyboard begins where something is missing
            names = ("organisation_name",) if values.get("kind") == "ORGANISATION" else _NAMES
            empty = next((name for name in (*names, "email") if not values.get(name)), "")
            if empty:
                self.fields[empty].widget.attrs["autofocus"] = True
        debited = values.get("payment_method") == PaymentChoice.DIRECT_DEBIT
        self.fields["iban"].required = debited

    def lock(self, *names: str) -> None:
        """Let fields be seen and not typed into."""
        for name in names:
            self.fields[name].widget.attrs["readonly"] = "readonly"


for _prefix in ("", "recipient_", "owner_"):
    PartiesForm.base_fields |= _person_fields(_prefix)
    PartiesForm.base_fields[f"{_prefix}find"] = Typed(
        _("Schon Geschäftspartner?"),
        required=False,
        help_text=_("Name, Klang, Straße, Telefon oder Nummer. Eingabetaste: zum Treffer."),
        widget=forms.TextInput(
            attrs={
                "data-onward": f"#{_prefix}hits button, #id_{_prefix}last_name",
                "data-quiet": "",
            }
        ),
    )


class Rejecting(CommandForm):
    """Why nobody wants the quote."""

    reason = forms.ChoiceField(label=_("Grund"), choices=choices(REJECTION_LABELS))
    note = TextField(label=_("Bemerkung"), max_length=300, required=False)


class Closing(CommandForm):
    """The check page."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Accepting(CommandForm):
    """The customer accepts; what the quote left open is asked too."""

    accepted_on = DayField(label=_("Angenommen am"))
    how = forms.ChoiceField(
        label=_("Form der Annahme"),
        choices=[(code.value, ACCEPTANCE_LABELS[code]) for code in NOTED_BY_CLERKS],
        widget=Choice,
    )
    situation = forms.ChoiceField(
        label=_("Liefersituation"), choices=[], widget=Choice, required=False
    )
    previous_supplier = forms.TypedChoiceField(
        label=_("Altlieferant"), coerce=int, empty_value=None, required=False
    )
    payment_method = forms.ChoiceField(
        label=_("Zahlungsart"),
        choices=[(code.value, label) for code, label in PAYMENT_LABELS.items() if code.value],
        widget=Choice,
        required=False,
    )
    iban = TextField(label=_("IBAN"), max_length=42, required=False)
    holder = TextField(label=_("Kontoinhaber"), max_length=70, required=False)
    early_start = forms.BooleanField(
        label=_("Der Kunde verlangt die Lieferung schon vor Ablauf der Widerrufsfrist"),
        required=False,
        help_text=_("Nur dann bezahlt er nach einem Widerruf, was bis dahin geliefert wurde."),
    )
