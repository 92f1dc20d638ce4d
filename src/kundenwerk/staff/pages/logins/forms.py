"""What is asked about a login, and the sentences for what is refused."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from kundenwerk.accounts.commands import administering, inviting
from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import ROLE_LABELS, STAFF_ROLES, Role
from kundenwerk.accounts.rules import LONGEST_LOGIN, login_name
from kundenwerk.kernel.text import UnusableText
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.parties.queries.merging import record_of
from kundenwerk.parties.rules.contact import checked_email
from kundenwerk.ui.forms import CommandForm, NameField, TextField

FIELDS: Final = ("first_name", "last_name", "email", "role")

# Field and sentence for each refusal; an empty field is the whole form.
REFUSALS: dict[type[Exception], tuple[str, str]] = {
    inviting.LoginNameTaken: (
        "username",
        "Diesen Anmeldenamen gibt es schon. Bitte wählen Sie einen anderen.",
    ),
    inviting.AddressTaken: ("email", "Ein anderer Zugang hat diese Adresse schon."),
    administering.OwnLogin: (
        "",
        "Das geht beim eigenen Zugang nicht. Das tut eine andere Person der Administration.",
    ),
    administering.LastAdministrator: (
        "",
        "Sonst könnte niemand mehr verwalten. Bitte geben Sie zuerst jemand anderem die Rolle.",
    ),
    administering.LoginLocked: (
        "",
        "Der Zugang ist gesperrt. Bitte entsperren Sie ihn zuerst.",
    ),
}


class LoginForm(CommandForm):
    """Who it is for and what the person may do."""

    first_name = NameField(label="Vorname", max_length=150, required=False)
    last_name = NameField(label="Nachname", max_length=150)
    email = forms.CharField(
        label="E-Mail-Adresse",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="Rolle",
        choices=[(one.value, label) for one, label in ROLE_LABELS.items() if one in STAFF_ROLES],
        help_text="Mehr dazu unter „Was die Rollen sehen“.",
    )

    def clean_email(self) -> str:
        """An address a mail can go to."""
        try:
            return checked_email(self.cleaned_data["email"]).lower()
        except UnusableText as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def tell(self, refusal: Exception) -> None:
        """Say at its field what was refused."""
        name, sentence = REFUSALS[type(refusal)]
        self.add_error(name if name in self.fields else None, sentence)


class InvitationForm(LoginForm):
    """A login to be made."""

    username = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label="Anmeldename",
        max_length=LONGEST_LOGIN,
        required=False,
        help_text="Leer: vorname.nachname. Er lässt sich später nicht ändern.",
        error_messages={
            "invalid": "Bitte nur Buchstaben ohne Umlaute, Ziffern, Punkt und Strich verwenden."
        },
    )

    def clean(self) -> dict[str, Any]:
        """Propose a login name where none was chosen."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("username") and "last_name" in given and "username" not in self.errors:
            given["username"] = login_name(given.get("first_name", ""), given["last_name"])
            if not given["username"]:
                self.add_error("username", "Bitte wählen Sie einen Anmeldenamen.")
        return given


class ChangeForm(LoginForm):
    """A login to be changed; ``shown`` is what the form was filled with."""

    shown = forms.JSONField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, login: User) -> ChangeForm:
        """The form with the present values."""
        present = {name: getattr(login, name) for name in FIELDS}
        return cls(initial={**present, "shown": present})

    def clean_shown(self) -> dict[str, str]:
        """The values on the page, nothing else."""
        given = self.cleaned_data["shown"]
        if not isinstance(given, dict) or set(given) != set(FIELDS):
            raise forms.ValidationError("Bitte laden Sie die Seite neu.")
        return {name: str(given[name])[:300] for name in FIELDS}

    def wanted(self) -> dict[str, str]:
        """The values from now on."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class CustomerForm(CommandForm):
    """Whose login to make."""

    number = TextField(
        label="Kundennummer",
        max_length=20,
        help_text="Der Link geht an die E-Mail-Adresse, die beim Kunden hinterlegt ist.",
    )

    def clean_number(self) -> BusinessPartner:
        """The record behind the number."""
        found = record_of(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(
                "Diese Kundennummer gibt es nicht. Bitte suchen Sie sie im Befehlsfeld (Strg K)."
            )
        return found


class SwitchForm(CommandForm):
    """Lock a login or open it."""

    is_active = forms.ChoiceField(choices=[("1", "entsperren"), ("0", "sperren")])


class SessionForm(CommandForm):
    """One session, or all of them."""

    session = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


def role_of(form: LoginForm) -> Role:
    """The chosen role."""
    return Role(form.cleaned_data["role"])
