"""What django-allauth may do: no open sign-up, German addresses, one start page per audience."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Logins are made by an administrator or by the contract, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The start page of the person's audience."""
        works_here = getattr(request.user, "works_here", False)
        return reverse("staff:start" if works_here else "portal:start")
