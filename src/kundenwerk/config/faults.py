"""What a visitor sees when something broke."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

_RETRY_AFTER_SECONDS = "5"


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is away or in use passes by; everything else is a fault of ours (R-25)."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return defaults.server_error(request)
    text = loader.get_template("503.html").render()
    return HttpResponse(text, status=503, headers={"Retry-After": _RETRY_AFTER_SECONDS})
