"""Staff without a second factor are led to set one up, where the installation demands it."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]


def require_second_factor(answer: Answer) -> Answer:
    """Middleware: until a second factor exists only the pages to set it up are served."""

    def check(request: HttpRequest) -> HttpResponse:
        if not settings.REQUIRE_MFA or not getattr(request.user, "works_here", False):
            return answer(request)
        allowed = request.path.startswith(
            (reverse("account_login"), "/zugang/", settings.STATIC_URL)
        )
        if allowed or is_mfa_enabled(request.user):
            return answer(request)
        return redirect("mfa_activate_totp")

    return check
