"""The lists somebody keeps, asked once for a page: the side bar and the list need them."""

from __future__ import annotations

from django.http import HttpRequest

from kundenwerk.accounts import queries as accounts
from kundenwerk.accounts.queries import Kept


def kept(request: HttpRequest) -> Kept:
    """The views the login may use, and the columns it chose."""
    found: Kept | None = getattr(request, "kept_lists", None)
    if found is None:
        found = accounts.kept_by(int(request.user.pk or 0))
        request.kept_lists = found  # type: ignore[attr-defined]
    return found
