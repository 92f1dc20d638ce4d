"""Numbers of the start page; each is a link to the list it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.urls import reverse

from kundenwerk.staff.access import Permission, may


@dataclass(frozen=True, slots=True)
class Tile:
    """A counted list; ``hint`` says what the number is about.

    Args:
        is_work: somebody has to do something about each of them.
    """

    label: str
    url_name: str
    query: str
    permission: Permission
    count: Callable[[date], int | str]
    hint: str = ""
    is_work: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A tile as drawn."""

    label: str
    url: str
    value: int | str
    hint: str
    is_work: bool


_tiles: list[Tile] = []
# The navigation counts on every page; a number may be this many seconds old there.
_FRESH_SECONDS = 20


def register(tile: Tile) -> None:
    """Offer a tile; the page module that owns the list does it."""
    _tiles.append(tile)


def tiles_for(user: Any, day: date) -> list[Shown]:
    """The tiles a login may open, counted now."""
    return [_shown(tile, day) for tile in _tiles if may(user, tile.permission)]


def _shown(tile: Tile, day: date) -> Shown:
    url = reverse(tile.url_name) + tile.query
    return Shown(tile.label, url, tile.count(day), tile.hint, tile.is_work)


def waiting(labels: Iterable[str], day: date) -> dict[str, int]:
    """How much waits in the tiles of these labels, counted anew every few seconds."""
    key = f"waiting-{day}"
    found: dict[str, int] | None = cache.get(key)
    if found is None:
        wanted = set(labels)
        found = {tile.label: int(tile.count(day)) for tile in _tiles if tile.label in wanted}
        cache.set(key, found, _FRESH_SECONDS)
    return found


def known_labels() -> set[str]:
    """The labels of all tiles."""
    return {tile.label for tile in _tiles}


def may_quote(user: Any) -> bool:
    """Whether the big button for a new quote is shown."""
    return may(user, Permission.QUOTES_WRITE)
