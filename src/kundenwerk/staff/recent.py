"""What a clerk opened last, kept in the session and gone with it."""

from __future__ import annotations

from django.http import HttpRequest

_KEY = "recent"
_KEPT = 6


def remember(request: HttpRequest, title: str, url: str) -> None:
    """Put a page in front; nothing is written when it is there already."""
    known = seen(request)
    if known[:1] == [(title, url)]:
        return
    others = [one for one in known if one[1] != url]
    request.session[_KEY] = [(title, url), *others][:_KEPT]


def seen(request: HttpRequest) -> list[tuple[str, str]]:
    """The pages opened last, the latest first."""
    return [(str(title), str(url)) for title, url in request.session.get(_KEY, [])]
