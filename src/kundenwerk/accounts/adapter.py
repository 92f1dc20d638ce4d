"""What django-allauth may do: no open sign-up, formal German, one start page per audience."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import filter_users_by_email
from django.http import HttpRequest
from django.urls import reverse

from kundenwerk.accounts import links
from kundenwerk.market import queries as market

_CODE_MAIL = "account/email/login_code"
_WRONG = "Anmeldename oder Passwort stimmen nicht. Bitte prüfen Sie beides."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Logins are made by an administrator or by the contract, never by a visitor."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dieser Zugang ist gesperrt. Bitte wenden Sie sich an uns.",
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "incorrect_code": "Dieser Code stimmt nicht. Bitte prüfen Sie die Ziffern.",
        "incorrect_password": "Dieses Passwort stimmt nicht.",
        "enter_current_password": "Das jetzige Passwort stimmt nicht.",
        "invalid_or_expired_key": "Dieser Link gilt nicht mehr. Bitte fordern Sie einen neuen an.",
        "invalid_password_reset": "Dieser Link gilt nicht mehr. Bitte fordern Sie einen neuen an.",
        "too_many_login_attempts": "Zu viele Versuche. Bitte warten Sie einige Minuten.",
        "rate_limited": "Zu viele Anfragen. Bitte warten Sie einige Minuten.",
        "cannot_remove_primary_email": "Die Adresse Ihres Zugangs können Sie nicht löschen.",
        "max_email_addresses": "Mehr als %d Adressen sind nicht möglich.",
        "unverified_primary_email": "Ihre E-Mail-Adresse muss erst bestätigt werden.",
        "username_blacklisted": "Dieser Anmeldename ist nicht möglich.",
        "select_only_one": "Bitte wählen Sie genau eines.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The start page of the person's audience."""
        works_here = getattr(request.user, "works_here", False)
        return reverse("staff:start" if works_here else "portal:start")

    def format_email_subject(self, subject: str) -> str:
        """The fact alone, without a bracket in front."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send with the supplier's name below, and a code with the link that does the same."""
        more = {"supplier_name": market.supplier_name()}
        if template_prefix == _CODE_MAIL:
            (user, *_) = filter_users_by_email(email, is_active=True, prefer_verified=True)
            more["link"] = links.address(context["request"].build_absolute_uri("/"), user)
        super().send_mail(template_prefix, email, {**context, **more})
