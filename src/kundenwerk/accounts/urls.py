"""Addresses of login and second factor; what no login may do by itself does not exist."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from kundenwerk.accounts.links import login_link


def closed(request: HttpRequest, key: str = "") -> HttpResponse:  # noqa: ARG001
    """Sign-up and change of address are matters of the supplier.

    Raises:
        Http404: always.
    """
    raise Http404


closed.policy = "nobody"  # type: ignore[attr-defined]

urlpatterns: list[URLPattern | URLResolver] = [
    path("link/<str:token>/", login_link, name="login_link"),
    path("signup/", closed),
    path("email/", closed),
    path("confirm-email/", closed),
    path("confirm-email/<str:key>/", closed),
    path("password/set/", closed),
    path("", include("allauth.urls")),
]
