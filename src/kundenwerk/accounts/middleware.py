"""What happens around every request of somebody who is logged in."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]


def require_second_factor(answer: Answer) -> Answer:
    """Middleware: until a second factor exists only the pages to set it up are served."""

    def check(request: HttpRequest) -> HttpResponse:
        demanded = settings.REQUIRE_MFA and getattr(request.user, "works_here", False)
        if not demanded or is_mfa_enabled(request.user):
            return answer(request)
        request.second_factor_due = True  # type: ignore[attr-defined]
        entrance = reverse("account_login").removesuffix("login/")
        if request.path.startswith((entrance, settings.STATIC_URL)):
            return answer(request)
        return redirect("mfa_index")

    return check


def note_activity(answer: Answer) -> Answer:
    """Middleware: keep when and from where a session was last used, but not at every page."""

    def check(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not _noted(request):
            UserSession.objects.create_from_request(request)
        return answer(request)

    return check


def _noted(request: HttpRequest) -> bool:
    longest = UserSession._meta.get_field("user_agent").max_length
    address = str(ip_address(get_adapter().get_client_ip(request)))
    agent = request.headers.get("User-Agent", "")[:longest]
    return getattr(request.session, "noted", None) == (address, agent)
