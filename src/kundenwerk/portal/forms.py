"""Fields of the public pages; what they mean is decided by the rules of sales."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kundenwerk.debtors.rules import PAYMENT_LABELS
from kundenwerk.parties.rules.person import KIND_LABELS, SALUTATION_LABELS, BusinessPartnerKind
from kundenwerk.platform.constraints import choices
from kundenwerk.sales.rules.online import EARLY_START
from kundenwerk.sales.rules.vocabulary import REJECTION_LABELS, PaymentChoice
from kundenwerk.ui.forms import Choice, CommandForm, TextField
from kundenwerk.ui.typed import StepForm, Typed, buttons, select, tick

_PAYMENT = [(code.value, label) for code, label in PAYMENT_LABELS.items()]
_AUTO_DEBIT = PaymentChoice.DIRECT_DEBIT.value


class ChoosingForm(StepForm):
    """A form with buttons that depend on what is offered."""

    def offer_choice(self, name: str, pairs: list[tuple[str, str]]) -> None:
        """Set the buttons of a choice."""
        widget = self.fields[name].widget
        assert isinstance(widget, Choice)
        widget.choices = pairs


class QuestionForm(ChoosingForm):
    """What the calculator asks; names as they stand in the address."""

    energie = buttons(_("Was möchten Sie beziehen?"), [])
    plz = Typed(_("Postleitzahl"), longest=5, mode="numeric", auto="postal-code")
    ort = select(_("Ort"), [], empty="bitte wählen")
    personen = buttons(_("Wie viele leben bei Ihnen?"), [], required=False)
    kwh = Typed(
        _("Jahresverbrauch in kWh"),
        longest=15,
        mode="numeric",
        required=False,
        help_text=_("Steht auf Ihrer letzten Rechnung und geht vor."),
    )


class OwnForm(ChoosingForm):
    """What a customer says who asks for a quote; names as the quote path knows them."""

    supply_point = Typed("", longest=18, required=False)
    energy_kind = buttons(_("Was möchten Sie beziehen?"), [])
    postcode = Typed(_("Postleitzahl"), longest=5, mode="numeric", auto="postal-code")
    town = select(_("Ort"), [], empty="bitte wählen")
    street = Typed(_("Straße"), auto="address-line1")
    house_number = Typed(_("Hausnummer"), longest=14)
    annual_kwh = Typed(_("Jahresverbrauch in kWh"), longest=15, mode="numeric")


class DeliveryForm(StepForm):
    """Where and from when."""

    street = Typed(_("Straße"), auto="address-line1")
    house_number = Typed(_("Hausnummer"), longest=14)
    situation = buttons(_("Ziehen Sie ein oder wechseln Sie den Anbieter?"), [])
    next_possible = tick(_("So früh wie möglich beliefern"))
    start = Typed(
        _("Lieferbeginn"),
        longest=10,
        mode="numeric",
        required=False,
        help_text=_("Zum Beispiel 01.02.2027. Gilt, wenn „so früh wie möglich“ aus ist."),
    )
    previous_supplier = select(_("Bisheriger Anbieter"), [], empty="bitte wählen", required=False)
    previous_contract_number = Typed(_("Ihre Kundennummer dort"), longest=35, required=False)
    previous_contract_end = Typed(
        _("Letzter Tag Ihres bisherigen Vertrags"), longest=10, required=False
    )
    meter_number = Typed(
        _("Zählernummer"),
        longest=20,
        required=False,
        help_text=_("Steht auf dem Zähler und auf Ihrer letzten Rechnung."),
    )


class PersonForm(StepForm):
    """Who orders and how it is paid."""

    kind = buttons(_("Sie bestellen als"), choices(KIND_LABELS))
    salutation = select(_("Anrede"), choices(SALUTATION_LABELS), required=False)
    title = Typed(_("Titel"), longest=40, required=False, auto="honorific-prefix")
    first_name = Typed(_("Vorname"), auto="given-name")
    last_name = Typed(_("Nachname"), auto="family-name")
    organisation_name = Typed(_("Firma"), longest=120, auto="organization")
    birth_date = Typed(_("Geburtsdatum"), longest=10, required=False, auto="bday")
    email = Typed(
        _("E-Mail"),
        longest=254,
        mode="email",
        auto="email",
        help_text=_("Dorthin senden wir die Bestätigung."),
    )
    phone = Typed(_("Telefon"), longest=30, mode="tel", required=False, auto="tel")
    other_address = tick(_("Meine Postanschrift ist eine andere"))
    own_street = Typed(_("Straße der Postanschrift"), auto="off", required=False)
    own_house_number = Typed(_("Hausnummer der Postanschrift"), longest=14, required=False)
    own_postcode = Typed(
        _("Postleitzahl der Postanschrift"), longest=5, mode="numeric", required=False
    )
    own_town = Typed(_("Ort der Postanschrift"), required=False)
    payment_method = buttons(_("Zahlungsart"), _PAYMENT)
    iban = Typed(_("IBAN"), longest=42)
    holder = Typed(
        _("Kontoinhaber"),
        longest=70,
        required=False,
        help_text=_("Nur wenn das Konto jemand anderem gehört."),
    )

    def __init__(self, values: Mapping[str, str]) -> None:
        first = {"kind": "PERSON", "salutation": "NEUTRAL", "payment_method": _AUTO_DEBIT}
        super().__init__(first | dict(values))
        is_person = self.data["kind"] == BusinessPartnerKind.PERSON
        self.fields["organisation_name"].required = not is_person
        self.fields["last_name"].required = is_person
        self.fields["first_name"].required = False


class Ordering(CommandForm):
    """The page before the button."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    terms = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**60)
    early_start = forms.BooleanField(label=EARLY_START, required=False)


