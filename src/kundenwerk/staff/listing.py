"""The page of every list: found, ordered and paged by the address, kept as views, exported."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.accounts import queries as accounts
from kundenwerk.accounts.models import SavedView
from kundenwerk.accounts.queries import KeptView
from kundenwerk.accounts.roles import Role
from kundenwerk.accounts.rules import may_change
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.platform import clock
from kundenwerk.staff import bulk, exporting
from kundenwerk.staff.access import may
from kundenwerk.staff.kept import kept
from kundenwerk.staff.lists import LISTINGS
from kundenwerk.ui import lists, tables
from kundenwerk.ui.exports import FileKind
from kundenwerk.ui.lists import DENSITIES, Asked, Choice, Column, Listing

PAGE_SIZE = 50
# Counting stops here; whoever looks at so many rows narrows them.
MOST_COUNTED = 9_999


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in the list a page lies."""

    number: int
    first: int
    last: int
    total: int

    @property
    def total_text(self) -> str:
        """How many rows there are, as people read it."""
        if self.total > MOST_COUNTED:
            return f"mehr als {format_decimal(MOST_COUNTED)}"
        return format_decimal(self.total)

    @property
    def has_next(self) -> bool:
        """Whether rows follow."""
        return self.last < self.total

    @property
    def is_whole(self) -> bool:
        """Whether the page shows every row."""
        return self.first <= 1 and not self.has_next


def show(
    request: HttpRequest,
    listing: Listing,
    more: Mapping[str, Any] | None = None,
    template: str = "staff/lists/page.html",
) -> HttpResponse:
    """The page of a list, its rows alone for htmx, or the file the address asks for."""
    first = _view_of_role(request, listing)
    if first is not None:
        return redirect(address_of(first))
    today = clock.today()
    asked = ask(request, listing)
    wanted = request.GET.get("export", "")
    if wanted in set(FileKind):
        return exporting.answer(request, asked, FileKind(wanted), today)
    shown = {**_shown(request, asked, today), **(more or {})}
    name = "staff/lists/_rows.html" if getattr(request, "htmx", False) else template
    return render(request, name, shown)


def ask(request: HttpRequest, listing: Listing) -> Asked:
    """What the address asks for, with the columns the person chose and may see of this list."""
    allowed = [one for one in listing.columns if one.permission is None or _may_see(request, one)]
    if len(allowed) < len(listing.columns):
        listing = replace(listing, columns=allowed)
    remembered = kept(request).columns.get(listing.key, "")
    return lists.read(listing, request.GET, remembered, viewer=request.user.get_username())


def _may_see(request: HttpRequest, column: Column) -> bool:
    return may(request.user, column.permission)


def without(asked: Asked, name: str) -> Asked:
    """The same question with one filter left open."""
    return replace(asked, words={**asked.words, name: ""})


