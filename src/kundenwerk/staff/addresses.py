"""Addresses of single objects, for rows of lists: looked up once for all rows."""

from __future__ import annotations

import functools

from django.urls import reverse

_PLACE = 987_654_321


def address(name: str, key: int) -> str:
    """The same as ``reverse(name, args=[key])``."""
    before, after = _around(name)
    return f"{before}{key}{after}"


@functools.cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_PLACE]).partition(str(_PLACE))
    return before, after
