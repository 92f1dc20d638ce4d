"""Headers every answer carries."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

# Nothing the product does needs a sensor; the camera will be for the merchants' scan page.
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def refuse_nul(answer: Answer) -> Answer:
    """Middleware: no text of ours holds a NUL, and the database cannot compare with one."""

    def check(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in the address")
        return answer(request)

    return check


def answer_headers(answer: Answer) -> Answer:
    """Middleware: no sensors, no framing by others, personal pages stay out of caches."""

    def add(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return add
