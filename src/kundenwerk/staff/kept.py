"""The lists somebody keeps, asked once for a page: the side bar and the list need them."""

from __future__ import annotations

from django.http import HttpRequest

from kundenwerk.accounts import queries as accounts
from kundenwerk.accounts.queries import KeptView


def views(request: HttpRequest) -> list[KeptView]:
    """The views the login may use, by name."""
    found: list[KeptView] | None = getattr(request, "kept_views", None)
    if found is None:
        found = accounts.kept_views(int(request.user.pk or 0))
        request.kept_views = found  # type: ignore[attr-defined]
    return found
