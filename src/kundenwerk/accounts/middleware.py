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
        demanded = settings.REQUIRE_MFA and getattr(request.user, "works_here", False)
        if not demanded or is_mfa_enabled(request.user):
            return answer(request)
        request.second_factor_due = True  # type: ignore[attr-defined]
        entrance = reverse("account_login").removesuffix("login/")
        if request.path.startswith((entrance, settings.STATIC_URL)):
            return answer(request)
        return redirect("mfa_index")

    return check
