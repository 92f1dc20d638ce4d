"""The library's forms in the words and with the parts of our design system."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from kundenwerk.ui.forms import Errors

DIFFERENT = "Die beiden Passwörter sind verschieden. Bitte tippen Sie beide noch einmal."


class _Ours:
    """Labels instead of placeholders, no colon behind labels, errors as a part."""

    labels: dict[str, str] = {}  # noqa: RUF012 - read only

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("error_class", Errors)
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = self.labels.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class SignIn(_Ours, account.LoginForm):  # type: ignore[misc]
    """Name or address with password."""

    labels = {"login": "Anmeldename oder E-Mail-Adresse", "password": "Passwort"}  # noqa: RUF012


class RequestCode(_Ours, account.RequestLoginCodeForm):  # type: ignore[misc]
    """The address a code and a link go to; staff comes in by password or passkey only."""

    labels = {"email": "E-Mail-Adresse"}  # noqa: RUF012

    def clean_email(self) -> str:
        """Treat a clerk's address like one nobody knows."""
        email: str = super().clean_email()
        if getattr(self._user, "works_here", False):
            self._user: Any = None
        return email


class ConfirmCode(_Ours, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    labels = {"code": "Code aus der E-Mail"}  # noqa: RUF012


class ForgotPassword(_Ours, account.ResetPasswordForm):  # type: ignore[misc]
    """The address a link goes to."""

    labels = {"email": "E-Mail-Adresse"}  # noqa: RUF012


class _TwoPasswords(_Ours):
    labels = {  # noqa: RUF012
        "oldpassword": "Jetziges Passwort",
        "password1": "Neues Passwort",
        "password2": "Neues Passwort, noch einmal",
    }

    def clean(self) -> dict[str, Any]:
        """Say formally that the two differ."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if "password2" in self._errors:  # type: ignore[attr-defined]
            self._errors["password2"] = Errors([DIFFERENT])  # type: ignore[attr-defined]
        return cleaned


class NewPassword(_TwoPasswords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password through the link of a mail."""


class ChangePassword(_TwoPasswords, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody who knows the old one."""


class ConfirmPassword(_Ours, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more before a sensitive change."""

    labels = {"password": "Passwort"}  # noqa: RUF012


class SecondFactor(_Ours, mfa.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a spare code."""

    labels = {"code": "Code"}  # noqa: RUF012


class ConfirmFactor(_Ours, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code once more before a sensitive change."""

    labels = {"code": "Code aus der App"}  # noqa: RUF012


class SetUpApp(_Ours, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a newly set-up app."""

    labels = {"code": "Code aus der App"}  # noqa: RUF012


class AddPasskey(_Ours, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A name for the device, and whether it opens the door without a password."""

    labels = {"name": "Name des Geräts", "passwordless": "Anmelden ohne Passwort"}  # noqa: RUF012


class RenamePasskey(_Ours, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for the device."""

    labels = {"name": "Name des Geräts"}  # noqa: RUF012