def _user_id(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _view_of_role(request: HttpRequest, listing: Listing) -> KeptView | None:
    """What the role sees first when the address says nothing."""
    if request.GET:
        return None
    role = getattr(request.user, "role", "")
    return accounts.first_of_role(kept(request).views, listing.key, role)


def address_of(view: SavedView | KeptView) -> str:
    """Where a saved view is shown."""
    listing = LISTINGS.get(view.list_key)
    if listing is None:
        return reverse("staff:start")
    return f"{reverse(listing.url_name)}?{_joined(view.query, ansicht=str(view.pk))}"


def _joined(query: str, **more: str) -> str:
    parts = [query, *(f"{name}={word}" for name, word in more.items() if word)]
    return "&".join(filter(None, parts))


def _shown(request: HttpRequest, asked: Asked, today: date) -> dict[str, Any]:
    rows, paging = _page(asked, today)
    listing = asked.listing
    if listing.prepare:
        listing.prepare(rows, today)
    views = _views(request, asked)
    actions = bulk.actions_for(request.user, listing.key)
    return {
        "listing": listing,
        "list_url": reverse(listing.url_name),
        "asked": asked,
        "text": asked.words.get("q", ""),
        "density": DENSITIES.get(asked.density, ""),
        "densities": [("", "wie eingestellt"), ("dicht", "dicht"), ("luftig", "luftig")],
        "heads": [(head, _address(asked, sort=head.wanted)) for head in lists.heads(asked)],
        "rows": tables.body(asked, rows, can_pick=bool(actions)),
        "found": rows,
        "paging": paging,
        "before": _address(asked, seite=str(paging.number - 1)) if paging.number > 1 else "",
        "after": _address(asked, seite=str(paging.number + 1)) if paging.has_next else "",
        "chips": [chips(asked, choice, today) for choice in listing.choices],
        "kept": kept_words(asked, "q"),
        "mask": _mask(asked, today),
        "mask_open": "maske" in request.GET,
        "mask_kept": kept_words(asked, *(one.name for one in listing.fields)),
        "query": asked.query(),
        "offered": [(column, column in asked.columns) for column in listing.columns],
        "exports": [(kind.name, _address(asked, export=kind.value)) for kind in FileKind],
        "views": views,
        "view": next((one for one in views if one["is_current"]), None),
        "may_keep": getattr(request.user, "role", "") != Role.AUDITOR,
        "actions": actions,
        "key": uuid.uuid4(),
    }


def _page(asked: Asked, today: date) -> tuple[list[Any], Paging]:
    found = asked.rows(today)
    number = asked.page
    rows = list(found[: PAGE_SIZE + 1]) if number == 1 else []
    if 0 < len(rows) <= PAGE_SIZE:
        return rows, Paging(1, 1, len(rows), len(rows))
    total = found.order_by()[: MOST_COUNTED + 1].count()
    if total <= MOST_COUNTED:
        number = min(number, max(1, -(-total // PAGE_SIZE)))
    start = (number - 1) * PAGE_SIZE
    rows = rows or list(found[start : start + PAGE_SIZE + 1])
    if total > MOST_COUNTED:
        total = max(total, start + len(rows))
    rows = rows[:PAGE_SIZE]
    return rows, Paging(number, start + 1 if rows else 0, start + len(rows), total)


def _address(asked: Asked, **changed: str) -> str:
    return "?" + _joined(asked.query(**changed), ansicht=asked.view)


def _mask(asked: Asked, today: date) -> list[dict[str, Any]]:
    """The fields of the search mask with what was typed and what is wrong with it."""
    typed = [(one, asked.words.get(one.name, "")) for one in asked.listing.fields]
    return [
        {
            "field": one,
            "text": text,
            "problem": one.problem(text, today) if text and one.problem else "",
        }
        for one, text in typed
    ]


def kept_words(asked: Asked, *own: str) -> list[tuple[str, str]]:
    """What a search form sends beside its own fields so that everything else stays as it is."""
    parts = [(name, word) for name, word in asked.words.items() if word and name not in own]
    if asked.names_columns:
        parts.append(("spalten", ",".join(column.key for column in asked.columns)))
    more = (("sort", asked.sort), ("dichte", asked.density), ("ansicht", asked.view))
    return parts + [(name, word) for name, word in more if word]


def chips(asked: Asked, choice: Choice, today: date) -> dict[str, Any]:
    """The words of a filter, each with its address and, where it is counted, its number."""
    counts = choice.counts(today) if choice.counts else {}
    return {
        "label": choice.label,
        "options": [
            {
                "label": label,
                "count": counts.get(word),
                "url": _address(asked, **{choice.name: word}),
                "is_current": asked.words[choice.name] == word,
            }
            for word, label in choice.options
            if not choice.hides_empty or counts.get(word) or word in {"", asked.words[choice.name]}
        ],
    }


def _views(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    user_id, role = _user_id(request), getattr(request.user, "role", "")
    return [
        {
            "pk": view.pk,
            "name": view.name,
            "url": address_of(view),
            "by": "" if view.owner_id == user_id else view.owner_name,
            "is_shared": view.is_shared,
            "is_pinned": view.is_pinned,
            "is_current": str(view.pk) == asked.view,
            "is_changed": view.query != asked.query(),
            "may_change": may_change(owner_id=view.owner_id, user_id=user_id, role=role),
        }
        for view in kept(request).views
        if view.list_key == asked.listing.key
    ]
