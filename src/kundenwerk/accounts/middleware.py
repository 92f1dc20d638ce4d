"""What happens around every request of somebody who is logged in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kundenwerk.platform import rows

Answer = Callable[[HttpRequest], HttpResponse]
NOTED_EVERY: Final = timedelta(minutes=5)
_NOTED = (
    "SELECT 1 FROM usersessions_usersession WHERE session_key = %s AND ip = %s "
    "AND user_agent = %s AND last_seen_at > statement_timestamp() - %s"
)


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
    values = [
        request.session.session_key,
        get_adapter().get_client_ip(request),
        request.headers.get("User-Agent", "")[:longest],
        NOTED_EVERY,
    ]
    return rows.first(_NOTED, values) is not None