class Answering(CommandForm):
    """The quote is ordered through its link; what it left open is asked too."""

    situation = forms.ChoiceField(
        label=_("Ziehen Sie ein oder wechseln Sie den Anbieter?"),
        choices=[],
        widget=Choice,
    )
    previous_supplier = forms.TypedChoiceField(
        label=_("Bisheriger Anbieter"), coerce=int, empty_value=None, required=False
    )
    payment_method = forms.ChoiceField(label=_("Zahlungsart"), choices=_PAYMENT, widget=Choice)
    iban = TextField(label=_("IBAN"), max_length=42, required=False)
    holder = TextField(label=_("Kontoinhaber"), max_length=70, required=False)
    early_start = forms.BooleanField(label=EARLY_START, required=False)

    # Which of the situations tell that somebody else supplied before.
    switching: Collection[str] = ()

    def ask_only(self, names: set[str]) -> None:
        """Leave out what the quote knows."""
        for name in [name for name in self.fields if name not in names | {"key"}]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A change of supplier names the one before."""
        given = dict(super().clean() or {})
        switches = given.get("situation") in self.switching
        if switches and "previous_supplier" in self.fields and not given.get("previous_supplier"):
            self.add_error("previous_supplier", "Bitte wählen Sie Ihren bisherigen Anbieter.")
        return given


class Declining(CommandForm):
    """The customer does not want the quote."""

    reason = forms.ChoiceField(label=_("Grund"), choices=choices(REJECTION_LABELS))
    note = TextField(label=_("Möchten Sie uns etwas dazu sagen?"), max_length=300, required=False)


class Withdrawing(CommandForm):
    """What a withdrawal must say.

    Source: § 356a Abs. 2 BGB.
    """

    name = TextField(label=_("Ihr Name"), max_length=120)
    reference = TextField(
        label=_("Vertrags- oder Angebotsnummer"),
        max_length=40,
        help_text=_("Steht auf Ihrer Bestätigung."),
    )
    email = TextField(
        label=_("E-Mail"),
        max_length=254,
        help_text=_("Dorthin senden wir die Eingangsbestätigung."),
    )


class Wishing(CommandForm):
    """Who wants to be told of a fitting tariff."""

    first_name = TextField(label=_("Vorname"), max_length=80, required=False)
    last_name = TextField(label=_("Nachname"), max_length=80)
    email = TextField(label=_("E-Mail"), max_length=254)
    plz = TextField(label=_("Postleitzahl"), max_length=5, required=False)
    consent = forms.BooleanField(
        error_messages={"required": _("Ohne Ihre Einwilligung speichern wir nichts.")}
    )
    aktion = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
